"""Imports point down only, and heavy libraries stay in the rooms that need them."""

import ast
import importlib
import json
import pkgutil
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import corpustools

PACKAGE = Path(corpustools.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

LEVELS = (
    {"errors", "docstrings", "garbage"},
    {"model", "text"},
    {"phases"},
    {"registry", "config"},
    {"readers", "rules", "labels", "extractors", "writers", "figures"},
    {"segmentation", "claims"},
    {"labelling", "describing", "voting"},
    {"pipeline", "search"},
    {"engines"},
    {"corpus", "terminal"},
    {"containers"},
    {"shards"},
    {"inputs"},
    {"cli", "sphinxext"},
    {"__main__"},
)
"""The rooms from the ground up: a room may use those on the levels below it, and none beside it."""

LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

HOMES = {
    "babel": {"sphinxext"},
    "sphinx": {"sphinxext"},
    "docutils": {"sphinxext"},
    "myst_parser": {"sphinxext"},
    "jinja2": {"sphinxext"},
    "markupsafe": {"sphinxext"},
    "pagefind": {"sphinxext"},
    "click": {"cli", "terminal"},
    "rich": {"cli", "terminal"},
    "bs4": {"sphinxext"},
    "charset_normalizer": {"readers"},
    "ftfy": {"rules"},
    "numpy": {"labels", "search"},
    "filelock": {"corpus"},
    "jsonschema": {"corpus"},
    "lxml": {"readers"},
    "markdown_it": {"readers"},
    "yaml": {"readers"},
    "ahocorasick": {"extractors"},
    "rensa": {"search"},
    "spacy": {"voting"},
    "distributed": {"engines"},
    "fsspec": {"containers"},
    "pyarrow": {"containers", "shards"},
    "fastwarc": {"containers"},
    "brotli": {"containers"},
}
"""Which rooms may import which library; the standard library is open to all."""

EXTRAS = {
    "sphinxext": {"site"},
    "containers": {"shards", "warc"},
    "shards": {"shards"},
    "engines": {"dask"},
    "voting": {"ner"},
}
"""The rooms that may import what only an extra of ``pyproject.toml`` asks for."""

ROOMS_WITHIN = {
    "extractors": {"metadata": {"names"}, "speech": {"names"}, "": {"names"}},
    "rules": {"article": {"furniture"}},
}
"""What a room within a room may ask besides itself and what all share, which has no name here; the others: nothing."""

MOST_LINES = 300
"""How long a module may be."""


def name_of(path):
    return str(path.relative_to(PACKAGE).with_suffix(""))


def room_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path):
    """Return the dotted name of every module that a file imports, wherever in it, type checking aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    found = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            if node.module == "corpustools":
                found |= {f"corpustools.{alias.name}" for alias in node.names}
            else:
                found.add(node.module)
    return found


def libraries(path):
    """Return the libraries that a file imports: what is neither in Python nor of the package."""
    return {module.partition(".")[0] for module in imports(path)} - sys.stdlib_module_names - {"corpustools"}


def packages_of(library):
    """Return the names of the packages that have a library, as package indexes compare them."""
    return {canonical(name) for name in PACKAGES[library]}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def required():
    """Return the names of the packages that each extra asks for, and those that all ask for under the empty name."""
    project = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    return {name: {canonical(re.match(r"[\w.-]+", each)[0]) for each in group} for name, group in groups.items()}


PACKAGES = packages_distributions()
REQUIRED = required()


def rooms_used(path):
    """Return the rooms that a file uses; public names that the package itself lends are looked up at home."""
    used = set()
    for module in imports(path):
        first, _, rest = module.partition(".")
        if first == "corpustools" and rest:
            name = rest.partition(".")[0]
            used.add(corpustools._HOMES.get(name, f"corpustools.{name}").split(".")[1])
    return used


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"], ids=name_of
)
class TestEveryModule:
    def test_is_in_a_room_of_the_house(self, path):
        assert room_of(path) in LEVEL

    def test_imports_from_below_only(self, path):
        own = room_of(path)
        assert set() == {room for room in rooms_used(path) - {own, "__version__"} if LEVEL[room] >= LEVEL[own]}

    def test_is_short_enough_to_be_read_at_once(self, path):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= MOST_LINES, "which subjects are there two of? give one of them a module of its own"

    def test_imports_no_library_that_belongs_elsewhere(self, path):
        assert set() == {name for name in libraries(path) if room_of(path) not in HOMES.get(name, ())}

    def test_imports_no_library_that_is_not_asked_for(self, path):
        extras = EXTRAS.get(room_of(path), set())
        asked = REQUIRED[""].union(*(REQUIRED[extra] for extra in extras))
        assert set() == {name for name in libraries(path) if not asked & packages_of(name)}


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) in ROOMS_WITHIN], ids=name_of)
def test_rooms_within_a_room_ask_each_other_no_more_than_is_said_here(path):
    outer, *inner = path.relative_to(PACKAGE).parent.parts
    own = "".join(inner)
    rooms = {folder.parent.name for folder in (PACKAGE / outer).glob("*/__init__.py")}
    used = {module.removeprefix(f"corpustools.{outer}.").partition(".")[0] for module in imports(path)}
    assert set() == used & rooms - {own} - ROOMS_WITHIN[outer].get(own, set())


def test_what_is_asked_for_of_all_is_used_beyond_the_rooms_of_extras():
    used = [packages_of(name) for path in MODULES if room_of(path) not in EXTRAS for name in libraries(path)]
    assert set() == REQUIRED[""].difference(*used)


def test_the_package_itself_imports_nothing_of_its_own():
    own = [module for module in imports(PACKAGE / "__init__.py") if module.startswith("corpustools")]
    assert [] == own


def test_this_test_sees_an_import_that_points_up(tmp_path):
    path = tmp_path / "module.py"
    path.write_text("def late():\n    from corpustools import open_corpus, pipeline\n    import corpustools.cli\n")
    assert {"corpus", "pipeline", "cli"} == rooms_used(path)


def test_importing_the_package_imports_no_library(run_python):
    code = "import sys, corpustools, json; print(json.dumps(sorted(sys.modules)))"
    loaded = {name.partition(".")[0] for name in json.loads(run_python(code))}
    assert set() == loaded & HOMES.keys()


@pytest.mark.parametrize("room", ["model", "text", "registry", "config", "pipeline"])
def test_reading_needs_no_library_of_sites_or_terminals(run_python, room):
    names = ["corpustools." + room]
    folder = PACKAGE / room
    if folder.is_dir():
        names += [f"corpustools.{room}.{module.name}" for module in pkgutil.iter_modules([str(folder)])]
    code = f"import sys, json, {', '.join(names)}; print(json.dumps(sorted(sys.modules)))"
    loaded = {name.partition(".")[0] for name in json.loads(run_python(code))}
    assert set() == loaded & {"sphinx", "docutils", "click", "rich", "bs4", "jsonschema"}


def test_each_public_name_is_where_the_package_says(run_python):
    for name in corpustools.__all__:
        assert getattr(importlib.import_module(corpustools._HOMES[name]), name) is getattr(corpustools, name)
    assert sorted(corpustools.__all__) == corpustools.__all__
    assert set(corpustools._HOMES) == set(corpustools.__all__)
    assert sorted([*corpustools.__all__, "__version__"]) == dir(corpustools)


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'corpustools' has no attribute 'guess'"):
        corpustools.guess  # noqa: B018
