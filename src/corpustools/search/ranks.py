"""The ranks of contexts: what hits are sorted by, computed once for all places of some documents."""

from collections.abc import Sequence

import numpy as np

from corpustools.search.encoding import Numbers
from corpustools.text.tokens import collation


def ranks(words: Sequence[str], tokens: Numbers, lengths: Numbers, depth: int = 3) -> tuple[Numbers, Numbers]:
    """Rank, of all tokens one after the other, what stands to the left of each and what to the right.

    ``tokens`` are numbers of ``words``, and ``lengths`` those of the blocks that they stand in.
    Contexts of two to the power of ``depth`` words are compared, the nearest first, as
    :meth:`corpustools.search.concordance.Concordance.sorted_by` does it; equal ones have equal ranks. The ranks of
    sequences of one word give those of two, those of four, and so on: prefix doubling, as suffix arrays are made
    (U. Manber and G. Myers, *SIAM Journal on Computing* 22.5, 1993).

    >>> left, right = ranks("abc", np.array([1, 0, 1, 2]), np.array([4]))
    >>> left.tolist(), right.tolist()
    ([0, 2, 1, 3], [1, 3, 4, 0])
    """
    order = sorted(range(len(words)), key=lambda number: collation(words[number]))
    numbers = np.empty(len(words), np.int64)
    numbers[order] = np.arange(1, len(words) + 1)
    first = numbers[tokens]
    right = _following(first, np.repeat(np.cumsum(lengths), lengths), depth)
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
