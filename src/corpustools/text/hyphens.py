"""Hyphens at line ends: whether a word was divided there, or is written with one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LINE_END = re.compile(r"[-\u2010\u00ad][^\S\n\r]*(?:\r\n|\n|\r)[^\S\n\r]*(?=[^\W\d_])")
_LEFT = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*\Z")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Division:
    """A hyphen between letters at a line end: the letters before and after it, and where the next line goes on."""

    hyphen: int
    following: int
    left: str
    right: str


def divisions(text: str) -> Iterator[Division]:
    r"""Yield the hyphens, hard or soft, that stand between letters at the end of a line.

    >>> list(divisions("the well-known mili-\n  tary - \n and"))
    [Division(hyphen=19, following=23, left='mili', right='tary')]
    """
    for found in _LINE_END.finditer(text):
        left = _LEFT.search(text[max(0, found.start() - _LONGEST) : found.start()])
        right = _WORD.match(text, found.end(), found.end() + _LONGEST)
        if left and right:
            yield Division(found.start(), found.end(), left[0], right[0])


class Spellings:
    r"""How the words of a text are spelled elsewhere in it; looked up once, and only if somebody asks.

    >>> spellings = Spellings("The well-known Militaryman and the mili-\ntary")
    >>> spellings.has("well-known"), spellings.has("militaryman"), spellings.has("mili"), spellings.has("tary")
    (True, True, False, False)
    """

    def __init__(self, text: str) -> None:
        """Remember the text; nothing is looked up yet."""
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        # The halves of divided words are no words.
        divided = [(found.start(), found.end()) for found in _LINE_END.finditer(self._text)]
        ends, starts = {end for end, _ in divided}, {start for _, start in divided}
        return frozenset(
            found[0].lower().replace("\u2010", "-")
            for found in _WORD.finditer(self._text)
            if found.end() not in ends and found.start() not in starts
        )

    def has(self, word: str) -> bool:
        """Whether the text writes ``word`` within a line, capitals apart."""
        return word.lower().replace("\u2010", "-") in self._words

    def keeps_hyphen(self, division: Division) -> bool | None:
        r"""Whether a divided word is written with a hyphen elsewhere; ``None`` where the text does not show it.

        >>> def asked(text):
        ...     return Spellings(text).keeps_hyphen(next(divisions(text)))
        >>> asked("well-known and well-\nknown"), asked("military and mili-\ntary"), asked("co-\noperate")
        (True, False, None)
        """
        left, right = division.left, division.right
        with_hyphen, without = self.has(f"{left}-{right}"), self.has(left + right)
        return with_hyphen if with_hyphen != without else None
