"""What is kept of a document so that its lines can be counted: eight bytes for each, and which are its main block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.context import best_run
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_DIGIT = re.compile(r"\d")
_LONG = 12
# Thai and verse have no stops; a line of this length is no menu entry either.
_LONG_WITHOUT_A_STOP = 40
# What a line costs in the main block: the words that it must bring to pay for being in it.
_COST = 10.0
_WIDTH = 8
_SAMPLE = 12
_LEADERS = 8


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that tell a line from others, whatever its case, its spaces and its numbers.

    >>> fingerprint("Read  12 comments") == fingerprint("read 37 comments")
    True
    >>> fingerprint("Read 3 comments") == fingerprint("Read 37 comments")
    False
    """
    folded = " ".join(_DIGIT.sub("0", text.casefold()).split())
    return blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=_WIDTH).hexdigest()


def has_letters(text: str) -> bool:
    """Whether a line says anything that could be its source's own: a number or a sign alone recurs everywhere.

    >>> has_letters("• 2 h"), has_letters("37"), has_letters("* * *")
    (True, False, False)
    """
    return any(map(str.isalpha, text))


def is_long(text: str, size: int) -> bool:
    """Whether a line of ``size`` words may be a sentence of running text: 12 words with a stop, or 40 without.

    >>> is_long("The town is quiet today.", 5), is_long("word " * 12 + "and no stop", 15), is_long("word " * 40, 40)
    (False, False, True)
    """
    return size >= _LONG and (size >= _LONG_WITHOUT_A_STOP or ends_sentence(text))


def main_block(sizes: Sequence[int], long: Sequence[bool]) -> range:
    """Return the places of the lines from the first to the last of the page's densest run of long lines.

    Each line costs ten words and brings its own, a line that is not long a quarter of them; the run that gains
    most is the main block. There is none where no line is worth its cost.

    >>> main_block([2, 3, 40, 2, 30, 3, 2, 2, 20], [False, False, True, False, True, False, False, False, True])
    range(2, 5)
    >>> main_block([2, 3], [False, False])
    range(0, 0)
    """
    gain = np.array([size if is_long else size / 4 for size, is_long in zip(sizes, long, strict=True)]) - _COST
    if not len(gain) or gain.max() <= 0:
        return range(0)
    first, last = best_run(gain)
    return range(first, last + 1)


@dataclass(frozen=True, slots=True, order=True)
class Footprint:
    """The fingerprints of a document's lines, each once and in order, eight bytes for each.

    ``main`` has the long lines of its main block, ``long`` its other long lines, ``short`` the rest.

    >>> Footprint.of(["Subscribe", "37"]) == Footprint.of(["SUBSCRIBE", "Subscribe"])
    True
    """

    main: bytes = b""
    long: bytes = b""
    short: bytes = b""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Take the footprint of a document, given the texts of its blocks as label rules see them."""
        sizes = [count_words(text) for text in texts]
        long = [is_long(text, size) for text, size in zip(texts, sizes, strict=True)]
        inside = main_block(sizes, long)
        lines: list[set[bytes]] = [set(), set(), set()]
        for place, text in enumerate(texts):
            if has_letters(text):
                kind = 2 if not long[place] else 0 if place in inside else 1
                lines[kind].add(bytes.fromhex(fingerprint(text)))
        main, other, short = lines
        return cls(*(b"".join(sorted(kind)) for kind in (main, other - main, short)))

    @property
    def every(self) -> bytes:
        """The fingerprints of all lines.

        >>> len(Footprint.of(["Subscribe", "The town is quiet.", "Subscribe"]).every)
        16
        """
        return self.main + self.long + self.short


def numbers(prints: bytes) -> NDArray[np.uint64]:
    """Return fingerprints as numbers, which sort and compare fast.

    >>> numbers(bytes.fromhex("00000000000000ff")).tolist()
    [255]
    """
    return np.frombuffer(prints, ">u8").astype(np.uint64)


def owners(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Say of each fingerprint in a row which document it is of, given how many bytes each document has.

    >>> owners([16, 0, 8]).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(lengths)), np.array(lengths, np.int64) // _WIDTH)


def group_documents(documents: Sequence[Footprint]) -> list[int]:
    """Number the groups of documents that are near-duplicates, such as two crawls of one article.

    Two documents are near-duplicates if more than a third of the long lines in the main block of one stand
    somewhere in the other. Lines that are furniture for sure do not count: otherwise a page that holds little but
    a notice would make one group of all pages that have the notice.

    >>> body = [f"The {name} opened its books today, and nobody came to read them." for name in ("bank", "court")]
    >>> first, again = Footprint.of(["News", *body, "Subscribe"]), Footprint.of(["Related", *body])
    >>> other = Footprint.of(["News", "The town is quiet, and has been so for as long as anybody can remember."])
    >>> group_documents([first, other, again])
    [0, 1, 0]
    """
    # In the order of their contents, so that the answer does not depend on the order in which they came.
    order = sorted(range(len(documents)), key=documents.__getitem__)
    groups = _Groups([documents[place] for place in order])
    leaders = [0] * len(order)
    for place, original in enumerate(order):
        leaders[original] = groups.leader(place)
    known: dict[int, int] = {}
    return [known.setdefault(leader, len(known)) for leader in leaders]


class _Groups:
    """Documents and the long lines that stand in more than one of them, joined into groups."""

    def __init__(self, documents: Sequence[Footprint]) -> None:
        self._leader = list(range(len(documents)))
        self._sizes = [len(document.main) // _WIDTH for document in documents]
        self._main: list[set[int]] = [set() for _ in documents]
        self._long: list[set[int]] = [set() for _ in documents]
        holders = self._index(documents)
        furniture = [line for line, places in holders.items() if self._stand_apart(places)]
        for line in furniture:
            for place in holders.pop(line):
                if line in self._main[place]:
                    self._main[place].remove(line)
                    self._sizes[place] -= 1
        for places in holders.values():
            self._join(places)

    def _index(self, documents: Sequence[Footprint]) -> dict[int, list[int]]:
        """Return the documents that hold each line, of lines that two hold and that are in a main block."""
        rows = [document.main + document.long for document in documents]
        owner = owners([len(row) for row in rows])
        _, line, count = np.unique(numbers(b"".join(rows)), return_inverse=True, return_counts=True)
        shared = np.flatnonzero(count[line] > 1)
        # Within a document those of the main block come first.
        starts = np.searchsorted(owner, np.arange(len(documents)))
        holders: dict[int, list[int]] = {}
        mains: set[int] = set()
        for at, what, place in zip(shared.tolist(), line[shared].tolist(), owner[shared].tolist(), strict=True):
            holders.setdefault(what, []).append(place)
            self._long[place].add(what)
            if at - starts[place] < self._sizes[place]:
                self._main[place].add(what)
                mains.add(what)
        return {what: holders[what] for what in sorted(mains)}

    def _stand_apart(self, places: Sequence[int]) -> bool:
        """Whether three of the documents that hold a line share little else: then the line is furniture."""
        step = max(1, len(places) // _SAMPLE)
        apart: list[int] = []
        for place in places[::step]:
            if all(self._are_apart(place, other) for other in apart):
                apart.append(place)
                if len(apart) == 3:
                    return True
        return False

    def _are_apart(self, one: int, other: int) -> bool:
        return all(
            self._sizes[a] >= 2 and 2 * len(self._main[a] & self._long[b]) <= self._sizes[a]
            for a, b in ((one, other), (other, one))
        )

    def _are_alike(self, one: int, other: int) -> bool:
        return any(3 * len(self._main[a] & self._long[b]) > self._sizes[a] > 0 for a, b in ((one, other), (other, one)))

    def _join(self, places: Sequence[int]) -> None:
        """Join documents that hold a line with those they are near-duplicates of.

        Each is compared with a few leaders alone, so that a line in very many documents costs no more than
        so many times their number.
        """
        leaders: list[int] = []
        for place in places:
            if self.leader(place) in map(self.leader, leaders):
                continue
            like = next((leader for leader in leaders if self._are_alike(place, leader)), None)
            if like is not None:
                self._leader[self.leader(place)] = self.leader(like)
            elif len(leaders) < _LEADERS:
                leaders.append(place)

    def leader(self, place: int) -> int:
        """Return the document that stands for the group that the document at ``place`` is in."""
        while self._leader[place] != place:
            self._leader[place] = self._leader[self._leader[place]]
            place = self._leader[place]
        return place
