"""The words of all segments together: their numbers, the shards that they are in, and their endings."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, count

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import Numbers, front_coded_all, text, varint, varints
from corpustools.search.numbering import digests, numbered
from corpustools.search.segment import Words
from corpustools.search.sharding import Shard, shards_of

NUMBERS = 512
"""Of how many numbers one file of the vocabulary has the words: few, since of rare words few are asked for."""

FIRSTS = 64
"""Of how many shards one file has the numbers of their first tokens."""

_READ = 64
"""For how many shards the words of a segment are read at once."""

_BESIDE = 4
"""About how many bytes a word takes in each segment beside its places."""

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
        """Return the numbers of words, new ones for those that are not known.

        >>> lexicon = Lexicon(["town"])
        >>> lexicon.numbers(["town", "harbour", "town"]).tolist()
        [0, 1, 0]
        """
        for word in words:
            if word not in self._numbers:
                self._numbers[word] = len(self._numbers)
        return np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))

    def in_order(self, numbers: Sequence[Places]) -> tuple[list[str], list[Places]]:
        """Return the words that have one of the numbers, in the order of Unicode, and each number's place in it.

        >>> lexicon = Lexicon(["town", "sea", "harbour"])
        >>> lexicon.in_order([lexicon.numbers(["town", "harbour"])])[0]
        ['harbour', 'town']
        """
        is_used = np.zeros(len(self._numbers), bool)
        for each in numbers:
            is_used[each] = True
        words = sorted(compress(self._numbers, is_used.tolist()))
        place_of = np.zeros(len(self._numbers), np.int32)
        place_of[np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))] = np.arange(len(words))
        return words, [place_of[each] for each in numbers]


class Vocabulary:
    """The words of some segments, in the order of Unicode.

    ``places`` has for each segment an array with the place of each of its words among all, ``numbers`` has for each
    word its number (see :mod:`corpustools.search.numbering`), and ``shards`` are the stretches that it is stored in.
    """

    def __init__(self, segments: Sequence[Words], words: Sequence[str], places: Sequence[Places]) -> None:
        self.words, self.places = words, places
        self._segments = segments
        of_words = digests(words)
        self.numbers = numbered(self._sum(np.diff(segment.firsts) for segment in segments), of_words)
        # Without what a word shares with the one before: that is another where a word comes between.
        sizes = self._sum(segment.starts[1:] - segment.bodies + _BESIDE for segment in segments)
        self.shards = shards_of(words, sizes, of_words)

    def _sum(self, columns: Iterable[NDArray[np.int32]]) -> Numbers:
        """Add up what is known of the words of each segment."""
        total = np.zeros(len(self.words), np.int64)
        for places, column in zip(self.places, columns, strict=True):
            total[places] += column
        return total

    @property
    def most_numbers(self) -> int:
        """One more than the highest number that a word has."""
        return int(self.numbers.max(initial=-1)) + 1

    @property
    def number_of_files(self) -> int:
        """How many files :meth:`files` yields."""
        return -(-self.most_numbers // NUMBERS)

    @cached_property
    def kept(self) -> Numbers:
        """How often each word is in articles."""
        return self._sum(segment.kept for segment in self._segments)

    def files(self, without: Container[int] = ()) -> Iterator[tuple[int, bytes]]:
        """Yield the words in the order of their numbers, each with its frequency in articles, in files with numbers.

        Of a number that no word has, the word is empty.
        """
        by_number = np.full(self.most_numbers, -1, np.int64)
        by_number[self.numbers] = np.arange(len(self.words))
        for file, at in enumerate(range(0, len(by_number), NUMBERS)):
            if file not in without:
                own = by_number[at : at + NUMBERS]
                numbers = zip(own.tolist(), self.kept[own].tolist(), strict=True)
                entries = (
                    b"\0\0" if word < 0 else text(self.words[word]) + varint(frequency) for word, frequency in numbers
                )
                yield file, b"".join(entries)

    def places_of_words(self, shards: Sequence[Shard]) -> Iterator[bytes]:
        """Yield the bytes of some shards: for each segment its words there with their places, behind their length."""
        edges = np.array([(shard.first, shard.last) for shard in shards], np.int64).reshape(-1, 2)
        of_segments = (self._within(*each, edges) for each in zip(self._segments, self.places, strict=True))
        return map(b"".join, zip(*of_segments, strict=True))

    def _within(self, segment: Words, places: Places, edges: Numbers) -> Iterator[bytes]:
        """Yield what a segment gives to each shard; the first of its words there is written with all its bytes."""
        bounds = np.searchsorted(places, edges)
        if not len(places):
            yield from [b"\0"] * len(edges)
            return
        firsts = np.minimum(bounds[:, 0], len(places) - 1)
        begins, ends = segment.bodies[firsts], segment.starts[bounds[:, 1]]
        has_words = bounds[:, 0] < bounds[:, 1]
        for at in range(0, len(edges), _READ):
            own = slice(at, at + _READ)
            start = int(begins[own].min())
            data = segment.coded[start : max(start, int(ends[own].max()))]
            columns = has_words[own], places[firsts[own]], begins[own] - start, ends[own] - start
            for is_here, place, begin, end in zip(*(column.tolist() for column in columns), strict=True):
                entries = b"\0" + text(self.words[place]) + data[begin:end] if is_here else b""
                yield varint(len(entries)) + entries

    def first_tokens(self) -> Iterator[bytes]:
        """Yield, for some shards each, which number the first token of each segment has that is in the shard."""
        within = np.array([shard.first for shard in self.shards], np.int64)
        columns = [
            segment.firsts[np.searchsorted(places, within)]
            for segment, places in zip(self._segments, self.places, strict=True)
        ]
        table = np.array(columns, np.int64).T
        for at in range(0, len(self.shards), FIRSTS):
            yield varints(table[at : at + FIRSTS].reshape(-1))[0]

    @cached_property
    def endings(self) -> list[tuple[Shard, bytes]]:
        """Shards of all words, turned round and in the order of Unicode.

        Each word is written without what it shares with the one before, the first with all its bytes.
        """
        words = sorted([word[::-1] for word in self.words])
        coded = [word.encode("utf-8", "replace") for word in words]
        sizes = np.fromiter(map(len, coded), np.int64, len(coded)) + _BESIDE
        shards = shards_of(words, sizes, digests(words))
        return [(shard, b"".join(front_coded_all(coded[shard.first : shard.last]))) for shard in shards]
