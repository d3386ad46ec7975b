"""The words of all segments together: their numbers, the shards that they are in, and their endings."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import front_coded, text, varint
from corpustools.search.segment import Words

WORDS = 256
"""How many words one file of the vocabulary has: few, since of rare words few are asked for."""

SHARD_BYTES = 8_192
"""How large a shard of words is at most, if it holds more than one, until there would be more than :data:`SHARDS`."""

SHARDS = 4_096


class Vocabulary:
    """The words of some segments, in the order of Unicode.

    ``places`` has for each segment an array with the place of each of its words among all; ``numbers`` has for each
    word its number, which is the lower the commoner it is.
    """

    def __init__(self, segments: Sequence[Words]) -> None:
        self.words = sorted(set().union(*(segment.words for segment in segments)))
        place_of = {word: place for place, word in enumerate(self.words)}
        self.places = [np.array([place_of[word] for word in segment.words], np.int64) for segment in segments]
        self._segments = segments
        self.by_frequency = np.argsort(-self._sum(np.diff(segment.firsts) for segment in segments), kind="stable")
        self.numbers = np.empty(len(self.words), np.int64)
        self.numbers[self.by_frequency] = np.arange(len(self.words))

    def _sum(self, columns: Iterator[NDArray[np.int32]]) -> NDArray[np.int64]:
        """Add up what is known of the words of each segment."""
        total = np.zeros(len(self.words), np.int64)
        for places, column in zip(self.places, columns, strict=True):
            total[places] += column
        return total

    def files(self) -> Iterator[bytes]:
        """Yield the words in the order of their numbers, each with its frequency in articles."""
        kept = self._sum(segment.kept for segment in self._segments).tolist()
        order = self.by_frequency.tolist()
        for at in range(0, len(order), WORDS):
            yield b"".join([text(self.words[place]) + varint(kept[place]) for place in order[at : at + WORDS]])

    def shards(self) -> Iterator[tuple[str, bytes]]:
        """Yield what the words of each shard begin with or come after, and its bytes.

        A word as large as a shard has one of its own.
        A shard holds for each segment, behind their length, the number of the first token of its words and these.
        """
        sizes = self._sum(np.diff(segment.starts) for segment in self._segments)
        ends = np.cumsum(sizes)
        most = max(SHARD_BYTES, int(sizes.sum()) // SHARDS)
        cuts = [0]
        while cuts[-1] < len(self.words):
            before = int(ends[cuts[-1] - 1]) if cuts[-1] else 0
            cuts.append(max(int(np.searchsorted(ends, before + most, "right")), cuts[-1] + 1))
        within = [np.searchsorted(places, cuts).tolist() for places in self.places]
        for shard, first in enumerate(cuts[:-1]):
            parts = []
            for segment, bounds in zip(self._segments, within, strict=True):
                data = segment.between(bounds[shard], bounds[shard + 1])
                parts += [varint(len(data)), data]
            yield _opening(self.words[first], self.words[first - 1] if first else ""), b"".join(parts)

    def endings(self) -> Iterator[tuple[str, bytes]]:
        """Yield shards of all words, turned round and in the order of Unicode, as :meth:`shards` does.

        Each word is written without what it shares with the one before.
        """
        parts: list[bytes] = []
        opening, last, before, size = "", "", b"", 0
        for word in sorted(word[::-1] for word in self.words):
            coded = word.encode("utf-8", "replace")
            part = front_coded(coded, before)
            if parts and size + len(part) > SHARD_BYTES:
                yield opening, b"".join(parts)
                parts, size = [], 0
            if not parts:
                opening, part = _opening(word, last), front_coded(coded, b"")
            parts.append(part)
            size += len(part)
            before, last = coded, word
        if parts:
            yield opening, b"".join(parts)


def _opening(word: str, before: str) -> str:
    """Return as much of a word as tells it from the one before it.

    >>> _opening("military", "miles"), _opening("a", "")
    ('mili', 'a')
    """
    shared = 0
    while word[: shared + 1] == before[: shared + 1]:
        shared += 1
    return word[: shared + 1]
