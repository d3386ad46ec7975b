"""Mentions and quotations: words of a text that name somebody or something, and words that somebody said."""

from dataclasses import dataclass
from typing import Literal, get_args

from corpustools.errors import ModelError

MentionKind = Literal["person", "organization", "place", "time", "unsure"]
"""What words name, after schema.org; ``unsure`` where the text leaves it open, and ``readings`` say between what."""

MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

ENTITY_KINDS: tuple[MentionKind, ...] = ("person", "organization", "place")
"""The kinds of mentions that have entities: somebody or something that other documents may mention, too."""

QuotationKind = Literal["direct", "indirect"]

QUOTATION_KINDS: tuple[QuotationKind, ...] = get_args(QuotationKind)

Place = tuple[int, int]
"""Start and end of words in the text as read: code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The characters ``start`` to ``end`` of the text as read name a person, an organization, a place or a time.

    ``name`` is the fullest form that the document has for whom or what they name ("Li Hui" of "Li"), or the one that a
    gazetteer has ("Moscow" of "MOSCOW"); of a time it is an ISO 8601 value where a known date resolves it, else the
    words. ``title`` is where the document says what a person is ("Chinese Ambassador to Russia"). ``identifier`` is the
    name's key in a gazetteer. ``readings`` of an unsure mention are what it may name, and ``votes`` what other
    recognisers said of it.

    >>> Mention(0, 2, "person", "Li Hui", rule="surname_again").name
    'Li Hui'
    >>> Mention(0, 2, "animal", "Laika", rule="guess")
    Traceback (most recent call last):
    corpustools.errors.ModelError: a mention is of person, organization, place, time, unsure, not of 'animal'
    """

    start: int
    end: int
    kind: MentionKind
    name: str
    rule: str
    confidence: float = 1.0
    title: Place | None = None
    identifier: str | None = None
    readings: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in MENTION_KINDS:
            raise ModelError(f"a mention is of {', '.join(MENTION_KINDS)}, not of {self.kind!r}", self.start)
        if not 0 <= self.start < self.end or self.title is not None:
            _check_places((self.start, self.end), self.title)

    @property
    def order(self) -> tuple[int, int, str]:
        """Sort key: by place; mentions do not overlap.

        >>> Mention(0, 2, "person", "Li Hui", rule="r").order < Mention(9, 15, "place", "Moscow", rule="r").order
        True
        """
        return (self.start, self.end, self.rule)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters ``start`` to ``end`` of the text as read are words that somebody said.

    Of a direct quotation the marks are part of it. ``speaker`` is the speaker's name as mentions have it, or the words
    that stand for somebody without a name ("a spokesperson"); ``None`` where the text does not say. ``speaker_at``,
    ``cue`` ("said") and ``addressee_at`` are where the text says so.

    >>> Quotation(0, 20, "direct", rule="quotation_marks", speaker="Li Hui", speaker_at=(22, 24)).speaker
    'Li Hui'
    >>> Quotation(0, 0, "direct", rule="quotation_marks")
    Traceback (most recent call last):
    corpustools.errors.ModelError: words at 0:0 are none
    """

    start: int
    end: int
    kind: QuotationKind
    rule: str
    confidence: float = 1.0
    speaker: str | None = None
    speaker_at: Place | None = None
    cue: Place | None = None
    addressee: str | None = None
    addressee_at: Place | None = None

    def __post_init__(self) -> None:
        if self.kind not in QUOTATION_KINDS:
            raise ModelError(f"a quotation is {' or '.join(QUOTATION_KINDS)}, not {self.kind!r}", self.start)
        _check_places((self.start, self.end), self.speaker_at, self.cue, self.addressee_at)

    @property
    def order(self) -> tuple[int, int, str]:
        """Sort key: by place.

        >>> Quotation(0, 20, "direct", rule="r").order < Quotation(9, 15, "direct", rule="r").order
        True
        """
        return (self.start, self.end, self.rule)


def _check_places(*places: Place | None) -> None:
    for place in places:
        if place is not None and not 0 <= place[0] < place[1]:
            raise ModelError(f"words at {place[0]}:{place[1]} are none", place[0])
