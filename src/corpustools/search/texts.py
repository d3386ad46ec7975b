"""Documents taken apart into tokens: what is searched and counted."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from sys import intern

from corpustools.model.document import Block, Document
from corpustools.model.span import BLOCK_LABELS, KEPT, Label
from corpustools.model.view import View
from corpustools.text.sentences import sentences
from corpustools.text.tokens import fold, forms, parted
from corpustools.writers.passages import passages, title

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
"""A date to the day, as precise as it is known."""

LABEL_NAMES = (*(label.value for label in BLOCK_LABELS), "headline_again")
"""What the index tells blocks apart by, in the order of its numbers: labels, and headlines that another block says."""

KEPT_NUMBERS = tuple(number for number, label in enumerate(BLOCK_LABELS) if label in KEPT)

_NUMBERS = {label: number for number, label in enumerate(BLOCK_LABELS)}

UNKNOWN = "unknown"
"""The value of a facet of which a document says nothing."""


@dataclass(frozen=True)
class TokenizedBlock:
    """A block with the tokens that its reading has.

    ``parts`` are what its view shows, signs and tokens by turns (see :func:`corpustools.text.tokens.parted`), and
    ``anchor`` is its address on the page of its document. ``is_again`` is a headline that another block says.

    >>> import corpustools
    >>> block = tokenize(corpustools.read("The caf&eacute; is quiet today, and nobody knows why.")).blocks[0]
    >>> LABEL_NAMES[block.number]
    'paragraph'
    >>> block.forms[:3], block.folds[:2], len(block), block.is_kept
    (('The', 'café', 'is'), ('the', 'café'), 9, True)
    >>> [block.view.text[start:end] for start, end in zip(block.starts[:2], block.ends)]
    ['The', 'café']
    """

    label: Label
    anchor: str
    view: View
    parts: tuple[str, ...]
    is_again: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the reading text shows the block."""
        return self.label in KEPT and not self.is_again

    @property
    def number(self) -> int:
        """The place in :data:`LABEL_NAMES` of what the block is."""
        return len(BLOCK_LABELS) if self.is_again else _NUMBERS[self.label]

    def __len__(self) -> int:
        return len(self.parts) // 2

    @property
    def forms(self) -> tuple[str, ...]:
        """What the tokens are, composed and with their capitals (see :mod:`corpustools.text.tokens`)."""
        return tuple(forms(self.view.text, self.parts[1::2]))

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """The same without capitals."""
        return tuple(map(fold, self.forms))

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """The tokens of each sentence: the number of the first, and of the first that is in it no more.

        >>> import corpustools
        >>> tokenize(corpustools.read("The town is quiet. Nobody knows why, or for how long.")).blocks[0].sentences
        [(0, 4), (4, 11)]
        """
        starts = self.starts
        edges = sorted({bisect_left(starts, first) for first, _ in sentences(self.view.text)} | {0, len(starts)})
        return list(pairwise(edges))

    @cached_property
    def _edges(self) -> "array[int]":
        """Where each of the parts starts in the view's text."""
        return array("I", accumulate(map(len, self.parts[:-1]), initial=0))

    @property
    def starts(self) -> "array[int]":
        """Where each token starts in the view's text."""
        return self._edges[1::2]

    @property
    def ends(self) -> "array[int]":
        """Where each token ends in it, exclusive."""
        return self._edges[2::2]


@dataclass(frozen=True, slots=True)
class TokenizedDocument:
    """A document's blocks that have tokens, in order, kept and set aside, with its facets.

    ``date`` is as precise as is known: ``2015``, ``2015-06`` or ``2015-06-10``; of what is unknown the facet says so.
    ``name`` is its path below ``raw/``.

    >>> import corpustools
    >>> text = "The Daily\\n\\nPublished June 10, 2015\\n\\nThe town is quiet today, and nobody knows for how long."
    >>> taken = tokenize(corpustools.read(text, id="town"))
    >>> taken.id, taken.date, taken.publisher, len(taken.blocks)
    ('town', '2015-06-10', 'unknown', 3)
    """

    id: str
    title: str
    publisher: str
    language: str
    date: str
    blocks: tuple[TokenizedBlock, ...]
    name: str = ""


def tokenize(document: Document) -> TokenizedDocument:
    """Take a document apart into tokens.

    >>> import corpustools
    >>> document = tokenize(corpustools.read("The town is\\xa0quiet today.\\n\\nSubscribe"))
    >>> [(block.label.value, block.folds) for block in document.blocks]
    [('paragraph', ('the', 'town', 'is', 'quiet', 'today')), ('interface', ('subscribe',))]
    """
    anchors = {passage.start: passage.anchor for passage in passages(document)}
    blocks = []
    for block in document.blocks:
        # Of a document that is published in part, each stretch is searched as a block is.
        for view in [document.reading(block)] if document.withheld is None else _stretches(document, block):
            parts = parted(view.text)
            if len(parts) > 1:
                anchor = anchors.get(block.start, f"block-{block.start}")
                # One string for all equal ones: a corpus has few words, and has them often.
                again = block.same_as is not None
                blocks.append(TokenizedBlock(block.label, anchor, view, tuple(map(intern, parts)), again))
    metadata = document.metadata
    return TokenizedDocument(
        document.id,
        title(document),
        metadata.publisher or UNKNOWN,
        metadata.language or UNKNOWN,
        known_date(metadata.date_published),
        tuple(blocks),
        document.source.name or "",
    )


def _stretches(document: Document, block: Block) -> Iterator[View]:
    """Yield what is shown of a block between words that are withheld: no phrase crosses these."""
    places = document.withheld.places if document.withheld else ()
    at = block.start
    for start, end in (*(place for place in places if block.start <= place[0] < block.end), (block.end, block.end)):
        if at < start:
            repairs = (repair for repair in document.repairs if at <= repair.start and repair.end <= start)
            yield View.over(document.text, at, start, repairs)
        at = end


@lru_cache(maxsize=1 << 14)
def known_date(date: str | None) -> str:
    """Return a date to the day, as precise as it is, or that it is unknown.

    >>> known_date("2015-06-10T08:00"), known_date("2015"), known_date(None)
    ('2015-06-10', '2015', 'unknown')
    """
    found = DATE.match(date or "")
    return found[0] if found else UNKNOWN
