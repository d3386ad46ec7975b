"""Concordances: every hit of a query with the words around it."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, overload

from corpustools.errors import QueryError
from corpustools.model.span import Label
from corpustools.search.collocates import Collocates, collocates
from corpustools.search.dispersion import Dispersion
from corpustools.search.distribution import FacetCount, distribution, per_million
from corpustools.search.query import SORTS, Query
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import TokenizedBlock, TokenizedDocument
from corpustools.search.timeline import Timeline, timeline
from corpustools.text.tokens import collation

SORTED_BY = 8
"""How many words of a context hits are sorted by."""

COLUMNS = ("document", "label", "left", "node", "right", "start", "end", "anchor")
"""The columns of a concordance as a table."""


class Hit(NamedTuple):
    """Where a query matches: the tokens ``first`` to ``last`` (exclusive) of a block.

    >>> from corpustools import open_corpus
    >>> hit = open_corpus("corpus").concordance("military alliance").hits[0]
    >>> hit.block.label.value, hit.block.folds[hit.first : hit.last]
    ('paragraph', ('military', 'alliance'))
    """

    document: TokenizedDocument
    block: TokenizedBlock
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a concordance: the node, with the text left and right of it.

    ``start`` and ``end`` are code points into the text as read. ``anchor`` is the address of the block on the page of
    the ``document``. What the three texts say together stands so in the reading text.

    >>> from corpustools import open_corpus
    >>> corpus = open_corpus("corpus")
    >>> line = corpus.concordance("bloc", width=2)[0]
    >>> line.left, line.node, line.right, line.label
    ('a military ', 'bloc', '.', <Label.PARAGRAPH: 'paragraph'>)
    >>> corpus[line.document].words_at(line.start, line.end) == line.node
    True
    """

    document: str
    label: Label
    left: str
    node: str
    right: str
    start: int
    end: int
    anchor: str


@dataclass(frozen=True)
class Concordance(Sequence[Line]):
    """The hits of a query (KWIC: key words in context); its length is their number.

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").concordance("militar*", width=3, sort="right")
    >>> len(found), found.size
    (11, 281)
    >>> for line in found[:3]:
    ...     print(f"{line.left:>21}[{line.node}]{line.right}")
         The US-led NATO [military] alliance began last
            enter into a [military] alliance with partners
    has denied providing [military] assistance to militias
    """

    subcorpus: Subcorpus
    query: Query
    hits: tuple[Hit, ...]
    width: int = 8

    @property
    def size(self) -> int:
        """How many tokens were searched: *N*."""
        return self.subcorpus.size

    @property
    def per_million(self) -> float:
        """How often the query is found in a million tokens.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").concordance("military")
        >>> len(found), found.size, round(found.per_million)
        (9, 281, 32028)
        """
        return per_million(len(self.hits), self.size)

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> "Concordance": ...
    def __getitem__(self, index: int | slice) -> "Line | Concordance":
        if isinstance(index, slice):
            return replace(self, hits=self.hits[index])
        return self._line(self.hits[index])

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, self.hits)

    def _line(self, hit: Hit) -> Line:
        document, block, first, last = hit
        text, starts, ends = block.view.text, block.starts, block.ends
        start, end = starts[first], ends[last - 1]
        # To the edge of the block, where the context reaches it: its signs belong to it.
        left = starts[first - self.width] if first > self.width else 0
        right = ends[last + self.width - 1] if last + self.width < len(block) else len(text)
        if not self.width:
            left, right = start, end
        source = block.view.source(start, end)
        return Line(document.id, block.label, text[left:start], text[start:end], text[end:right], *source, block.anchor)

    def sorted_by(self, sort: str) -> "Concordance":
        """Return the same hits in another order.

        ``left`` and ``right`` sort by the words on that side, the nearest first, ``node`` by the words found, and
        ``document`` by document and place, which also decides between equals. Words are in the order of
        :func:`corpustools.text.tokens.collation`, without regard to case; a context that ends comes first.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").concordance("militar*", width=1)
        >>> [line.right.strip() for line in found.sorted_by("right")[:4]]
        ['alliance', 'alliance', 'assistance', 'bloc.']
        >>> [line.left.strip() for line in found.sorted_by("left")[:4]]
        ['a', 'a', 'a', 'a']
        >>> found.sorted_by("length")
        Traceback (most recent call last):
        corpustools.errors.QueryError: hits are sorted by document, left, right, node, not by 'length'
        """
        if sort not in SORTS:
            raise QueryError(f"hits are sorted by {', '.join(SORTS)}, not by {sort!r}")
        return replace(self, hits=tuple(sorted(self._in_order, key=_KEYS[sort])) if sort in _KEYS else self._in_order)

    @cached_property
    def _in_order(self) -> tuple[Hit, ...]:
        places = {id(document): place for place, document in enumerate(self.subcorpus.documents)}
        return tuple(
            sorted(self.hits, key=lambda hit: (places[id(hit.document)], hit.block.view.pieces[0].start, hit.first))
        )

    @property
    def documents(self) -> Counter[str]:
        """How many hits each document has, by its id; documents without any are left out.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").concordance("bloc").documents
        Counter({'000_fe9d5194648d3d10': 1})
        """
        return Counter(hit.document.id for hit in self.hits)

    def collocates(self, window: int = 5, *, minimum: int = 2) -> Collocates:
        """Count the words near the hits, and measure how strongly they go with them.

        See :class:`~corpustools.search.collocates.Collocates`. ``window`` is the number of tokens on each side;
        ``minimum`` is how often a word must be near a hit to be listed.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").concordance("military").collocates(window=3)
        >>> [(each.word, each.near, each.frequency) for each in found[:2]]
        [('a', 4, 5), ('alliance', 2, 2)]
        """
        return collocates(self.subcorpus, self.hits, window=window, minimum=minimum)

    def dispersion(self) -> Dispersion:
        """Say how evenly hits are spread over documents; see :class:`~corpustools.search.dispersion.Dispersion`.

        >>> from corpustools import open_corpus
        >>> spread = open_corpus("corpus").concordance("military").dispersion()
        >>> spread.range_, spread.documents
        (1, 1)
        """
        return Dispersion.of(self.subcorpus, self.hits)

    def over_time(self, by: str = "year") -> Timeline:
        """Count the hits by ``year`` or by ``month``; see :class:`~corpustools.search.timeline.Timeline`.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").concordance("military").over_time("month")
        (PeriodCount(period='unknown', hits=9, documents=1, tokens=281),)
        """
        return timeline(self.subcorpus, self.documents, by)

    def distribution(self, by: str = "document") -> tuple[FacetCount, ...]:
        """Count the hits by ``document``, ``publisher``, ``language`` or ``source``.

        See :func:`~corpustools.search.distribution.distribution`.

        >>> from corpustools import open_corpus
        >>> [(row.value, row.hits) for row in open_corpus("corpus").concordance("militar*").distribution("language")]
        [('en', 11)]

        Raises :class:`~corpustools.errors.QueryError` for anything else.
        """
        return distribution(self.subcorpus, self.documents, by)

    def clusters(self, n: int, *, case: bool = False) -> Counter[str]:
        """Count the sequences of ``n`` words that hold a whole hit.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").concordance("military").clusters(3).most_common(1)
        [('military cooperation between', 2)]
        """
        counts: Counter[str] = Counter()
        for hit in self.hits:
            words = hit.block.forms if case else hit.block.folds
            for at in range(max(hit.last - n, 0), min(hit.first, len(words) - n) + 1):
                counts[" ".join(words[at : at + n])] += 1
        return counts

    def to_csv(self) -> str:
        r"""Write the lines as CSV (RFC 4180), in UTF-8 when encoded, with a line of headings.

        A cell that a spreadsheet would take for a formula gets an apostrophe in front.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").concordance("bloc", width=1).to_csv().splitlines()[0]
        'document,label,left,node,right,start,end,anchor'
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(getattr(line, column)) for column in COLUMNS] for line in self)
        return out.getvalue()


def concordance(subcorpus: Subcorpus, query: Query, *, width: int = 8, sort: str = "document") -> Concordance:
    """Find all hits of a query in a part of a corpus, by looking at every token.

    >>> from corpustools import open_corpus
    >>> found = concordance(open_corpus("corpus").subcorpus(), Query.parse("NATO", case=True), width=0)
    >>> {line.node for line in found}
    {'NATO'}

    Raises :class:`~corpustools.errors.QueryError` for a negative ``width``, and for a ``sort`` that there is none of.
    """
    if width < 0:
        raise QueryError(f"a context has no fewer than 0 words, not {width}")
    vocabulary = {word for block in subcorpus.blocks() for word in (block.forms if query.case else block.folds)}
    search = query.searcher(vocabulary)
    hits = []
    for document in subcorpus.documents:
        for block in subcorpus.blocks_of(document):
            words = block.forms if query.case else block.folds
            stretches = block.sentences if query.is_within_sentence else [(0, len(words))]
            hits += [Hit(document, block, first, last) for first, last in search(words, stretches)]
    found = Concordance(subcorpus, query, tuple(hits), width)
    return found if sort == "document" else found.sorted_by(sort)


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _key(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(map(collation, words))


_KEYS: dict[str, Callable[[Hit], Any]] = {
    "left": lambda hit: _key(hit.block.folds[max(hit.first - SORTED_BY, 0) : hit.first][::-1]),
    "right": lambda hit: _key(hit.block.folds[hit.last : hit.last + SORTED_BY]),
    "node": lambda hit: _key(hit.block.folds[hit.first : hit.last]),
}
