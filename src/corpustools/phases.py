"""What a rule is: its phase, its function, and what is said of it where it is registered.

:mod:`corpustools.registry` says what the function of each phase is called with, and what it returns.
"""

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from corpustools.docstrings import sections
from corpustools.model.draft import Draft
from corpustools.model.span import BLOCK_LABELS, Label

Phase = Literal["decode", "repair", "segment", "label", "weigh", "correct", "describe", "mention", "refer", "quote"]
PHASES: tuple[Phase, ...] = get_args(Phase)

ANY_NUMBER = (0, sys.maxsize)  # of words in the blocks that a label rule is asked about, where it does not say


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A registered rule: the function, and what its registration and docstring say about it.

    >>> from corpustools.registry import get
    >>> found = get("photo_credit")
    >>> found.phase, found.label.value, found.module
    ('label', 'credit', 'corpustools.rules.article.images')
    """

    name: str
    phase: Phase
    function: Callable[..., Any]
    since: str
    version: int
    confidence: float
    label: Label | None
    requires: frozenset[Label]
    words: tuple[int, int] = ANY_NUMBER
    markup: bool = False
    places: Callable[[Draft], Collection[int]] | None = None

    @property
    def summary(self) -> str:
        """The first line of the docstring.

        >>> from corpustools.registry import get
        >>> get("photo_credit").summary
        'A short line that opens with © and an agency, or with "Photo:", names who made a picture.'
        """
        return sections(self.function)["summary"]

    @property
    def why(self) -> str:
        """What the docstring says between the first line and the examples.

        >>> from corpustools.registry import get
        >>> get("interface_word").why.split(".")[0]
        'Menus, forms and loaders use a small vocabulary that no paragraph consists of'
        """
        return sections(self.function)["why"]

    @property
    def fires(self) -> str:
        """The doctest that shows the rule at work.

        >>> from corpustools.registry import get
        >>> get("character_reference").fires.splitlines()[:2]
        ['>>> list(character_reference("Marks &amp; Spencer"))', "[Replacement(start=6, end=11, text='&')]"]
        """
        return sections(self.function)["fires"]

    @property
    def abstains(self) -> str:
        """The doctest that shows what the rule leaves alone.

        >>> from corpustools.registry import get
        >>> get("character_reference").abstains.splitlines()[:2]
        ['>>> list(character_reference("R&D; see p. 4 &c &unknown;"))', '[]']
        """
        return sections(self.function)["abstains"]

    @property
    def module(self) -> str:
        """The dotted name of the module that holds the rule."""
        return self.function.__module__


def fault_of(found: Rule) -> str | None:
    """Say what is wrong with how a rule is registered; the words go on after its name.

    >>> def quiet(block, draft):
    ...     return None
    >>> fault_of(Rule("quiet", "label", quiet, "9.9", 1, 1.5, Label.TABLE, frozenset()))
    ' must have a confidence above 0 and at most 1, not 1.5'
    >>> fault_of(Rule("quiet", "label", quiet, "9.9", 1, 0.5, Label.TABLE, frozenset())) is None
    True
    """
    phase, version, is_label = found.phase, found.version, found.phase == "label"
    cuts_too, counts = is_label or phase == "segment", found.words != ANY_NUMBER
    strange = sorted(str(label) for label in found.requires if label not in BLOCK_LABELS)
    faults = {
        f" has no phase {phase!r}; there are {', '.join(PHASES)}": phase not in PHASES,
        ": label rules, and only they, assign the label of a block": (found.label in BLOCK_LABELS) != is_label,
        ": label rules, and only they, require labels": found.requires and not is_label,
        f" requires {', '.join(strange)}, which no block has for a label": strange,
        ": label rules, and only they, are asked about blocks of so many words": counts and not is_label,
        ": label and describe rules, and only they, go by markup": found.markup and phase not in {"label", "describe"},
        ": label and segment rules, and only they, are asked about some places": found.places and not cuts_too,
        f" must have a confidence above 0 and at most 1, not {found.confidence}": not 0 < found.confidence <= 1,
        f" must have a whole number above 0 for a version, not {version!r}": type(version) is not int or version < 1,
    }
    return next((said for said, holds in faults.items() if holds), None)
