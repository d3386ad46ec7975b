"""Keyness: the words that set one part of a corpus apart from another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word with how often it occurs here and in the reference, and how far apart that is.

    >>> keyness({"bloc": 20, "the": 80}, {"the": 100})[0].percent_difference is None
    True
    """

    word: str
    frequency: int
    reference: int
    log_likelihood: float
    log_ratio: float
    percent_difference: float | None


@dataclass(frozen=True)
class Keyness(Sequence[KeyWord]):
    """The words of a part (of ``size`` tokens) beside those of a reference, by log-likelihood, the highest first.

    * log-likelihood says how sure it is that there is a difference (Rayson and Garside 2000): above 10.83 the chance
      that there is none is below 0.1 %.
    * log ratio says how great it is: 1 means twice as frequent here, -1 half as frequent (Hardie 2014). A frequency of
      0 counts as half an occurrence.
    * %DIFF is the same in percent of the reference's relative frequency (Gabrielatos and Marchi 2011). It is ``None``
      where the word does not occur there.

    P. Rayson and R. Garside, "Comparing corpora using frequency profiling", *Workshop on Comparing Corpora* (2000); A.
    Hardie, "Log Ratio", CASS (2014); C. Gabrielatos and A. Marchi, "Keyness: matching metrics to definitions" (2011).

    >>> found = keyness({"bloc": 20, "the": 80}, {"bloc": 5, "the": 95})
    >>> [(row.word, row.frequency, row.reference, round(row.log_ratio, 2)) for row in found]
    [('bloc', 20, 5, 2.0), ('the', 80, 95, -0.25)]
    """

    rows: tuple[KeyWord, ...]
    size: int
    reference_size: int
    minimum: int

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[KeyWord]:
        return iter(self.rows)


def keyness(here: Mapping[str, int], there: Mapping[str, int], *, minimum: int = 2) -> Keyness:
    """Compare two lists of words with their frequencies.

    >>> found = keyness({"bloc": 20, "the": 80}, {"bloc": 5, "the": 95})
    >>> row = found[0]
    >>> row.word, round(row.log_likelihood, 2), row.log_ratio, row.percent_difference
    ('bloc', 9.64, 2.0, 300.0)

    Nothing is compared where one of the two is empty:

    >>> len(keyness({"bloc": 20}, {}))
    0
    """
    size, reference_size = sum(here.values()), sum(there.values())
    words = [word for word in here.keys() | there.keys() if here.get(word, 0) + there.get(word, 0) >= minimum]
    rows = []
    if size and reference_size:
        rows = [_compared(word, here.get(word, 0), there.get(word, 0), size, reference_size) for word in words]
    rows.sort(key=lambda row: (-row.log_likelihood, row.word))
    return Keyness(tuple(rows), size, reference_size, minimum)


def _compared(word: str, here: int, there: int, size: int, reference_size: int) -> KeyWord:
    both = (here + there) / (size + reference_size)
    likelihood = 2 * sum(o * log(o / (n * both)) for o, n in ((here, size), (there, reference_size)) if o)
    ratio = log2(((here or 0.5) / size) / ((there or 0.5) / reference_size))
    # In whole numbers as long as can be: the ratio of two products is 3, and not almost.
    mine, theirs = here * reference_size, there * size
    return KeyWord(word, here, there, likelihood, ratio, (mine - theirs) * 100 / theirs if there else None)
