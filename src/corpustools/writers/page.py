"""All that a document's page shows, as one value made from the document alone.

The MyST page and the HTML around it are two renderings of a :class:`Page`; a faster writer is a third.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpustools.model.declaration import Declaration
from corpustools.model.document import Block, Document
from corpustools.model.fact import Fact
from corpustools.model.receipts import declaration_of
from corpustools.model.span import Span
from corpustools.text.characters import visible
from corpustools.writers.cuts import Mark, runs
from corpustools.writers.passages import Passage, headline_opens, passages, title
from corpustools.writers.told import Told, marks, told


class Fragment(NamedTuple):
    """A run of the text as read inside one block that the same receipts and repair cover.

    ``receipts`` are keys: numbers of facts, of mentions after an ``m``, of quotations after a ``q``. ``first_of`` are
    those that begin here.
    """

    text: str
    receipts: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    repair: Span | None = None


class ReadBlock(NamedTuple):
    """A block of the text as read, kept or set aside, with the rule that labelled it and why."""

    anchor: str
    block: Block
    kept: bool
    fragments: tuple[Fragment, ...]
    passage: str | None


class FactRow(NamedTuple):
    """A fact as the panel shows it: numbered, named, and pointing at its receipt.

    What is declared is not in the text as read; its receipt is the declaration itself.
    """

    number: int
    name: str
    fact: Fact
    anchor: str
    declaration: Declaration | None = None


class FactGroup(NamedTuple):
    """Facts that belong together: those of the article, of one image, of one related article."""

    name: str
    rows: tuple[FactRow, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of one document shows.

    ``headline_opens`` says whether the first passage is the headline, so that it can be the page's title.
    """

    id: str
    title: str
    headline_opens: bool
    passages: tuple[Passage, ...]
    facts: tuple[FactGroup, ...]
    told: Told
    blocks: tuple[ReadBlock, ...]
    repairs: tuple[tuple[str, int], ...]
    set_aside_share: float
    document: Document


EXPECTED = ("headline", "author", "publisher", "date_published", "language")
"""The fields that a reader looks for on every document: where there is no fact the panel says so."""


def page(document: Document) -> Page:
    """Lay out a document.

    >>> import corpustools
    >>> shown = page(corpustools.read("The town is quiet today.\\n\\nSubscribe", id="quiet"))
    >>> [passage.text for passage in shown.passages], [block.kept for block in shown.blocks]
    (['The town is quiet today.'], [True, False])
    >>> shown.facts[0].unknown
    ('headline', 'author', 'publisher', 'date published', 'language')
    """
    shown = passages(document)
    anchor_of = {passage.start: passage.anchor for passage in shown}
    characters = sum(len(block.text) for block in document.blocks)
    aside = sum(len(block.text) for block in document.blocks if not block.is_kept)
    return Page(
        id=document.id,
        title=title(document),
        headline_opens=headline_opens(shown),
        passages=shown,
        facts=_fact_groups(document),
        told=told(document),
        blocks=_read_blocks(document, anchor_of),
        repairs=tuple(sorted(Counter(repair.rule for repair in document.repairs).items())),
        set_aside_share=aside / characters if characters else 0.0,
        document=document,
    )


def anchors(document: Document) -> frozenset[str]:
    """Return the anchors of the document's page: passages of the article, the text as read, its blocks, receipts.

    >>> import corpustools
    >>> sorted(anchors(corpustools.read("By Jane Roe")))
    ['block-0', 'p-6456168f', 'receipt-0', 'text-as-read']
    """
    shown = page(document)
    receipts = (row.anchor for group in shown.facts for row in group.rows)
    named = (f"receipt-{mark.key}" for mark in marks(document))
    blocks = (block.anchor for block in shown.blocks)
    parts = (*(passage.anchor for passage in shown.passages), *blocks, *receipts, *named)
    return frozenset(("text-as-read", *parts))


def _fact_groups(document: Document) -> tuple[FactGroup, ...]:
    """Arrange the facts as the panel shows them: the article's own, then each image, then each teaser."""
    groups: dict[tuple[str, int], list[FactRow]] = {("article", 0): []}
    for number, fact in enumerate(document.facts):
        kind, _, part = fact.field.partition(".")
        key = (kind, fact.group) if part and kind != "dateline" else ("article", 0)
        name = (part if part and kind != "dateline" else fact.field.replace(".", " ")).replace("_", " ")
        groups.setdefault(key, []).append(
            FactRow(number, name, fact, f"receipt-{number}", declaration_of(fact, document.declarations))
        )
    totals = Counter(kind for kind, _ in groups)
    seen = {fact.field for fact in document.facts}
    unknown = tuple(name.replace("_", " ") for name in EXPECTED if name not in seen)
    return tuple(
        FactGroup(
            f"{kind} {group + 1}" if totals[kind] > 1 else kind,
            tuple(rows),
            unknown if kind == "article" else (),
        )
        for (kind, group), rows in groups.items()
    )


def _read_blocks(document: Document, passages: dict[int, str]) -> tuple[ReadBlock, ...]:
    """Cut each block of the text as read where a receipt or a repair begins or ends."""
    receipts = [Mark(fact.start, fact.end, str(number)) for number, fact in _receipts(document)]
    waiting = sorted((*receipts, *marks(document)))
    repair_starts = [repair.start for repair in document.repairs]
    blocks = []
    held: list[Mark] = []
    taken = 0
    for block in document.blocks:
        held = [mark for mark in held if mark.end > block.start]
        while taken < len(waiting) and waiting[taken].start < block.end:
            held.append(waiting[taken])
            taken += 1
        repairs = document.repairs[bisect_left(repair_starts, block.start) : bisect_left(repair_starts, block.end)]
        is_whole = not held and not repairs and block.start < block.end
        fragments = (Fragment(visible(block.text)),) if is_whole else _fragments(document, block, held, repairs)
        passage = passages.get(block.start)
        blocks.append(ReadBlock(f"block-{block.start}", block, block.is_kept, fragments, passage))
    return tuple(blocks)


def _fragments(document: Document, block: Block, held: Iterable[Mark], repairs: Sequence[Span]) -> tuple[Fragment, ...]:
    edges = (edge for repair in repairs for edge in (repair.start, repair.end))
    fragments = []
    at = 0
    for run in runs(block.start, block.end, held, edges):
        while at < len(repairs) and repairs[at].end <= run.start:
            at += 1
        repair = repairs[at] if at < len(repairs) and repairs[at].start <= run.start else None
        fragments.append(Fragment(visible(document.text[run.start : run.end]), run.keys, run.first_of, repair))
    return tuple(fragments)


def _receipts(document: Document) -> Iterator[tuple[int, Fact]]:
    """Yield the facts that have their receipt in the text as read, with their numbers."""
    return ((number, fact) for number, fact in enumerate(document.facts) if not fact.declared)
