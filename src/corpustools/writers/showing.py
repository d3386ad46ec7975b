"""Which words of a document are shown where its text may not be: those that say facts, and short passages."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpustools.model.document import Block, Document
from corpustools.model.mention import Place
from corpustools.model.span import BODY, Label
from corpustools.text.sentences import SENTENCE_END
from corpustools.text.tokens import tokens

LONGEST_RUN = 7
"""How many words in a row are shown at most, but for a headline and the passages of ``snippets``."""

LONGEST_HEADLINE = 30
"""How many words of a headline are shown. It is a title, by which a document is cited; what is longer may be none."""

WITHHELD_PER_SHOWN = 3
"""How many words at least are withheld for each that a passage shows."""


class ShownWords:
    """Which tokens of a document, in the order of its text as read, are shown.

    >>> import corpustools
    >>> page = corpustools.read("The town is quiet today, and nobody knows for how long it will be so, said Jane Roe.")
    >>> shown = ShownWords(page)
    >>> shown.add(75, 83)
    >>> [page.text[start:end] for start, end in shown.withheld()]
    ['The town is quiet today, and nobody knows for how long it will be so, said']
    >>> shown.add_passages(3)
    >>> [page.text[start:end] for start, end in shown.withheld()]
    ['quiet today, and nobody knows for how long it will be so, said']
    >>> shown.between(75, 83)
    (16, 18)
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = tokens(document.text)
        self.starts = [start for start, _ in self.tokens]
        self.ends = [end for _, end in self.tokens]
        self.is_shown = bytearray(len(self.tokens))
        self.repaired = [repair.end for repair in document.repairs]
        # A headline does not make runs of names beside it longer.
        self.is_headline = bytearray(len(self.tokens))
        for block in document.labelled(Label.HEADLINE):
            first, last = self.between(block.start, block.end)
            for token in range(first, min(last, first + LONGEST_HEADLINE)):
                self.is_shown[token] = self.is_headline[token] = 1

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token that ends after ``start`` and the first that begins at ``end`` or later."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def add(self, start: int, end: int) -> None:
        """Show the words between two offsets, unless they are many, or make many with those beside them."""
        first, last = self.between(start, end)
        if self._run(first, last) <= LONGEST_RUN:
            self._show(first, last)

    def _show(self, first: int, last: int) -> None:
        self.is_shown[first:last] = b"\1" * (last - first)

    def _run(self, first: int, last: int) -> int:
        """Return how many words in a row would be shown with these."""
        left, right = first, last
        while left > 0 and self._counts(left - 1):
            left -= 1
        while right < len(self.tokens) and self._counts(right):
            right += 1
        return right - left

    def _counts(self, token: int) -> bool:
        return bool(self.is_shown[token]) and not self.is_headline[token]

    def add_passages(self, words: int) -> None:
        """Show the first words of sentences of the running text, each passage after enough that is withheld."""
        ranges = [self.between(block.start, block.end) for block in self.document.blocks if block.label in BODY]
        left = sum(last - first for first, last in ranges) // (WITHHELD_PER_SHOWN + 1)
        owed = 0
        for first, last in ranges:
            at = first
            while at < last:
                length = 0
                if owed <= 0 < left and (at == first or self._opens_sentence(at)):
                    length = min(words, left, last - at)
                    while length > 0 and self._run(at, at + length) > words:
                        length -= 1
                    self._show(at, at + length)
                    left -= length
                owed = WITHHELD_PER_SHOWN * length if length else owed - 1
                at += max(length, 1)

    def _opens_sentence(self, token: int) -> bool:
        return not SENTENCE_END.isdisjoint(self.document.text[self.ends[token - 1] : self.starts[token]])

    def withheld(self) -> Iterator[Place]:
        """Yield where words are withheld, in order: no place reaches over the edge of a block or cuts a repair."""
        for block in self.document.blocks:
            if block.reading.strip():
                yield from _joined(self._withheld_in(block))

    def _withheld_in(self, block: Block) -> Iterator[Place]:
        """Yield where words in a row are withheld in a block; one place may reach into the next."""
        for is_shown, row in groupby(range(*self.between(block.start, block.end)), self.is_shown.__getitem__):
            if not is_shown:
                first, *others = row
                last = others[-1] if others else first
                yield self._whole(max(self.starts[first], block.start), min(self.ends[last], block.end))

    def _whole(self, start: int, end: int) -> Place:
        """Take repairs whole, and signs where they stand on both sides and there is no room for the spaces."""
        text = self.document.text
        if is_sign(text[start - 1 : start]) and is_sign(text[end : end + 1]):
            while is_sign(text[start - 1 : start]):
                start -= 1
            while is_sign(text[end : end + 1]):
                end += 1
        for repair in self.document.repairs[bisect_right(self.repaired, start) :]:
            if repair.start >= end:
                break
            start, end = min(start, repair.start), max(end, repair.end)
        return start, end


def _joined(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places, those as one that touch or overlap."""
    joined: list[Place] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return iter(joined)


def is_sign(character: str) -> bool:
    """Whether this is a sign of punctuation, or the like: neither a letter or digit nor white space.

    >>> is_sign("”"), is_sign("a"), is_sign(" "), is_sign("")
    (True, False, False, False)
    """
    return bool(character) and not character.isalnum() and not character.isspace()
