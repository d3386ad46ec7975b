"""Which words one file of the static index has: a shard, whose edges and name other words hardly ever change."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import Numbers
from corpustools.search.segmenting import at_most, cuts

BYTES = 12_288
"""How large a shard is at most, if it holds more than one word, until there would be more than :data:`SHARDS`."""

SHARDS = 4_096


class Shard(NamedTuple):
    """Words that follow one another, from the ``first`` of all words to before the ``last``.

    ``opening`` is what all of them begin with or come after, and no word before them does.
    """

    opening: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """The name of its file, by the opening: a number would be another wherever a shard comes or goes before it.

        >>> Shard("mili", 10, 20).name
        '5228fd3a'
        """
        return f"{crc32(self.opening.encode('utf-8', 'replace')):08x}"


def shards_of(words: Sequence[str], sizes: Numbers, digests: NDArray[np.uint32]) -> list[Shard]:
    """Cut words, which are in order, into shards, given about how many bytes each of them takes and their digests.

    A word as large as a shard has one of its own, and no two have the same name.

    >>> [shard.opening for shard in shards_of(["milan", "miles", "military"], np.array([9, 9, 9_000]), np.zeros(3))]
    ['m']
    >>> [shard.opening for shard in shards_of(["milan", "miles", "military"], np.array([9, 9, 13_000]), np.zeros(3))]
    ['m', 'mili']
    """
    most = at_most(int(sizes.sum()), BYTES, SHARDS)
    found: dict[str, Shard] = {}
    for first, last in pairwise(cuts(sizes.tolist(), digests.tolist(), most)):
        shard = Shard(_opening(words[first], words[first - 1] if first else ""), first, last)
        if shard.name in found:
            # Two openings of one digest: this one is no edge, and the shard before it is longer.
            name, before = found.popitem()
            found[name] = before._replace(last=last)
        else:
            found[shard.name] = shard
    return list(found.values())


def _opening(word: str, before: str) -> str:
    """Return as much of a word as tells it from the one before it.

    >>> _opening("military", "miles"), _opening("a", "")
    ('mili', 'a')
    """
    shared = 0
    while word[: shared + 1] == before[: shared + 1]:
        shared += 1
    return word[: shared + 1]
