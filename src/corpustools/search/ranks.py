"""The ranks of contexts: what hits are sorted by, computed once for all places of some documents."""

from collections.abc import Sequence

import numpy as np

from corpustools.search.encoding import Numbers, stable_order
from corpustools.text.tokens import collation

_STEPS = ((1, 2), (3, 5))
"""Three words are those at 0, 1 and 2, and eight are three times three: those from 0, from 3 and from 5."""


def ranks(words: Sequence[str], tokens: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Rank, of all tokens one after the other, what stands to the left of each and what to the right.

    ``tokens`` are numbers of ``words``, which are in the order of Unicode, and ``lengths`` those of the blocks that
    they stand in. Contexts of eight words are compared, the nearest first, as
    :meth:`corpustools.search.concordance.Concordance.sorted_by` does it; equal ones have equal ranks. The ranks of
    sequences of one word give those of three, and these those of eight, as suffix arrays are made by prefix doubling
    (U. Manber and G. Myers, *SIAM Journal on Computing* 22.5, 1993).

    >>> left, right = ranks("abc", np.array([1, 0, 1, 2]), np.array([4]))
    >>> left.tolist(), right.tolist()
    ([0, 2, 1, 3], [1, 3, 4, 0])
    """
    # Equal but for marks, words are in the order that they have already.
    order = sorted(range(len(words)), key=lambda number: collation(words[number])[0])
    numbers = np.empty(len(words), np.int64)
    numbers[order] = np.arange(1, len(words) + 1)
    first = numbers[tokens]
    right = _following(first, lengths)
    # To the left is to the right when everything is turned round.
    return _following(first[::-1], lengths[::-1])[::-1], right


def _following(found: Numbers, lengths: Numbers) -> Numbers:
    """Rank what follows each place, up to the end of its block."""
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(found))
    for steps in _STEPS:
        # 0, which no word has: the block ends there.
        base = int(found.max(initial=0)) + 1
        keys, most = found, base
        for step in steps:
            if most * base >= 1 << 63:
                keys = _dense(keys)
                most = len(keys) + 1
            keys, most = keys * base + _shifted(found, left, step), most * base
        found = _dense(keys)
    return _shifted(found, left, 1)


def _dense(keys: Numbers) -> Numbers:
    """Return for each number which of the numbers there are it is, counted from 1."""
    order = stable_order(keys)
    in_order = keys[order]
    found = np.empty(len(keys), np.int64)
    found[order] = np.cumsum(np.diff(in_order, prepend=in_order[:1] - 1) > 0)
    return found


def _shifted(found: Numbers, left: Numbers, step: int) -> Numbers:
    """Return for each place what is ``step`` places on in its block, or 0."""
    shifted = np.zeros(len(found), np.int64)
    if step < len(found):
        shifted[:-step] = np.where(left[:-step] > step, found[step:], 0)
    return shifted
