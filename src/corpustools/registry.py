"""Every rule: one decorator, one registry, one way to find them.

A rule is a function. What phase it belongs to decides what it is given and what it returns:

========  ===================================  ========================================================
phase     called with                          returns
========  ===================================  ========================================================
decode    ``data: bytes, media_type: str``     :class:`Decoded`, or ``None`` to abstain
repair    ``text: str`` (as read)              an iterable of :class:`Replacement`
segment   ``line: str`` (repaired)             an iterable of offsets at which to cut the line
label     ``block: DraftBlock, draft: Draft``  the reason why the block has the rule's label, or ``None``
weigh     ``draft: Draft``                     of each block a :class:`Verdict`, or ``None`` to abstain
correct   ``blocks, corrections``              an iterable of :class:`Corrected`
describe  ``document: Document``               an iterable of :class:`Finding`
mention   ``document: Document``               an iterable of :class:`Named`
refer     ``document: Document``               an iterable of :class:`Named`
quote     ``document: Document``               an iterable of :class:`Said`
========  ===================================  ========================================================

Rules do not know each other and are not ordered by hand. Of several claims the one of the rule with the
highest ``confidence`` wins, equal ones by the rule's name. A label rule that needs to see its neighbours'
labels says which (``requires``), and runs after every rule that assigns one of them. A verdict says no label but
whether a block is running text at all; where it is surer than every claim, the surest claim on its side has the block.
What a person says of a block is true of it, whoever claims it.

Rules that describe see blocks; those that mention see the facts as well; those that refer see what was mentioned, to
find it again by other words; those that quote see all of it. Of names that overlap the surest
rule's holds, then the longer.
"""

import importlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from typing import Any, TypeVar

from corpustools.docstrings import sections
from corpustools.errors import CorpusToolsError, RegistryError, did_you_mean
from corpustools.model.answers import Corrected, Decoded, Finding, Named, Replacement, Said, Verdict
from corpustools.model.draft import Draft
from corpustools.model.span import Label
from corpustools.phases import ANY_NUMBER, PHASES, Phase, Rule, fault_of

__all__ = [
    "ANY_NUMBER",
    "PHASES",
    "Corrected",
    "Decoded",
    "Finding",
    "Named",
    "Phase",
    "Replacement",
    "Rule",
    "Said",
    "Verdict",
    "get",
    "label_layers",
    "other_rules",
    "rule",
    "rules",
    "versions",
]

_BUILT_IN = {
    "readers": "plain declarations",
    "rules": "fallback corrections",
    "rules.repair": "characters joins wraps",
    "rules.segment": "cuts fusions",
    "rules.article": "opening head headings bylines signatures summaries images captions credits forms",
    "rules.furniture": "interface widgets controls signups consent notices menus teasers sections comments contacts",
    "rules.markup": "fields structure containers",
    "rules.page_kinds": "mails forums blogs wikis printouts failures",
    "labels": "line_model recurrence threads parts",
    "extractors.metadata": (
        "titles mails forums blogs authors authors_above_text signatures origin dates declared_titles declared_authors "
        "declared_dates declared_origin declared_images images related times corrected"
    ),
    "extractors.names": (
        "unspaced_people unspaced_names people organizations places places_told organizations_told listed_bodies "
        "own_gazetteers short_forms"
    ),
    "extractors.speech": "quotations",
}

MODULES = tuple(f"corpustools.{room}.{name}" for room, names in _BUILT_IN.items() for name in names.split())
"""The modules whose rules are built in. Others come through entry points of the group ``corpustools.rules``."""

Function = TypeVar("Function", bound=Callable[..., Any])


_rules: dict[str, Rule] = {}


def rule(
    phase: Phase,
    *,
    since: str,
    version: int = 1,
    confidence: float = 0.9,
    label: Label | None = None,
    requires: Collection[Label] = frozenset(),
    words: tuple[int, int] = ANY_NUMBER,
    markup: bool = False,
    places: Callable[[Draft], Collection[int]] | None = None,
) -> Callable[[Function], Function]:
    """Register the decorated function as a rule named after it; the function itself is returned unchanged.

    ``since`` is the release that brought the rule. ``version`` goes up when its answers change, so that a
    record says which answers it holds. ``confidence`` (0 to 1) is how often the rule is right where it
    fires. Label rules, and only they, assign a ``label`` and may have ``requires``. They may say whom to ask them
    about, which is cheaper than to ask and be told nothing: one that fires at blocks of so many ``words`` alone (the
    least and the most, by :func:`~corpustools.text.words.count_words`) is asked about no others, and one that goes by
    ``markup`` not about plain text; a describe rule that does so is asked only where something is declared. A label
    or segment rule that fires only at the ``places`` that a question about the whole page gives
    (:mod:`corpustools.rules.places` has such questions) is asked about no other block or line.

    Raises :class:`~corpustools.errors.RegistryError` where the name is taken, where one of these is not such as said
    here, or where the docstring lacks its summary, its why, or one of the sections ``Fires:`` and ``Abstains:`` with a
    doctest each.

    >>> @rule("label", since="9.9", label=Label.TABLE)
    ... def undocumented(block, draft):
    ...     return None
    Traceback (most recent call last):
    corpustools.errors.RegistryError: the rule undocumented lacks in its docstring: summary, why, fires, abstains
    """

    def register(function: Function) -> Function:
        name = function.__name__
        if (known := _rules.get(name)) is not None and known.module != function.__module__:
            raise RegistryError(f"two rules are called {name}: in {known.module} and in {function.__module__}")
        needs = frozenset(requires)
        found = Rule(name, phase, function, since, version, confidence, label, needs, words, markup, places)
        if fault := fault_of(found):
            raise RegistryError(f"the rule {name}{fault}")
        if missing := [part for part, text in sections(function).items() if not text]:
            raise RegistryError(f"the rule {name} lacks in its docstring: {', '.join(missing)}")
        _rules[name] = found
        _load.cache_clear()
        label_layers.cache_clear()
        return function

    return register


def rules(phase: Phase | None = None) -> tuple[Rule, ...]:
    """Return every rule (of one phase), the surest first, equal ones by name.

    >>> [found.name for found in rules("segment")][:1]
    ['dateline_opens_paragraph']
    """
    return _load().get(phase, ())


def get(name: str) -> Rule:
    """Return the rule of this name; raises :class:`~corpustools.errors.RegistryError` where there is none.

    >>> get("photo_credit").label
    <Label.CREDIT: 'credit'>
    >>> get("guess")
    Traceback (most recent call last):
    corpustools.errors.RegistryError: there is no rule called guess; `corpustools rules` lists them
    """
    if not rules() or name not in _rules:
        advice = did_you_mean(name, _rules, "`corpustools rules` lists them")
        raise RegistryError(f"there is no rule called {name}; {advice}")
    return _rules[name]


@cache
def label_layers() -> tuple[tuple[Rule, ...], ...]:
    """Return the label rules in layers, a rule after all whose label it requires; raises ``RegistryError`` in a circle.

    >>> [any(found.name == "photo_credit" for found in layer) for layer in label_layers()][:2]
    [True, False]
    """
    return _in_layers(rules("label"))


def _in_layers(labelling: Collection[Rule]) -> tuple[tuple[Rule, ...], ...]:
    graph = {found.name: {other.name for other in labelling if other.label in found.requires} for found in labelling}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise RegistryError(f"label rules require each other in a circle: {' → '.join(error.args[1])}") from None
    layers = []
    while ready := set(sorter.get_ready()):
        layers.append(tuple(found for found in labelling if found.name in ready))
        sorter.done(*ready)
    return tuple(layers)


def versions(names: set[str]) -> dict[str, int]:
    """Return the version of each rule named.

    >>> versions({"photo_credit"})
    {'photo_credit': 1}
    """
    _load()
    return {name: _rules[name].version for name in names if name in _rules}


def other_rules() -> tuple[Rule, ...]:
    """Return the rules that are not built in, as :func:`rules` does; those that are built in are not loaded for it.

    >>> [found.name for found in other_rules() if found.module in MODULES]
    []
    """
    _load_plugins()
    return _sorted(found for found in _rules.values() if found.module not in MODULES)


def _sorted(found: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(found, key=lambda each: (-each.confidence, each.name)))


def _load_plugins() -> None:
    for point in sorted(entry_points(group="corpustools.rules"), key=lambda point: point.value):
        try:
            point.load()
        except Exception as error:
            if isinstance(error, CorpusToolsError):
                raise
            package = f" of the package {point.dist.name}" if point.dist else ""
            raise RegistryError(
                f"the rules {point.name} = {point.value!r}{package} cannot be loaded: {type(error).__name__}: {error}; "
                "install what they need, or uninstall the package"
            ) from error


@cache
def _load() -> Mapping[Phase | None, tuple[Rule, ...]]:
    """Import the built-in modules and the entry points, and order what they registered, also by phase.

    Raises :class:`~corpustools.errors.RegistryError` where label rules require each other in a circle.
    """
    for module in MODULES:
        importlib.import_module(module)
    _load_plugins()
    found = _sorted(_rules.values())
    # Said here, before any document is read by rules of which some can never be asked.
    _in_layers([each for each in found if each.phase == "label"])
    return {None: found} | {phase: tuple(each for each in found if each.phase == phase) for phase in PHASES}
