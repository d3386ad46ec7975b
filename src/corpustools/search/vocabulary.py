"""The words of all segments together: their numbers, the shards that they are in, and their endings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import front_coded, front_coded_all, stable_order, text, varint
from corpustools.search.segment import Words

WORDS = 256
"""How many words one file of the vocabulary has: few, since of rare words few are asked for."""

SHARD_BYTES = 8_192
"""How large a shard of words is at most, if it holds more than one, until there would be more than :data:`SHARDS`."""

SHARDS = 4_096


Places = NDArray[np.int32]
"""Of each of some words its place, or its number, among all words."""


class Lexicon:
    """All words of some segments, each with a number; those that are known already are given in order.

    >>> lexicon = Lexicon(["north", "town"])
    >>> numbers = [lexicon.numbers(["harbour", "town"]), lexicon.numbers(["town"])]
    >>> words, places = lexicon.in_order(numbers)
    >>> words, [each.tolist() for each in places]
    (['harbour', 'town'], [[0, 1], [1]])
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._numbers = dict(zip(known, count(), strict=False))

    def numbers(self, words: Sequence[str]) -> Places:
        """Return the numbers of words, new ones for those that are not known."""
        for word in words:
            if word not in self._numbers:
                self._numbers[word] = len(self._numbers)
        return np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))

    def in_order(self, numbers: Sequence[Places]) -> tuple[list[str], list[Places]]:
        """Return the words that have one of the numbers, in the order of Unicode, and each number's place in it."""
        is_used = np.zeros(len(self._numbers), bool)
        for each in numbers:
            is_used[each] = True
        words = sorted(compress(self._numbers, is_used.tolist()))
        place_of = np.zeros(len(self._numbers), np.int32)
        place_of[np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))] = np.arange(len(words))
        return words, [place_of[each] for each in numbers]


class Vocabulary:
    """The words of some segments, in the order of Unicode.

    ``places`` has for each segment an array with the place of each of its words among all; ``numbers`` has for each
    word its number, which is the lower the commoner it is.
    """

    def __init__(self, segments: Sequence[Words], words: Sequence[str], places: Sequence[Places]) -> None:
        self.words, self.places = words, places
        self._segments = segments
        counts = self._sum(np.diff(segment.firsts) for segment in segments)
        self.by_frequency = stable_order(counts.max(initial=0) - counts)
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
            for segment, places, bounds in zip(self._segments, self.places, within, strict=True):
                first_here, last = bounds[shard : shard + 2]
                has_words = first_here < last
                data = segment.between(first_here, last, self.words[places[first_here]]) if has_words else b""
                parts += [varint(len(data)), data]
            yield _opening(self.words[first], self.words[first - 1] if first else ""), b"".join(parts)

    def endings(self) -> Iterator[tuple[str, bytes]]:
        """Yield shards of all words, turned round and in the order of Unicode, as :meth:`shards` does.

        Each word is written without what it shares with the one before.
        """
        words = sorted([word[::-1] for word in self.words])
        coded = [word.encode("utf-8", "replace") for word in words]
        parts: list[bytes] = []
        opening, size = "", 0
        for place, part in enumerate(front_coded_all(coded)):
            if parts and size + len(part) > SHARD_BYTES:
                yield opening, b"".join(parts)
                parts, size = [], 0
            if not parts:
                opening = _opening(words[place], words[place - 1] if place else "")
                part = front_coded(coded[place], b"")
            parts.append(part)
            size += len(part)
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
