"""Labels, and the spans that carry them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

from corpustools.errors import ModelError


class Label(StrEnum):
    """What a block is, in the words of TEI, schema.org and NewsML.

    A label is a plain string too, and knows how to say what it means:

    >>> Label("standfirst") == "standfirst"
    True
    >>> Label.CREDIT.description
    'who made or owns an image'
    """

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        """Make a member that is its own string value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    # Labels are looked up at every block; the hash of an enumeration's member is worked out anew each time.
    __hash__ = str.__hash__

    HEADLINE = "headline", "the title of the article"
    STANDFIRST = "standfirst", "the summary between the headline and the text"
    BYLINE = "byline", "who wrote the article"
    DATELINE = "dateline", "the place, and often the agency, that a report opens with"
    HEADING = "heading", "a heading inside the article"
    PARAGRAPH = "paragraph", "running text"
    LIST_ITEM = "list_item", "one item of a list"
    BLOCKQUOTE = "blockquote", "a passage quoted as a block of its own"
    TABLE = "table", "a row or rows of a table"
    CAPTION = "caption", "what an image is said to show"
    CREDIT = "credit", "who made or owns an image"
    TIMESTAMP = "timestamp", "when the article was published or changed"
    ALT = "alt", "the alternative text of an image, written for those who cannot see it"
    RELATED = "related", "a teaser of another article"
    INTERFACE = "interface", "a button, a form label, a counter, a loader"
    NAVIGATION = "navigation", "menus, breadcrumbs and links through the site"
    COMMENTS = "comments", "readers' comments and the widget around them"
    ADVERTISEMENT = "advertisement", "advertising and promotion"
    LEGAL = "legal", "cookie, copyright and terms notices"
    TAGS = "tags", "keywords the page files the article under"
    SHARE = "share", "buttons that pass the article on"
    REPAIR = "repair", "not a block: characters that the reading text shows differently"


BLOCK_LABELS: tuple[Label, ...] = tuple(label for label in Label if label is not Label.REPAIR)
"""Every label a block can have, in the order of :class:`Label`."""

KEPT: frozenset[Label] = frozenset(BLOCK_LABELS[: BLOCK_LABELS.index(Label.ALT)])
"""The labels of blocks that the reading text shows; every other block is set aside, and stays in the record."""

BODY: frozenset[Label] = frozenset(
    {
        Label.STANDFIRST,
        Label.DATELINE,
        Label.HEADING,
        Label.PARAGRAPH,
        Label.LIST_ITEM,
        Label.BLOCKQUOTE,
        Label.TABLE,
    }
)
"""The labels of the running text."""

NEUTRAL: frozenset[Label] = frozenset({Label.STANDFIRST})
"""The labels that running text has on some sites and not on others: a summary opens the text, or stands beside it."""

FURNITURE: frozenset[Label] = frozenset(BLOCK_LABELS[BLOCK_LABELS.index(Label.INTERFACE) :])
"""The labels of what stands around every article of a site. Not those of alternative texts and of teasers of other
articles, which stand inside articles, too."""

DOUBT = 0.49
"""How sure a neutral label is at most where evidence says that the block is no running text."""

GUESS = 0.1
"""A rule that is less sure than this guesses: it says what a block is only where none that knows does."""

VIEWS: Mapping[str, frozenset[Label]] = MappingProxyType(
    {"article": KEPT, "body": BODY, "all": frozenset(BLOCK_LABELS)}
)
"""The named choices of labels that :meth:`corpustools.Document.view` takes."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A claim on the characters ``start`` to ``end`` (code points, end exclusive) of the text as read.

    A block's span says why it has its label; a repair's span says what the reading text shows instead:

    >>> block = Span(0, 9, Label.INTERFACE, rule="button", reason="a button's word and nothing else")
    >>> repair = Span(4, 5, Label.REPAIR, rule="no_break_space_to_space", replacement=" ")
    >>> block.reason, block.is_repair, repair.is_repair
    ("a button's word and nothing else", False, True)

    ``cut_by`` names the rule that cut a block from the one before it on its line, if one did. ``same_as`` is where a
    block starts that says the same: a headline is often said several times, and reading texts show it once. (TEI's
    ``@sameAs`` means the same.)

    Raises :class:`~corpustools.errors.ModelError` where the offsets are not those of at least one
    character, or where a block has a replacement or a repair has none:

    >>> Span(5, 5, Label.PARAGRAPH, rule="running_text")
    Traceback (most recent call last):
    corpustools.errors.ModelError: a span must hold at least one character, not 5:5
    """

    start: int
    end: int
    label: Label
    rule: str
    reason: str = ""
    replacement: str | None = None
    confidence: float = 1.0
    cut_by: str = ""
    same_as: int | None = None

    def __post_init__(self) -> None:
        if type(self.label) is not Label:
            object.__setattr__(self, "label", Label(self.label))
        if not 0 <= self.start < self.end:
            raise ModelError(f"a span must hold at least one character, not {self.start}:{self.end}", self.start)
        if (self.replacement is not None) != self.is_repair:
            raise ModelError(f"repairs and only repairs have a replacement, not {self.label!s}", self.start)

    @classmethod
    def of_block(
        cls,
        start: int,
        end: int,
        label: Label,
        rule: str,
        reason: str | Callable[[], str],
        confidence: float,
        cut_by: str = "",
    ) -> Self:
        """Make the span of a block whose reason may be put in words when it is first read, and once.

        To say why a learned model decides as it does takes a third of the time that reading a page takes, and who
        wants the text does not ask.

        >>> span = Span.of_block(0, 9, Label.INTERFACE, "button", lambda: "a button's word", 0.9)
        >>> span.reason, span == Span(0, 9, Label.INTERFACE, "button", "a button's word", confidence=0.9)
        ("a button's word", True)
        """
        if not 0 <= start < end or type(label) is not Label or label is Label.REPAIR:
            # The constructor says what is wrong.
            cls(start, end, label, rule)
        span = cls.__new__(cls)
        _put_start(span, start)
        _put_end(span, end)
        _put_label(span, label)
        _put_rule(span, rule)
        _put_replacement(span, None)
        _put_confidence(span, confidence)
        _put_cut_by(span, cut_by)
        _put_same_as(span, None)
        _put_reason(span, reason)
        return span

    def said_again(self, same_as: int) -> "Span":
        """Return the same claim on a block that says what another one says, which starts at ``same_as``.

        >>> Span(0, 5, Label.HEADLINE, rule="r").said_again(30).same_as
        30
        """
        again = Span.of_block(
            self.start, self.end, self.label, self.rule, _held_reason(self), self.confidence, self.cut_by
        )
        _put_same_as(again, same_as)
        return again

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the reason in words."""
        return (
            type(self),
            (
                self.start,
                self.end,
                self.label,
                self.rule,
                self.reason,
                self.replacement,
                self.confidence,
                self.cut_by,
                self.same_as,
            ),
        )

    @property
    def is_repair(self) -> bool:
        """Whether the span changes how characters are shown, rather than saying what a block is."""
        return self.label is Label.REPAIR

    @property
    def is_kept(self) -> bool:
        """Whether the reading text shows the block.

        >>> Span(0, 9, Label.INTERFACE, rule="button").is_kept, Span(0, 5, Label.HEADLINE, rule="r").is_kept
        (False, True)
        >>> Span(0, 5, Label.HEADLINE, rule="r", same_as=30).is_kept
        False
        """
        return self.label in KEPT and self.same_as is None


# A frozen value is filled slot by slot; to do so directly takes half the time, on each line of a page.
(
    _put_start,
    _put_end,
    _put_label,
    _put_rule,
    _put_reason,
    _put_replacement,
    _put_confidence,
    _put_cut_by,
    _put_same_as,
) = (
    vars(Span)[name].__set__
    for name in ("start", "end", "label", "rule", "reason", "replacement", "confidence", "cut_by", "same_as")
)
_held_reason = vars(Span)["reason"].__get__


def _in_words(span: Span) -> str:
    """Return the reason of a span, and put it in words first where nobody has asked for it yet."""
    reason: str | Callable[[], str] = _held_reason(span)
    if not isinstance(reason, str):
        reason = reason()
        _put_reason(span, reason)
    return reason


# A property in the place of the slot: ``__getattr__`` would make each attribute of each span slower to read.
Span.reason = property(_in_words, _put_reason, doc="Why a block has its label.")  # type: ignore[misc, assignment]


def labels_of_view(labels: str | Iterable[str]) -> frozenset[Label]:
    """Return the labels of a view by its name, a label by its own, or those of a collection.

    Raises :class:`~corpustools.errors.ModelError` for a name that is none of these. Repairs are no blocks, and in no
    view.

    >>> labels_of_view("all") > labels_of_view("article"), labels_of_view("share"), len(labels_of_view(["share"]))
    (True, frozenset({<Label.SHARE: 'share'>}), 1)
    >>> labels_of_view("everything")
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'everything' is no view and no label; there are the views article, body, all and ...
    """
    if isinstance(labels, str) and labels in VIEWS:
        return VIEWS[labels]
    found = [labels] if isinstance(labels, str) else list(labels)
    for name in found:
        if name not in BLOCK_LABELS:
            known = f"{', '.join(VIEWS)} and the labels {', '.join(BLOCK_LABELS)}"
            raise ModelError(f"{str(name)!r} is no view and no label; there are the views {known}")
    return frozenset(map(Label, found))


def chance(label: Label, confidence: float, labels: Collection[Label]) -> float:
    """Say how likely a block of this label, given with this confidence, belongs to a view of ``labels``.

    It is the confidence where the view has the label, and the rest to 1 where it has not. A label that is the best
    anybody had to offer, such as that of the rule ``unclaimed``, is taken for as likely as not, never for less. But a
    standfirst that nothing holds for running text is none to the body.

    >>> chance(Label.PARAGRAPH, 0.9, BODY), chance(Label.RELATED, 0.9, BODY), chance(Label.PARAGRAPH, 0.05, BODY)
    (0.9, 0.1, 0.5)
    >>> chance(Label.STANDFIRST, 0.4, BODY), chance(Label.STANDFIRST, 0.4, KEPT)
    (0.4, 0.5)
    """
    if label in NEUTRAL and labels == BODY:
        return confidence
    sure = max(confidence, 0.5)
    # Rounded, because 1 - 0.9 is a little less than 0.1.
    return sure if label in labels else round(1 - sure, 6)


def percent(confidence: float) -> int:
    """Round a confidence to a whole number of hundredths, but never up to certainty.

    >>> percent(0.9312), percent(0.9999), percent(1.0)
    (93, 99, 100)
    """
    return 100 if confidence >= 1 else min(round(100 * confidence), 99)
