"""Labels, and the spans that carry them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

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
    >>> block.is_repair, repair.is_repair
    (False, True)

    ``cut_by`` names the rule that cut a block from the one before it on its line, if one did.

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

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", Label(self.label))
        if not 0 <= self.start < self.end:
            raise ModelError(f"a span must hold at least one character, not {self.start}:{self.end}", self.start)
        if (self.replacement is not None) != self.is_repair:
            raise ModelError(f"repairs and only repairs have a replacement, not {self.label!s}", self.start)

    @property
    def is_repair(self) -> bool:
        """Whether the span changes how characters are shown, rather than saying what a block is."""
        return self.label is Label.REPAIR
