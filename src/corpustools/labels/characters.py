"""A page's characters as an array, and what each of them is."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpustools.text.sentences import CLOSING

UPPER, LOWER, DIGIT, LETTER, UNSPACED, STOP, WIDE_STOP, PAUSE, QUOTE, BRACKET, BAR, SIGN, AFTER = (
    1 << bit for bit in range(13)
)
"""What a character can be. A letter of a script that does not space its words is ``UNSPACED`` too; a wide stop ends a
sentence whatever follows, another one where it is followed by what can stand ``AFTER`` a sentence."""

_STOPS = ".!?…。！？؟۔।։።"
_WIDE_STOPS = "。！？"
_PAUSES = ",;、，،؛；"
_QUOTES = '"“”„«»「」『』‟'
_BRACKETS = "()[]{}（）【】"
_BARS = "|>›»/·•‣▪●◦◆■→▸►\\"
_SIGNS = "@#$%&*+=<^_~©®™€£¥"
_LAST = 0xFFFF
_BASE = 0x9E3779B97F4A7C15
_ROOM = 1 << 16


@cache
def character_classes() -> NDArray[np.uint16]:
    """Return the classes of each of the first 65,536 code points; letters beyond count as its last.

    >>> int(character_classes()[ord("é")]) == LOWER | LETTER
    True
    """
    table = np.zeros(_LAST + 1, np.uint16)
    kinds = {"Lu": UPPER | LETTER, "Lt": UPPER | LETTER, "Ll": LOWER | LETTER, "Nd": DIGIT}
    kinds |= dict.fromkeys(("Lm", "Lo", "Mn", "Mc"), LETTER)
    category = unicodedata.category
    table[:] = [kinds.get(category(chr(code)), 0) for code in range(_LAST + 1)]
    for first, last in ((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF)):
        table[first : last + 1] |= np.where(table[first : last + 1] & LETTER, UNSPACED, 0).astype(np.uint16)
    for first, last in ((0x4E00, 0x9FFF), (0xF900, 0xFAFF)):
        table[first : last + 1] |= UNSPACED
    for flag, listed in (
        (STOP, _STOPS),
        (WIDE_STOP, _WIDE_STOPS),
        (AFTER, " \t\n\xa0\u3000" + CLOSING),
        (PAUSE, _PAUSES),
        (QUOTE, _QUOTES),
        (BRACKET, _BRACKETS),
        (BAR, _BARS),
        (SIGN, _SIGNS),
    ):
        table[[ord(character) for character in listed]] |= flag
    table[_LAST] = LETTER | UNSPACED
    return table


def codes(text: str) -> NDArray[Any]:
    """Return the code points of a text, those past the table's end as its last.

    >>> codes("a😀").tolist()
    [97, 65535]
    """
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(found, _LAST)


def word_keys(code: NDArray[Any], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a number for each word of a text, which is the same for the same word wherever it stands.

    ``code`` are the text's code points, ``starts`` and ``ends`` those of its words. The numbers are polynomials of the
    code points (Karp and Rabin 1987), modulo 2^64: that two of a page's words share one is less likely than that the
    machine errs, and to make a string of each and look that up takes three times the time.

    >>> first, second, third = word_keys(codes("town to town"), np.array([0, 5, 8]), np.array([4, 7, 12])).tolist()
    >>> first == third, first == second
    (True, False)
    """
    keys = np.empty(len(starts), np.uint64)
    first = 0
    while first < len(starts):
        # As many words as have room, one at least.
        origin = starts[first]
        after = max(int(ends.searchsorted(origin + _ROOM, "right")), first + 1)
        begin, end = starts[first:after] - origin, ends[first:after] - origin
        powers, inverses = _powers(max(_ROOM, int(end[-1])))
        sums = np.zeros(end[-1] + 1, np.uint64)
        np.cumsum(code[origin : origin + end[-1]] * powers[: end[-1]], out=sums[1:])
        keys[first:after] = (sums.take(end) - sums.take(begin)) * inverses.take(begin)
        first = after
    return keys


@lru_cache(maxsize=1)
def _powers(number: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return so many powers of the polynomials' base, and those of its inverse, modulo 2^64."""
    powers, inverses = np.ones((2, number), np.uint64)
    powers[1:], inverses[1:] = _BASE, pow(_BASE, -1, 1 << 64)
    return np.multiply.accumulate(powers), np.multiply.accumulate(inverses)
