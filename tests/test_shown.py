"""What the reference shows has an example: a function its own, a method or property its own or one of its class."""

import doctest
import importlib
import inspect
import re
from functools import cached_property
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
DIRECTIVE = re.compile(r"^\.\. auto(function|decorator|class|exception|module):: (\S+)\n((?:   :.*\n)*)", re.MULTILINE)
MEMBERS = re.compile(r"^   :members:(.*)$", re.MULTILINE)


def object_at(dotted):
    """Return the module, class or function that a directive names."""
    module, names = dotted, []
    while module:
        try:
            found = importlib.import_module(module)
        except ModuleNotFoundError:
            module, _, name = module.rpartition(".")
            names.insert(0, name)
            continue
        for name in names:
            found = getattr(found, name)
        return found
    raise AssertionError(f"the reference names {dotted}, which is nowhere")


def shown_on(page):
    """Yield the name of what a page of the reference shows, the thing, and the class that it is a member of.

    Of a class that is shown all methods and properties count, whether the page lists them or not.
    """
    for _, dotted, options in DIRECTIVE.findall((REFERENCE / page).read_text("utf-8")):
        found = object_at(dotted)
        if inspect.ismodule(found):
            members = MEMBERS.search(options)
            shown = {f"{dotted}.{name}": getattr(found, name) for name in functions_of(found, members)}
        else:
            shown = {dotted: found}
        for name, each in shown.items():
            yield name, each, None
            if inspect.isclass(each):
                for member in members_of(each):
                    yield f"{name}.{member}", inspect.getattr_static(each, member), each


def functions_of(module, members):
    """Return the names of what is shown of a module: those that the page lists, else all that are public."""
    if members and members[1].strip():
        return members[1].replace(",", " ").split()
    public = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")]) if members else ()
    return [name for name in public if getattr(getattr(module, name), "__module__", "") == module.__name__]


def members_of(kind):
    """Return the names of the public members of a class that are written in corpustools."""
    kinds = [each for each in kind.__mro__ if each.__module__.startswith("corpustools")]
    return [name for name in dict.fromkeys(name for each in kinds for name in vars(each)) if not name.startswith("_")]


def is_documented_code(found):
    """Whether this is a function, a class, a method or a property, and no constant, type or field."""
    found = unwrapped(found)
    return inspect.isclass(found) or inspect.isfunction(found) or hasattr(found, "__wrapped__")


def unwrapped(found):
    """Return the function below a property, a class method and the like."""
    if isinstance(found, property):
        return found.fget
    if isinstance(found, cached_property):
        return found.func
    return found.__func__ if isinstance(found, classmethod | staticmethod) else found


def examples_of(found):
    """Return the source of the examples in the docstring of something; doctest runs none of cached properties."""
    if isinstance(found, cached_property):
        return ""
    parsed = doctest.DocTestParser().get_examples(getattr(unwrapped(found), "__doc__", None) or "")
    return "".join(example.source for example in parsed)


def is_record(found):
    """Whether a class holds values and does nothing: its fields say what it is, and an example what makes it."""
    return inspect.isclass(found) and not any(
        is_documented_code(inspect.getattr_static(found, name)) for name in members_of(found)
    )


def lacks_example(name, found, owner):
    if not is_documented_code(found) or examples_of(found):
        return False
    if owner is None:
        return True
    short = name.rpartition(".")[2]
    shows = re.compile(rf"\.{short}\b")
    return not any(shows.search(examples_of(each)) or examples_of(vars(each).get(short)) for each in owner.__mro__)


def test_all_that_the_reference_of_python_shows_has_an_example():
    assert [] == [name for name, found, owner in shown_on("python.md") if lacks_example(name, found, owner)]


def test_all_parts_have_an_example_but_what_only_holds_values():
    lacking = [
        name
        for name, found, owner in shown_on("parts.md")
        if lacks_example(name, found, owner) and not is_record(found)
    ]
    assert [] == lacking


class Shelf:
    __module__ = "corpustools.shelf"  # that it is taken for one of corpustools
    __doc__ = """A shelf.

    >>> Shelf().books
    ()
    """

    label: str = ""

    @property
    def books(self):
        """Shown by the class."""

    def dust(self):
        """Shown by nobody."""


@pytest.mark.parametrize(
    ("name", "lacks"), [("Shelf", False), ("Shelf.books", False), ("Shelf.label", False), ("Shelf.dust", True)]
)
def test_this_test_sees_what_lacks_an_example(name, lacks):
    short = name.partition(".")[2]
    found = inspect.getattr_static(Shelf, short) if short else Shelf
    assert lacks == lacks_example(name, found, Shelf if short else None)
    assert not is_record(Shelf)
