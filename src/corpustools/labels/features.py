"""What can be measured of the lines of a page without knowing any language, page or site.

Every number is a count, a share of two counts, or a capped distance, so that it is the same on every machine.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpustools.labels import characters as c
from corpustools.labels import lexicon as x
from corpustools.labels.characters import character_classes, codes
from corpustools.model.draft import DraftBlock
from corpustools.text.sentences import CLOSING, SENTENCE_END

Numbers = NDArray[np.float64]
_OPENING_MARKS = frozenset("\"“„«»‘'「『")
_BULLETS = frozenset("•‣▪●◦·*-–—■►▸")
_SPACE = np.uint32(32)
_CLASSES = dict(x.WORD_CLASSES)
_COUNTED = {
    "upper": c.UPPER,
    "digit": c.DIGIT,
    "pause": c.PAUSE,
    "quote": c.QUOTE,
    "bracket": c.BRACKET,
    "bar": c.BAR,
    "sign": c.SIGN,
}
_MARKS = c.STOP | c.WIDE_STOP | sum(_COUNTED.values())


class Line(NamedTuple):
    """What the features are measured of: a line's shown text, blank lines before it, its indentation."""

    text: str
    gap: int = 1
    indent: int = 0


class Page:
    """The lines of one page as arrays: characters, words, and the line that each is in."""

    def __init__(self, lines: Sequence[Line | DraftBlock], vocabulary: Mapping[str, int]) -> None:
        self.lines = lines
        self.number = len(lines)
        self.texts = [line.text for line in lines]
        text = "\n".join(self.texts)
        self.code = codes(text)
        self.kind = character_classes().take(self.code)
        lengths = np.fromiter(map(len, self.texts), np.int64, self.number)
        self.edges = np.concatenate([[0], np.cumsum(lengths + 1)])
        self.lengths = lengths
        is_unspaced = (self.kind & c.UNSPACED) > 0
        spaced = ((self.kind & (c.LETTER | c.DIGIT)) > 0) & ~is_unspaced
        padded = np.zeros(len(spaced) + 2, np.bool_)
        padded[1:-1] = spaced
        change = np.flatnonzero(padded[1:] != padded[:-1])
        self.word_starts, self.word_ends = change[::2], change[1::2]
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
        # All but the letters and digits of spaced scripts is made a space, so that one split gives the words.
        words = np.where(spaced, codes(lowered), _SPACE)
        self.words = words.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").split()
        self.word_line = np.searchsorted(self.edges, self.word_starts, "right") - 1
        # The lines that have words, and the first word of each: words stand in the order of lines.
        self._worded = np.flatnonzero(np.diff(self.word_line, prepend=-1))
        self.unspaced = self.per_character(is_unspaced)
        self.spaced_words = self.per_word(np.ones(len(self.words)))
        self.size = self.spaced_words + np.ceil(self.unspaced / 2)
        # What a word is by itself is looked up once for each different word.
        known: dict[str, int] = defaultdict(count().__next__)
        self.word = np.fromiter(map(known.__getitem__, self.words), np.int64, len(self.words))
        self.classes = np.fromiter(map(_CLASSES.get, known, repeat(0)), np.int64, len(known))[self.word]
        self.odds = np.fromiter(map(vocabulary.get, known, repeat(0)), float, len(known))[self.word]
        years = np.zeros(len(known), np.bool_)
        years[[place for word, place in known.items() if len(word) == 4 and is_year(word)]] = True
        self.is_year = years[self.word]

    def per_character(self, flags: NDArray[np.bool_]) -> Numbers:
        """Count flagged characters by line."""
        if not flags.any():
            return np.zeros(self.number)
        total = np.concatenate([[0], np.cumsum(flags)])
        counts: Numbers = (total[np.minimum(self.edges[1:], len(flags))] - total[self.edges[:-1]]).astype(float)
        return counts

    def count_marks(self, marks: Sequence[NDArray[np.bool_]], among: NDArray[np.intp]) -> list[Numbers]:
        """Count by line, for each kind of marks, those characters at the places ``among`` that are of the kind."""
        line = np.searchsorted(self.edges, among, "right") - 1
        return [np.bincount(line[of_kind], minlength=self.number).astype(float) for of_kind in marks]

    def per_word(self, weights: NDArray[Any]) -> Numbers:
        """Sum weights of words by line."""
        return summed(self.word_line, weights, self.number)

    def most(self, weights: Numbers) -> Numbers:
        """Return the greatest weight of a word in each line, or 0 where no word has more."""
        found = np.zeros(self.number)
        if len(weights):
            greatest = np.maximum.reduceat(weights, self._worded)
            found[self.word_line[self._worded]] = np.maximum(greatest, 0.0)
        return found


def summed(group: NDArray[np.int64], weights: NDArray[Any], number: int) -> Numbers:
    """Sum weights by group; groups are numbered from 0.

    >>> summed(np.array([0, 0, 2]), np.array([1, 2, 4]), 3).tolist()
    [3.0, 0.0, 4.0]
    """
    sums: Numbers = np.asarray(np.bincount(group, weights, number), float)
    return sums


def is_year(word: str) -> bool:
    """Whether a word can be a year of our time: 1900 to 2099.

    >>> is_year("2015"), is_year("1066"), is_year("20th")
    (True, False, False)
    """
    return len(word) == 4 and word[:2] in ("19", "20") and word.isdecimal()


def share(part: Numbers, whole: Numbers, empty: float = 0.0) -> Numbers:
    """Divide counts; ``empty`` where there is nothing to divide by."""
    shares = np.empty(len(part))
    shares.fill(empty)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def own_features(page: Page) -> dict[str, Numbers]:
    """Measure each line by itself."""
    kind, n = page.kind, page.size
    # One character in eight is a capital, a digit or a mark: those are looked at again, the others are not.
    places = np.flatnonzero(kind & _MARKS)
    at = kind[places]
    stops = (at & c.STOP) > 0
    ends = ((at & c.WIDE_STOP) > 0) | (stops & (np.append(kind, c.AFTER)[places + 1] & c.AFTER > 0))
    counted = page.count_marks([*((at & flag) > 0 for flag in _COUNTED.values()), ends], places)
    sentences = counted.pop()
    number_of = dict(zip(_COUNTED, counted, strict=True))
    number_of["letter"] = page.per_character((kind & c.LETTER) > 0)
    finals = np.fromiter((_final(text.rstrip(_TRIMMED)[-1:]) for text in page.texts), np.int64, page.number)
    firsts = np.fromiter((_first(text[:1]) for text in page.texts), np.int64, page.number)
    flags = page.classes
    length = (page.word_ends - page.word_starts).astype(np.float64)
    capital = (kind[page.word_starts] & c.UPPER) > 0
    long = (length >= 4) & ((kind[page.word_starts] & c.LETTER) > 0)
    words = page.spaced_words
    seen: dict[str, int] = {}
    folded = [text.casefold() for text in page.texts]
    for text in folded:
        seen[text] = seen.get(text, 0) + 1

    own = {
        "words": n,
        "characters": page.lengths.astype(float),
        "ends as a sentence": _have(finals, _END),
        "ends with a question": _have(finals, _QUESTION),
        "ends with a colon": _have(finals, _COLON),
        "ends with a comma": _have(finals, _COMMA),
        "ends with an exclamation": _have(finals, _CRY),
        "ends with dots": np.array([text.rstrip().endswith(("...", "…")) for text in page.texts], float),
        "sentences": sentences,
        "words to a sentence": share(n, sentences, 99.0),
        "commas to a word": share(number_of["pause"], n),
        "opens small": _have(firsts, _SMALL),
        "opens with a digit": _have(firsts, _DIGIT),
        "opens with a quotation mark": _have(firsts, _QUOTE),
        "opens with a bullet": _have(firsts, _BULLET),
        "long words with capitals": share(page.per_word(long & capital), page.per_word(long)),
        "words with capitals": share(page.per_word(capital), words),
        "letters in capitals": share(number_of["upper"], number_of["letter"]),
        "digits to a character": share(number_of["digit"], page.lengths.astype(float)),
        "digits": number_of["digit"],
        "letters to a word": share(page.per_word(length), words, 2.0),
        "longest word": page.most(length),
        "function words": share(page.per_word((flags & x.FUNCTION) > 0), words, 0.3),
        "words of address": share(page.per_word((flags & x.ADDRESS) > 0), words),
        "words of interfaces": share(page.per_word((flags & x.INTERFACE) > 0), words),
        "words of dates": share(page.per_word((flags & x.CALENDAR) > 0), words),
        "words of networks": share(page.per_word((flags & x.NETWORK) > 0), words),
        "words of notices": share(page.per_word((flags & x.NOTICE) > 0), words),
        "words of bylines": share(page.per_word((flags & x.BYLINE) > 0), words),
        "years": page.per_word(page.is_year),
        "quotation marks": number_of["quote"],
        "brackets": number_of["bracket"],
        "bars and bullets": number_of["bar"],
        "signs": number_of["sign"],
        "scripts without spaces": share(page.unspaced, number_of["letter"]),
        "times the line stands on the page": np.array([seen[text] for text in folded], float),
        "blank lines before": np.array([min(line.gap, 4) for line in page.lines], float),
        "indentation": np.array([min(line.indent, 40) for line in page.lines], float),
    }
    odds = page.odds
    known = page.per_word(odds != 0)
    own |= {
        "words of furniture": share(page.per_word(odds), known),
        "strongest word of furniture": page.most(odds),
        "strongest word of articles": page.most(-odds),
        "known words": share(known, words),
    }
    own["blank lines after"] = np.concatenate([own["blank lines before"][1:], [4.0]])
    return own


_END, _QUESTION, _COLON, _COMMA, _CRY = (1 << bit for bit in range(5))
_SMALL, _DIGIT, _QUOTE, _BULLET = (1 << bit for bit in range(4))


@lru_cache(maxsize=1024)
def _final(mark: str) -> int:
    """Return what is true of a line's last character; none is nothing."""
    kinds = (SENTENCE_END, "?？؟", ":：", ",;、，،", "!！")
    return sum(1 << bit for bit, marks in enumerate(kinds) if mark and mark in marks)


@lru_cache(maxsize=1024)
def _first(mark: str) -> int:
    """Return what is true of a line's first character."""
    kinds = (mark.islower(), mark.isdigit(), mark in _OPENING_MARKS, mark in _BULLETS)
    return sum(1 << bit for bit, holds in enumerate(kinds) if holds)


def _have(flags: NDArray[np.int64], flag: int) -> Numbers:
    """Say of each line whether it has the flag: 1 or 0."""
    return ((flags & flag) > 0).astype(float)


_TRIMMED = CLOSING + " \t\xa0"
