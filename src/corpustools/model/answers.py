"""What rules answer, phase by phase; see :mod:`corpustools.registry`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from corpustools.model.mention import MentionKind, Place, QuotationKind
from corpustools.model.span import Label


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text that a decode rule read from bytes, in which encoding, and why that one.

    >>> Decoded("Žižkov", "utf-8", "valid UTF-8").encoding
    'utf-8'
    """

    text: str
    encoding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a repair rule found at ``start`` to ``end`` of the text as read, and what to show there.

    >>> from corpustools.registry import get
    >>> list(get("character_reference").function("A&amp;B"))
    [Replacement(start=1, end=6, text='&')]
    """

    start: int
    end: int
    text: str


class Verdict(NamedTuple):
    """What evidence says of a block: whether it is ``running`` text, how surely (0 to 1), and why.

    ``reason`` is called only where the verdict decides.

    >>> Verdict(running=True, confidence=0.97, reason=lambda: "it has nine words").reason()
    'it has nine words'
    """

    running: bool
    confidence: float
    reason: Callable[[], str]


class Corrected(NamedTuple):
    """The label that a person gives the block at ``index``, and why.

    >>> Corrected(3, Label.INTERFACE, "by hand").index
    3
    """

    index: int  # type: ignore[assignment]  # nobody asks it for the index of a value
    label: Label
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that a describe rule read at ``start`` to ``end`` of the text as read.

    What is ``declared`` was read from the :class:`~corpustools.model.declaration.Declaration` at these characters of
    the source. ``confidence`` is the rule's own where it is ``None``.

    >>> Finding("dateline.place", "Moscow", 0, 6).confidence is None
    True
    """

    field: str
    value: str | int
    start: int
    end: int
    group: int = 0
    confidence: float | None = None
    declared: bool = False


class Named(NamedTuple):
    """A name at ``start`` to ``end`` of the text as read; see :class:`~corpustools.model.mention.Mention`.

    >>> Named(0, 6, "place", "Moscow").readings
    ()
    """

    start: int
    end: int
    kind: MentionKind
    name: str
    title: Place | None = None
    identifier: str | None = None
    readings: tuple[str, ...] = ()
    confidence: float | None = None


class Said(NamedTuple):
    """Words that somebody said; see :class:`~corpustools.model.mention.Quotation`.

    >>> Said(0, 14, "direct", speaker="Jane Roe", speaker_at=(20, 28), cue=(15, 19)).addressee is None
    True
    """

    start: int
    end: int
    kind: QuotationKind
    speaker: str | None = None
    speaker_at: Place | None = None
    cue: Place | None = None
    addressee: str | None = None
    addressee_at: Place | None = None
    confidence: float | None = None
