"""Lexical richness: how many different words a part of a corpus has."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpustools.errors import QueryError
from corpustools.search.subcorpus import Subcorpus


@dataclass(frozen=True, slots=True)
class Richness:
    """How many ``tokens``, how many ``types`` (different words), and how many of these occur once (``hapaxes``).

    The type-token ratio ``ttr`` is types divided by tokens, from 0 to 1. It falls with the length of a text, so that
    only parts of equal length can be compared by it. The standardised one, ``sttr``, is the mean of the ratios of each
    ``window`` consecutive tokens (1,000, where nothing else is said), as in WordSmith (Scott 1996): the documents are
    read one after another by their ids, and what is left over at the end does not count. ``ttr`` is ``None`` where
    there is no token, ``sttr`` where there are fewer than ``window``.

    Of scripts without spaces between words each letter is a token, and its type: these ratios are not those of words,
    and cannot be compared with those of other scripts. Languages with many inflected forms have more types than others.

    M. Scott, *WordSmith Tools* (1996).

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").subcorpus().richness(window=100)
    >>> found.types, found.tokens, f"{found.ttr:.3f}", f"{found.sttr:.3f}"
    (154, 281, '0.548', '0.685')
    """

    tokens: int
    types: int
    hapaxes: int
    ttr: float | None
    sttr: float | None
    window: int


def richness(subcorpus: Subcorpus, window: int, *, case: bool) -> Richness:
    """Measure the richness of a part of a corpus; see :class:`Richness`."""
    if window < 1:
        raise QueryError(f"a ratio is of one token at least, not of {window}")
    counts = subcorpus.frequencies(case=case)
    tokens, types = counts.total(), len(counts)
    hapaxes = sum(count == 1 for count in counts.values())
    ratios = [len(set(words)) / window for words in _windows(subcorpus, window, case=case)]
    sttr = sum(ratios) / len(ratios) if ratios else None
    return Richness(tokens, types, hapaxes, types / tokens if tokens else None, sttr, window)


def _windows(subcorpus: Subcorpus, window: int, *, case: bool) -> Iterator[list[str]]:
    """Yield the words of each full window, one after another."""
    held: list[str] = []
    for block in subcorpus.blocks():
        held += block.forms if case else block.folds
        while len(held) >= window:
            yield held[:window]
            del held[:window]
