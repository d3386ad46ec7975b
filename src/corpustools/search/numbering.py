"""The numbers that words have in the streams of the static index: short for common words, and seldom other ones."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import Numbers, stable_order


def digests(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the CRC-32 of each word in UTF-8.

    >>> digests(["town"]).tolist() == [crc32(b"town")]
    True
    """
    found = map(crc32, [word.encode("utf-8", "replace") for word in words])
    return np.fromiter(found, np.uint32, len(words))


def numbered(frequencies: Numbers, digests: NDArray[np.uint32]) -> Numbers:
    """Give each word a number of its own: the lower the more bits its frequency has.

    By frequency alone a word more would move the numbers of all rarer ones, and all streams would have to be written
    again. Here words of as many bits share a range with room for half as many more, where each has the place that its
    digest says, or the next that is free: a hash table with linear probing, filled in the order of the digests (O.
    Amble and D. E. Knuth, "Ordered hash tables", *The Computer Journal* 17.2, 1974). A word more moves those that stand
    close together behind it, which are a few.

    >>> numbered(np.array([1, 9, 1]), np.array([1 << 31, 0, 0], np.uint32)).tolist()
    [3, 0, 2]
    """
    numbers = np.zeros(len(frequencies), np.int64)
    bits = np.frexp(frequencies.astype(np.float64))[1]
    first = 0
    for each in np.unique(bits)[::-1]:
        members = np.flatnonzero(bits == each)
        members = members[stable_order(digests[members].astype(np.int64))]
        room = _room(len(members))
        places = np.arange(len(members))
        wanted = (digests[members].astype(np.uint64) * np.uint64(room) >> np.uint64(32)).astype(np.int64)
        found = np.maximum.accumulate(wanted - places) + places
        # At the end of the range there is nothing behind: there they stand one before the other.
        numbers[members] = first + np.minimum(found, room - len(members) + places)
        first += room
    return numbers


def _room(words: int) -> int:
    """Return how many numbers so many words share: a third more, rounded up to two binary digits.

    So a word more seldom changes it.

    >>> [_room(words) for words in (1, 2, 5, 6, 100)]
    [2, 3, 8, 8, 192]
    """
    wanted = (4 * words + 2) // 3
    step = 1 << max(wanted.bit_length() - 2, 0)
    return -(-wanted // step) * step
