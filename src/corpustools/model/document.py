"""A document: the text as read, and everything that is claimed about it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from corpustools.model.block import Block, block_of
from corpustools.model.declaration import Declaration
from corpustools.model.fact import Fact, Metadata
from corpustools.model.known import KnownName
from corpustools.model.mention import Mention, Quotation
from corpustools.model.receipts import check_receipts
from corpustools.model.shown import Shown
from corpustools.model.source import Source
from corpustools.model.span import BLOCK_LABELS, Label, Span
from corpustools.model.tiling import check_repetitions, check_tiling, excerpt, share_out
from corpustools.model.view import View
from corpustools.model.withheld import Withheld

__all__ = ["Block", "Document"]

T = TypeVar("T")

_START, _PLACE, _ORDER = attrgetter("start"), attrgetter("start", "end", "label", "rule"), attrgetter("order")
_BEGINS, _ENDS = attrgetter("span.start"), attrgetter("span.end")


@dataclass(frozen=True, slots=True)
class Document(Shown):
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

    ``rules`` gives the version of each rule that made a span, a fact, a mention or a quotation. ``declarations`` are
    what markup declares of the page; facts may have their receipts there. Mentions do not overlap. ``known`` are the
    names of the corpus's own gazetteers that the document was read with; the record does not hold them. ``withheld`` is
    what is not shown of a document that is published in part, which :mod:`corpustools.writers.publication` makes.

    ``facts``, ``mentions``, ``quotations`` and ``rules`` of a document that was just read are looked for when somebody
    first asks for them: who wants the text alone does not wait for names.

    >>> import corpustools
    >>> page = corpustools.read("The town is quiet, and “nobody knows why,” said Ann Poe of the harbour.")
    >>> page.facts[0].value, page.mentions[0].name, page.quotations[0].speaker, "line_model" in page.rules
    ('en', 'Ann Poe', 'Ann Poe', False)
    """

    id: str
    source: Source
    text: str
    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict, hash=False)
    declarations: tuple[Declaration, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    known: tuple[KnownName, ...] = field(default=(), repr=False, compare=False)
    withheld: Withheld | None = field(default=None, repr=False, compare=False)
    blocks: tuple[Block, ...] = field(init=False, repr=False, compare=False)
    repairs: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    _shares: tuple[tuple[Span, ...], ...] = field(init=False, repr=False, compare=False)
    _by_labels: dict[tuple[Label, ...], tuple[Block, ...]] = field(init=False, repr=False, compare=False)
    _views: dict[int, View] = field(init=False, repr=False, compare=False)
    _memory: dict[Callable[["Document"], Any], Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        # Without the reasons: to sort by them, too, would put all of them in words.
        spans = sorted(self.spans, key=_START)
        if any(one.start == other.start for one, other in pairwise(spans)):
            spans = sorted(self.spans, key=_PLACE)
        set_(self, "spans", tuple(spans))
        labelled = [span for span in self.spans if span.label is not Label.REPAIR]
        set_(self, "repairs", tuple([span for span in self.spans if span.label is Label.REPAIR]))
        check_tiling(self.text, labelled)
        check_repetitions(labelled)
        set_(self, "_shares", share_out(self.repairs, labelled))
        set_(self, "blocks", tuple(map(partial(block_of, self.text), labelled, self._shares)))
        set_(self, "_by_labels", {})
        set_(self, "_views", {})
        self._set_told(self.rules, self.facts, self.mentions, self.quotations)

    def _set_told(
        self,
        rules: Mapping[str, int],
        facts: Iterable[Fact] | None,
        mentions: Iterable[Mention] | None,
        quotations: Iterable[Quotation] | None,
    ) -> None:
        """Set what is told of the blocks, in order; what is not given was set before."""
        set_ = object.__setattr__
        for name, told in (("facts", facts), ("mentions", mentions), ("quotations", quotations)):
            if told is not None:
                set_(self, name, tuple(sorted(told, key=_ORDER)))
        set_(self, "rules", MappingProxyType(dict(sorted(rules.items()))))
        set_(self, "_memory", {})
        new = (() if facts is None else self.facts, () if mentions is None else self.mentions)
        check_receipts(len(self.text), self.declarations, *new, () if quotations is None else self.quotations)

    def with_told(
        self,
        rules: Mapping[str, int],
        *,
        facts: Iterable[Fact] | None = None,
        mentions: Iterable[Mention] | None = None,
        quotations: Iterable[Quotation] | None = None,
    ) -> "Document":
        """Return the same blocks with other facts, mentions or quotations (those not given stay).

        ``rules`` are the versions of the rules that made all of it.

        >>> source = Source("0" * 64, 3, "text/plain", "utf-8", "utf_8", "valid UTF-8")
        >>> document = Document("d", source, "One", (Span(0, 3, Label.HEADLINE, rule="r"),))
        >>> document.with_told({"r": 1}, facts=[Fact("headline", "One", 0, 3, "r")]).metadata.headline
        'One'
        """
        other = object.__new__(type(self))
        for name in _HELD:
            object.__setattr__(other, name, getattr(self, name))
        other._set_told(rules, facts, mentions, quotations)
        if facts is None:
            other._memory[_metadata] = self.metadata
        return other

    def told_when_asked(
        self,
        rules: Callable[[], Mapping[str, int]],
        *,
        facts: Callable[[], tuple[Fact, ...]],
        mentions: Callable[[], tuple[Mention, ...]],
        quotations: Callable[[], tuple[Quotation, ...]],
    ) -> "Document":
        """Return the same blocks with what is told of them where somebody asks for it; each is asked for once.

        What is told is taken as it comes: in order, and with its receipts, as that of another document.

        >>> source = Source("0" * 64, 3, "text/plain", "utf-8", "utf_8", "valid UTF-8")
        >>> document = Document("d", source, "One", (Span(0, 3, Label.HEADLINE, rule="r"),))
        >>> def facts():
        ...     print("looking for facts")
        ...     return (Fact("headline", "One", 0, 3, "r"),)
        >>> page = document.told_when_asked(lambda: {"r": 1}, facts=facts, mentions=tuple, quotations=tuple)
        >>> page.article
        'One'
        >>> page.metadata.headline, page.facts[0].value
        looking for facts
        ('One', 'One')
        """
        other = object.__new__(type(self))
        for name in _HELD:
            object.__setattr__(other, name, getattr(self, name))
        for name, told in (("rules", rules), ("facts", facts), ("mentions", mentions), ("quotations", quotations)):
            object.__setattr__(other, name, told)
        object.__setattr__(other, "_memory", {})
        return other

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what cannot be computed; a process pool sends no more than that."""
        told = (self.facts, dict(self.rules), self.declarations, self.mentions, self.quotations)
        return (type(self), (self.id, self.source, self.text, self.spans, *told, (), self.withheld))

    def labelled(self, *labels: Label) -> tuple[Block, ...]:
        """Return the blocks with one of these labels, in order.

        >>> import corpustools
        >>> [block.text for block in corpustools.read("By Jane Roe\\n\\nSubscribe").labelled(Label.BYLINE)]
        ['By Jane Roe']
        """
        found = self._by_labels.get(labels)
        if found is None:
            if not self._by_labels:
                each_label: dict[Label, list[Block]] = {label: [] for label in BLOCK_LABELS}
                for block in self.blocks:
                    each_label[block.span.label].append(block)
                self._by_labels.update({(label,): tuple(listed) for label, listed in each_label.items()})
            blocks = chain.from_iterable(self._by_labels.get((label,), ()) for label in set(labels))
            found = self._by_labels[labels] = tuple(sorted(blocks, key=_BEGINS))
        return found

    def once(self, question: Callable[["Document"], T]) -> T:
        """Ask a question about the document, and answer it from memory the next time.

        >>> import corpustools
        >>> corpustools.read("By Jane Roe\\n\\nSubscribe").once(lambda document: len(document.blocks))
        2
        """
        try:
            answer: T = self._memory[question]
        except KeyError:
            answer = self._memory[question] = question(self)
        return answer

    def within(self, start: int, end: int) -> tuple[Block, ...]:
        """Return the blocks that hold some of the characters ``start`` to ``end`` of the text as read, in order.

        >>> import corpustools
        >>> page = corpustools.read("The town is quiet today.\\n\\nSubscribe")
        >>> [block.text for block in page.within(20, 27)]
        ['The town is quiet today.', 'Subscribe']
        """
        first = bisect_right(self.blocks, start, key=_ENDS)
        return self.blocks[first : bisect_left(self.blocks, end, first, key=_BEGINS)]

    @property
    def metadata(self) -> Metadata:
        """The chosen value of every field.

        >>> import corpustools
        >>> page = corpustools.read("Town Is Quiet\\n\\nBy Jane Roe\\n\\nThe town is quiet, and nobody knows why.")
        >>> about = page.metadata
        >>> about.headline, about.authors, about.date_published
        ('Town Is Quiet', ('Jane Roe',), None)
        """
        return self.once(_metadata)

    def to_json(self) -> bytes:
        """Write the record, as ``normalized/ID.json`` holds it, in UTF-8; the same document gives the same bytes.

        Names that it was read with, and what is withheld of it, are no part of the record.

        >>> import corpustools
        >>> corpustools.read("Subscribe").to_json()[-23:]
        b' "text": "Subscribe"\\n}\\n'
        """
        from corpustools.model.record import to_json  # it is made of documents

        return to_json(self)

    @staticmethod
    def from_json(data: bytes | str) -> "Document":
        """Read what :meth:`to_json` wrote.

        Raises :class:`~corpustools.errors.RecordError` where that is no record, or one that contradicts itself.

        >>> import corpustools
        >>> page = corpustools.read("The town is quiet today, and nobody knows for how long.")
        >>> Document.from_json(page.to_json()) == page
        True
        >>> Document.from_json("[]")
        Traceback (most recent call last):
        corpustools.errors.RecordError: a record is a JSON object
        """
        from corpustools.model.record import from_json

        return from_json(data)

    def explain(self) -> str:
        """Say of every block what it is, which rule said so, how surely and why, one line each.

        >>> source = Source("0" * 64, 9, "text/plain", "utf-8", "utf_8", "valid UTF-8")
        >>> button = Span(0, 9, Label.INTERFACE, "interface_word", "a button's words", confidence=0.95)
        >>> print(Document("d", source, "Subscribe", (button,)).explain())
        0:9 interface ← interface_word 0.95 (a button's words): Subscribe
        """
        return "\n".join(f"{block.claim}: {excerpt(block.reading)}" for block in self.blocks)


_HELD = tuple(each for each in Document.__slots__ if each not in ("rules", "_memory"))
"""What a document holds in common with one of which something else is told."""


def _told(name: str) -> property:
    """Return a property in the place of a slot: of what is told when somebody asks, it is the first to do so."""
    slot = vars(Document)[name]
    held, put = slot.__get__, slot.__set__

    def told(document: Document) -> Any:
        found = held(document)
        if callable(found):
            found = found()
            put(document, found)
        return found

    return property(told, put)


for _name in ("rules", "facts", "mentions", "quotations"):
    setattr(Document, _name, _told(_name))


def _metadata(document: Document) -> Metadata:
    return Metadata.from_facts(document.facts)
