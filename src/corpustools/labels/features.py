"""What can be measured of the lines of a page without knowing any language, page or site.

Every number is a count, a share of two counts, or a capped distance, so that it is the same on every machine.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpustools.labels import characters as c
from corpustools.labels import lexicon as x
from corpustools.labels.characters import character_classes, codes, word_keys
from corpustools.model.draft import DraftBlock
from corpustools.text.sentences import CLOSING, SENTENCE_END

Numbers = NDArray[np.float64]
_OPENING_MARKS = frozenset("\"“„«»‘'「『")
_BULLETS = frozenset("•‣▪●◦·*-–—■►▸")
_WORD_FLAGS = np.array((x.FUNCTION, x.ADDRESS, x.INTERFACE, x.CALENDAR, x.NETWORK, x.NOTICE, x.BYLINE, x.YEAR))[:, None]
_MARK_FLAGS = np.array((c.UPPER, c.DIGIT, c.PAUSE, c.QUOTE, c.BRACKET, c.BAR, c.SIGN, c.WIDE_STOP), np.uint16)[:, None]
_MARKS = c.STOP | int(_MARK_FLAGS.sum())


class Line(NamedTuple):
    """What the features are measured of: a line's shown text, blank lines before it, its indentation.

    >>> page = Page([Line("Menu", gap=0), Line("The town is quiet.")], x.Lexicon({}))
    >>> page.number, page.size.tolist()
    (2, [1.0, 4.0])
    """

    text: str
    gap: int = 1
    indent: int = 0


_TEXT, _GAP, _INDENT = attrgetter("text"), attrgetter("gap"), attrgetter("indent")


class Page:
    """The lines of one page as arrays: characters, words, and the line that each is in."""

    def __init__(self, lines: Sequence[Line | DraftBlock], lexicon: x.Lexicon) -> None:
        self.lines = lines
        self.number = len(lines)
        self.texts = list(map(_TEXT, lines))
        text = "\n".join(self.texts)
        self.code = codes(text)
        self.kind = character_classes().take(self.code)
        lengths = np.fromiter(map(len, self.texts), np.int64, self.number)
        self.edges = np.zeros(self.number + 1, np.int64)
        np.cumsum(lengths + 1, out=self.edges[1:])
        self.lengths = lengths
        is_unspaced = (self.kind & c.UNSPACED) > 0
        spaced = ((self.kind & (c.LETTER | c.DIGIT)) > 0) & ~is_unspaced
        padded = np.zeros(len(spaced) + 2, np.bool_)
        padded[1:-1] = spaced
        change = np.flatnonzero(padded[1:] != padded[:-1])
        self.word_starts, self.word_ends = change[::2], change[1::2]
        # Where a text is not ASCII, most of its lines are, and their small letters are found at once.
        lowered = text.lower() if text.isascii() else "\n".join(map(str.lower, self.texts))
        if len(lowered) != len(text):
            lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
        self.word_line = self.edges.searchsorted(self.word_starts, "right") - 1
        # The lines that have words, and the first word of each: words stand in the order of lines.
        words_of = np.bincount(self.word_line, minlength=self.number)
        self._worded = np.flatnonzero(words_of)
        self._first_words = (words_of.cumsum() - words_of)[self._worded]
        self.unspaced = self.per_character(is_unspaced)
        self.spaced_words = words_of.astype(float)
        self.size = self.spaced_words + np.ceil(self.unspaced / 2)
        # Words are told apart by their numbers; what a word is by itself is looked up once for each different word.
        known, self.word = numbered(word_keys(codes(lowered), self.word_starts, self.word_ends))
        classes, odds = lexicon.look_up(known)
        self.classes, self.odds = classes[self.word], odds[self.word]

    def per_character(self, flags: NDArray[np.bool_]) -> Numbers:
        """Count flagged characters by line.

        >>> page = Page([Line("A1"), Line("B22")], x.Lexicon({}))
        >>> page.per_character((page.kind & c.DIGIT) > 0).tolist()
        [1.0, 2.0]
        """
        if not flags.any():
            return np.zeros(self.number)
        total = np.zeros(len(flags) + 1, np.int64)
        flags.cumsum(out=total[1:])
        counts: Numbers = (total[np.minimum(self.edges[1:], len(flags))] - total[self.edges[:-1]]).astype(float)
        return counts

    def count_marks(self, marks: NDArray[np.bool_], among: NDArray[np.intp]) -> Numbers:
        """Count by line, in a row for each kind, those characters at the places ``among`` that are of the kind."""
        line = self.edges.searchsorted(among, "right") - 1
        key = (line + np.arange(len(marks))[:, None] * self.number)[marks]
        return np.bincount(key, minlength=len(marks) * self.number).reshape(len(marks), -1).astype(float)

    def per_word(self, weights: Numbers) -> Numbers:
        """Sum weights of words by line; each row holds one kind of weights.

        >>> page = Page([Line("one two"), Line("three")], x.Lexicon({}))
        >>> page.per_word(np.array([[1.0, 2.0, 5.0]])).tolist(), page.most(np.array([[1.0, 2.0, 5.0]])).tolist()
        ([[3.0, 5.0]], [[2.0, 5.0]])
        """
        found = np.zeros((len(weights), self.number))
        if len(self.word):
            found[:, self._worded] = np.add.reduceat(weights, self._first_words, 1)
        return found

    def most(self, weights: Numbers) -> Numbers:
        """Return, row by row, the greatest weight of a word in each line, or 0 where no word has more."""
        found = np.zeros((len(weights), self.number))
        if len(self.word):
            found[:, self._worded] = np.maximum(np.maximum.reduceat(weights, self._first_words, 1), 0.0)
        return found


def summed(group: NDArray[np.int64], weights: NDArray[Any], number: int) -> Numbers:
    """Sum weights by group; groups are numbered from 0.

    >>> summed(np.array([0, 0, 2]), np.array([1, 2, 4]), 3).tolist()
    [3.0, 0.0, 4.0]
    """
    sums: Numbers = np.asarray(np.bincount(group, weights, number), float)
    return sums


def distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each key once, in order; :func:`numpy.unique` looks for more than that and takes twice the time.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(keys)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def numbered(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return each key once, in order, and the number among those of each.

    >>> [found.tolist() for found in numbered(np.array([3, 1, 3], np.uint64))]
    [[1, 3], [1, 0, 1]]
    """
    order = keys.argsort()
    ordered = keys[order]
    first = np.ones(len(keys), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    number = np.empty(len(keys), np.int64)
    number[order] = first.cumsum() - 1
    return ordered[first], number


def within(values: NDArray[Any], least: int, most: int) -> NDArray[Any]:
    """Cap values at both ends; :func:`numpy.clip` does it in three times the time.

    >>> within(np.array([-9, 2, 9]), -5, 5).tolist()
    [-5, 2, 5]
    """
    capped: NDArray[Any] = np.minimum(np.maximum(values, least), most)
    return capped


def share(part: Numbers, whole: Numbers, empty: float = 0.0) -> Numbers:
    """Divide counts; ``empty`` where there is nothing to divide by.

    >>> share(np.array([1.0, 3.0]), np.array([4.0, 0.0]), empty=-1.0).tolist()
    [0.25, -1.0]
    """
    shares = np.empty(part.shape)
    shares.fill(empty)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def own_features(page: Page) -> dict[str, Numbers]:
    """Measure each line by itself.

    >>> found = own_features(Page([Line("Menu"), Line("It is quiet, she said.")], x.Lexicon({})))
    >>> found["words"].tolist(), found["sentences"].tolist()
    ([1.0, 5.0], [0.0, 1.0])
    """
    kind, n = page.kind, page.size
    # One character in eight is a capital, a digit or a mark: those are looked at again, the others are not.
    places = np.flatnonzero(kind & _MARKS)
    at = kind[places]
    marks = (at & _MARK_FLAGS) > 0
    followed = np.append(kind, np.uint16(c.AFTER))[places + 1] & c.AFTER > 0
    marks[-1] |= ((at & c.STOP) > 0) & followed
    upper, digits, pauses, quotes, brackets, bars, signs, sentences = page.count_marks(marks, places)
    letters = page.per_character((kind & c.LETTER) > 0)
    characters = page.lengths.astype(float)
    texts = page.texts
    ends = np.fromiter(map(_FINALS.__getitem__, [text.rstrip(_TRIMMED)[-1:] for text in texts]), np.int64, page.number)
    opens = np.fromiter(map(_FIRSTS.__getitem__, [text[:1] for text in texts]), np.int64, page.number)
    sentence, question, colon, comma, cry = _flags(ends, 5)
    small, digit, quote, bullet = _flags(opens, 4)
    folded = [text.casefold() for text in texts]
    times = Counter(folded)

    length = (page.word_ends - page.word_starts).astype(np.float64)
    opening = kind[page.word_starts]
    weights = np.empty((len(_WORD_FLAGS) + 6, len(length)))
    weights[:-6] = (page.classes & _WORD_FLAGS) > 0
    weights[-6] = capital = (opening & c.UPPER) > 0
    weights[-5] = page.odds != 0
    weights[-4] = long = (length >= 4) & ((opening & c.LETTER) > 0)
    weights[-3] = long & capital
    weights[-2], weights[-1] = length, page.odds
    sums = page.per_word(weights)
    *_, years, _capitals, known, long_words, long_capitals, in_words, odds = sums
    words = page.spaced_words
    function = share(sums[0], words, 0.3)
    address, interfaces, dates, networks, notices, bylines, _, with_capitals, share_known = share(sums[1:10], words)
    longest, furniture, articles = page.most(np.array([length, page.odds, -page.odds]))
    gaps = np.minimum(np.fromiter(map(_GAP, page.lines), float, page.number), 4)
    return {
        "words": n,
        "characters": characters,
        "ends as a sentence": sentence,
        "ends with a question": question,
        "ends with a colon": colon,
        "ends with a comma": comma,
        "ends with an exclamation": cry,
        "ends with dots": np.array([text.rstrip().endswith(("...", "…")) for text in texts], float),
        "sentences": sentences,
        "words per sentence": share(n, sentences, 99.0),
        "commas to a word": share(pauses, n),
        "opens small": small,
        "opens with a digit": digit,
        "opens with a quotation mark": quote,
        "opens with a bullet": bullet,
        "long words with capitals": share(long_capitals, long_words),
        "words with capitals": with_capitals,
        "letters in capitals": share(upper, letters),
        "digits to a character": share(digits, characters),
        "digits": digits,
        "letters to a word": share(in_words, words, 2.0),
        "longest word": longest,
        "function words": function,
        "words of address": address,
        "words of interfaces": interfaces,
        "words of dates": dates,
        "words of networks": networks,
        "words of notices": notices,
        "words of bylines": bylines,
        "years": years,
        "quotation marks": quotes,
        "brackets": brackets,
        "bars and bullets": bars,
        "signs": signs,
        "scripts without spaces": share(page.unspaced, letters),
        "times the line stands on the page": np.fromiter(map(times.__getitem__, folded), float, page.number),
        "blank lines before": gaps,
        "indentation": np.minimum(np.fromiter(map(_INDENT, page.lines), float, page.number), 40),
        "words of furniture": share(odds, known),
        "strongest word of furniture": furniture,
        "strongest word of articles": articles,
        "known words": share_known,
        "blank lines after": np.append(gaps[1:], 4.0),
    }


def _flags(numbers: NDArray[np.int64], size: int) -> Numbers:
    """Return, in a row for each bit, whether it is set in each number: 1 or 0."""
    return (numbers >> np.arange(size)[:, None] & 1).astype(float)


class _Known(dict[str, int]):
    """What is true of a character, a bit for each question; it is found out when it is first asked for."""

    def __init__(self, ask: Callable[[str], tuple[bool, ...]]) -> None:
        super().__init__({"": 0})
        self._ask = ask

    def __missing__(self, mark: str) -> int:
        flags = self[mark] = sum(1 << bit for bit, holds in enumerate(self._ask(mark)) if holds)
        return flags


_FINALS = _Known(lambda mark: tuple(mark in marks for marks in (SENTENCE_END, "?？؟", ":：", ",;、，،", "!！")))
"""Whether the last character of a line ends a sentence, is a question mark, a colon, a comma, an exclamation mark."""
_FIRSTS = _Known(lambda mark: (mark.islower(), mark.isdigit(), mark in _OPENING_MARKS, mark in _BULLETS))
"""Whether the first character of a line is a small letter, a digit, a quotation mark, a bullet."""

_TRIMMED = CLOSING + " \t\xa0"
