"""Collocates: the words near a node, and how strongly they go with it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log2, sqrt
from typing import TYPE_CHECKING, Any

from corpustools.errors import QueryError
from corpustools.search.subcorpus import Subcorpus

if TYPE_CHECKING:
    from corpustools.search.concordance import Hit


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near the node: ``near`` of its ``frequency`` tokens are inside a window, where ``expected`` would be.

    >>> measured("strong", 10, 20, nodes=30, near=100, size=1000).expected
    2.0
    """

    word: str
    near: int
    frequency: int
    expected: float
    log_dice: float
    mi: float
    t_score: float
    log_likelihood: float


@dataclass(frozen=True)
class Collocates(Sequence[Collocate]):
    """The words near the hits of a concordance, the strongest by logDice first.

    Each token within ``window`` tokens of a hit, on either side and in the same block, counts once, however many hits
    it is near. So the tokens of the part searched make a table of two by two, as for surface co-occurrence in Evert
    (2008): near the node or not, the word or not. With *N* tokens (``size``), of which *W* (``near``) are near, *f* of
    which are the word and *O* are both, *E* = *W f* / *N* would be expected both, and with *n* hits (``nodes``):

    * logDice = 14 + log₂ (2 *O* / (*n* + *f*)) (Rychlý 2008). It does not depend on *N*, and can be compared between
      corpora; 14 is its greatest value where no window holds the word twice.
    * MI = log₂ (*O* / *E*) (Church and Hanks 1990). It favours rare words.
    * t-score = (*O* - *E*) / √ *O* (Church et al. 1991). It favours frequent words, and serves to rank them: words are
      not spread as a test of significance supposes.
    * log-likelihood, *G²* = 2 Σ *O* ln (*O* / *E*) over the four cells (Dunning 1993). Above 10.83 it is significant at
      0.1 %. It is as high for a word that is near more rarely than expected, whose MI is below 0.

    S. Evert, "Corpora and collocations", in *Corpus Linguistics: An International Handbook* (2008); P. Rychlý, "A
    lexicographer-friendly association score", *RASLAN* (2008); K. Church and P. Hanks, *Computational Linguistics* 16.1
    (1990); K. Church, W. Gale, P. Hanks and D. Hindle, "Using statistics in lexical analysis", in *Lexical Acquisition*
    (1991); T. Dunning, *Computational Linguistics* 19.1 (1993).

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").concordance("military").collocates(window=2)
    >>> found.window, found.size, found.nodes, found.near
    (2, 281, 9, 33)
    >>> best = found[0]
    >>> best.word, best.near, best.frequency, round(best.log_dice, 2), round(best.mi, 2)
    ('a', 4, 5, 13.19, 2.77)
    """

    rows: tuple[Collocate, ...]
    window: int
    minimum: int
    size: int
    nodes: int
    near: int

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[Collocate]:
        return iter(self.rows)


def collocates(subcorpus: Subcorpus, hits: "Sequence[Hit]", *, window: int, minimum: int) -> Collocates:
    """Count and measure the words near the hits; see :class:`Collocates`.

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").concordance("bloc")
    >>> near = collocates(found.subcorpus, found.hits, window=1, minimum=1)
    >>> [(each.word, each.near) for each in near]
    [('military', 1)]
    """
    if window < 1:
        raise QueryError(f"a window has at least one word on each side, not {window}")
    near: Counter[str] = Counter()
    places: dict[int, set[int]] = {}
    blocks = {}
    for hit in hits:
        blocks[id(hit.block)] = hit.block
        around = places.setdefault(id(hit.block), set())
        around.update(range(max(hit.first - window, 0), hit.first))
        around.update(range(hit.last, min(hit.last + window, len(hit.block))))
    for key, around in places.items():
        folds = blocks[key].folds
        near.update(folds[place] for place in around)
    frequency = subcorpus.frequencies()
    tokens = near.total()
    rows = [
        measured(word, count, frequency[word], nodes=len(hits), near=tokens, size=subcorpus.size)
        for word, count in near.items()
        if count >= minimum
    ]
    rows.sort(key=lambda row: (-row.log_dice, -row.near, row.word))
    return Collocates(tuple(rows), window, minimum, subcorpus.size, len(hits), tokens)


def measured(word: str, both: int, frequency: int, *, nodes: int, near: int, size: int) -> Collocate:
    """Measure one collocate from its counts.

    >>> row = measured("strong", 10, 20, nodes=30, near=100, size=1000)
    >>> row.expected, row.log_dice, round(row.mi, 3), round(row.t_score, 3), round(row.log_likelihood, 3)
    (2.0, 12.678071905112638, 2.322, 2.53, 21.177)
    """
    table = (both, near - both, frequency - both, size - near - frequency + both)
    expected = (
        near * frequency / size,
        near * (size - frequency) / size,
        (size - near) * frequency / size,
        (size - near) * (size - frequency) / size,
    )
    return Collocate(
        word,
        both,
        frequency,
        expected[0],
        14 + log2(2 * both / (nodes + frequency)),
        log2(both / expected[0]),
        (both - expected[0]) / sqrt(both),
        2 * sum(o * log(o / e) for o, e in zip(table, expected, strict=True) if o),
    )
