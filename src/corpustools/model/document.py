"""A document: the text as read, and everything that is claimed about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corpustools.errors import ModelError
from corpustools.model.fact import Fact, Metadata
from corpustools.model.span import BLOCK_LABELS, VIEWS, Label, Span
from corpustools.model.view import View


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from, and how its bytes became characters.

    ``size`` is in bytes. ``name`` is the path below the corpus's ``raw/`` folder, where there is one.
    """

    sha256: str
    size: int
    media_type: str
    encoding: str
    encoding_rule: str
    encoding_reason: str
    url: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the text as read: ``text`` as it stands there, ``reading`` with repairs applied.

    ``cut_by`` names the rule that cut the block from the one before it on its line, or is empty.
    """

    start: int
    end: int
    label: Label
    text: str
    reading: str
    rule: str
    reason: str
    confidence: float
    cut_by: str = ""

    @property
    def why(self) -> str:
        """The reason for the label, and for the cut where there was one."""
        return f"{self.reason}; cut from its line by {self.cut_by}" if self.cut_by else self.reason


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text as read, its spans (blocks and repairs) and its facts.

    Whatever its spans say, they keep the first principle: each character of ``text`` is inside exactly
    one block or is white space between blocks. A document that breaks it cannot be made:

    >>> source = Source("0" * 64, 7, "text/plain", "utf-8", "utf_8", "valid UTF-8")
    >>> Document("d", source, "One two", (Span(0, 3, Label.PARAGRAPH, rule="r"),))
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'two' at 4:7 is in no block

    >>> document = Document("d", source, "One two", (Span(0, 7, Label.PARAGRAPH, rule="r", reason="why not"),))
    >>> document.article, document.blocks[0].reason
    ('One two', 'why not')

    ``rules`` gives the version of each rule that made a span or a fact.
    """

    id: str
    source: Source
    text: str
    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict, hash=False)
    blocks: tuple[Block, ...] = field(init=False, repr=False, compare=False)
    repairs: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    _views: tuple[View, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "spans", tuple(sorted(self.spans)))
        set_(self, "facts", tuple(sorted(self.facts, key=lambda fact: fact.order)))
        set_(self, "rules", MappingProxyType(dict(sorted(self.rules.items()))))
        labelled = [span for span in self.spans if not span.is_repair]
        set_(self, "repairs", tuple(span for span in self.spans if span.is_repair))
        _check_tiling(self.text, labelled)
        per_block = _share_out(self.repairs, labelled)
        for fact in self.facts:
            if fact.end > len(self.text):
                raise ModelError(f"the receipt of {fact.field} ends at {fact.end}, past the text", fact.start)
        views = tuple(
            View.over(self.text, span.start, span.end, repairs)
            for span, repairs in zip(labelled, per_block, strict=True)
        )
        set_(self, "_views", views)
        set_(
            self,
            "blocks",
            tuple(
                Block(
                    span.start,
                    span.end,
                    span.label,
                    self.text[span.start : span.end],
                    view.text,
                    span.rule,
                    span.reason,
                    span.confidence,
                    span.cut_by,
                )
                for span, view in zip(labelled, views, strict=True)
            ),
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what cannot be computed; a process pool sends no more than that."""
        return (type(self), (self.id, self.source, self.text, self.spans, self.facts, dict(self.rules)))

    def view(self, labels: str | Collection[str] = "article") -> View:
        """Show the blocks with these labels, a blank line between them; set aside is not gone.

        ``labels`` is the name of a view (``article``, ``body``, ``all``) or a collection of labels. Raises
        :class:`~corpustools.errors.ModelError` for a name that is neither.

        >>> import corpustools
        >>> page = corpustools.read("The town is quiet today.\\n\\nSubscribe\\n\\nNobody knows for how long.")
        >>> page.view("article").text
        'The town is quiet today.\\n\\nNobody knows for how long.'
        >>> page.view({"interface"}).text
        'Subscribe'
        """
        if isinstance(labels, str):
            if labels not in VIEWS:
                raise ModelError(f"no view is called {labels!r}; there are {', '.join(VIEWS)}")
            chosen: frozenset[Label] = VIEWS[labels]
        else:
            try:
                chosen = frozenset(Label(label) for label in labels)
            except ValueError as error:
                raise ModelError(f"{error}; the labels are {', '.join(BLOCK_LABELS)}") from None
        shown = (view for block, view in zip(self.blocks, self._views, strict=True) if block.label in chosen)
        return View.joined(shown, "\n\n")

    def reading(self, block: Block) -> View:
        """Show one block of this document, repairs applied, with the way back to the text as read.

        >>> import corpustools
        >>> page = corpustools.read("A\\xa0small town in the north is quiet today.")
        >>> page.reading(page.blocks[0]).source(2, 7)
        (2, 7)
        """
        return self._views[self.blocks.index(block)]

    def words_at(self, start: int, end: int) -> str:
        """Return the characters ``start`` to ``end`` of the text as read, repairs applied.

        >>> import corpustools
        >>> corpustools.read("A\\xa0small town in the north is quiet today.").words_at(0, 7)
        'A small'
        """
        inside = [repair for repair in self.repairs if start <= repair.start and repair.end <= end]
        return View.over(self.text, start, end, inside).text

    @property
    def article(self) -> str:
        """The reading text: every kept block, a blank line between them."""
        return self.view("article").text

    @property
    def body(self) -> str:
        """The running text alone."""
        return self.view("body").text

    @property
    def metadata(self) -> Metadata:
        """The chosen value of every field."""
        return Metadata.from_facts(self.facts)

    def explain(self) -> str:
        """Say of every block what it is, which rule said so and why, one line each.

        >>> import corpustools
        >>> print(corpustools.read("The town is quiet today, and has been for years.\\n\\nSubscribe").explain())
        0:48 paragraph ← running_text (a sentence of 10 words): The town is quiet today, and has been for years.
        50:59 interface ← interface_word (a button's or widget's words and nothing else): Subscribe
        """
        return "\n".join(
            f"{block.start}:{block.end} {block.label} ← {block.rule} ({block.why}): {excerpt(block.reading)}"
            for block in self.blocks
        )


def excerpt(text: str, width: int = 70) -> str:
    """Cut ``text`` to at most ``width`` characters, white space folded, with an ellipsis where it was cut.

    >>> excerpt("a  long\\nstory", 7), excerpt("short")
    ('a long…', 'short')
    """
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"


def _check_tiling(text: str, blocks: list[Span]) -> None:
    """Raise where a character that is not white space is in no block, or in two."""
    at = 0
    for span in [*blocks, None]:
        start = len(text) if span is None else span.start
        if start < at:
            raise ModelError(f"two blocks share the characters {start}:{at}", start)
        gap = text[at:start]
        if gap and not gap.isspace():
            lost = gap.strip()
            begin = at + gap.index(lost)
            raise ModelError(f"{excerpt(lost, 40)!r} at {begin}:{begin + len(lost)} is in no block", begin)
        if span is not None:
            if span.end > len(text):
                raise ModelError(f"the block {span.start}:{span.end} ends past the text", span.start)
            at = span.end


def _share_out(repairs: tuple[Span, ...], blocks: list[Span]) -> list[list[Span]]:
    """Give each block its repairs; raise where repairs overlap or leave their block."""
    shares: list[list[Span]] = [[] for _ in blocks]
    at = index = 0
    for repair in repairs:
        if repair.start < at:
            raise ModelError(f"two repairs share the characters {repair.start}:{at}", repair.start)
        at = repair.end
        while index < len(blocks) and blocks[index].end <= repair.start:
            index += 1
        if index == len(blocks) or not blocks[index].start <= repair.start < repair.end <= blocks[index].end:
            raise ModelError(f"the repair {repair.start}:{repair.end} is not inside a block", repair.start)
        shares[index].append(repair)
    return shares
