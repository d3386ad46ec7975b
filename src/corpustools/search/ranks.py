"""The ranks of contexts: what hits are sorted by, computed once for all places of a corpus."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpustools.text.tokens import collation

Numbers = NDArray[np.int64]


def ranks(blocks: Sequence[Sequence[str]], depth: int = 3) -> tuple[Numbers, Numbers]:
    """Rank, of all tokens one after the other, what stands to the left of each and what to the right.

    Contexts of two to the power of ``depth`` words are compared, the nearest first, as
    :meth:`corpustools.search.concordance.Concordance.sorted_by` does it; equal ones have equal ranks. The ranks of
    sequences of one word give those of two, those of four, and so on: prefix doubling, as suffix arrays are made
    (U. Manber and G. Myers, *SIAM Journal on Computing* 22.5, 1993).

    >>> left, right = ranks([["b", "a", "b", "c"]])
    >>> left.tolist(), right.tolist()
    ([0, 2, 1, 3], [1, 3, 4, 0])
    """
    words = sorted({word for block in blocks for word in block}, key=collation)
    numbers = {word: number for number, word in enumerate(words, start=1)}
    lengths = np.array([len(block) for block in blocks], dtype=np.int64)
    first = np.fromiter((numbers[word] for block in blocks for word in block), np.int64, int(lengths.sum()))
    ends = np.cumsum(lengths)
    right = _following(first, np.repeat(ends, lengths), depth)
    # To the left is to the right when everything is turned round.
    turned = _following(first[::-1], np.repeat(np.cumsum(lengths[::-1]), lengths[::-1]), depth)
    return turned[::-1], right


def _following(numbers: Numbers, ends: Numbers, depth: int) -> Numbers:
    """Rank what follows each place, up to the end of its block."""
    places = np.arange(len(numbers))
    found = numbers
    for step in (1 << power for power in range(depth)):
        # 0, which no word has: the block ends there.
        pairs = found * (len(numbers) + 2) + _shifted(found, places, ends, step)
        found = np.unique(pairs, return_inverse=True)[1].reshape(-1) + 1
    return _shifted(found, places, ends, 1)


def _shifted(found: Numbers, places: Numbers, ends: Numbers, step: int) -> Numbers:
    """Return for each place what is ``step`` places on in its block, or 0."""
    inside = places + step < ends
    shifted = np.zeros(len(found), dtype=np.int64)
    shifted[inside] = found[places[inside] + step]
    return shifted
