"""Reading patterns of letters for queries in CQL, and what these have in common with patterns of words.

What all dialects of regular expressions understand in the same way is read. What else there is in one or another is
refused, with its place.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpustools.errors import QueryError
from corpustools.search.automaton import MOST_SYMBOLS, Either, InTurn, Node, One, Repeated, size
from corpustools.search.cql import LONGEST_HIT, Comparison, Condition, Letters
from corpustools.text.tokens import fold, form

DEEPEST = 20
"""How many brackets may be inside each other."""

LONGEST_RANGE = 1_000
"""How many letters a range may have that is looked at without regard to capitals."""

OPEN = "this bracket is not closed"
_MISSING_WORD = "a word in quotation marks or square brackets is missing"
_REPEATED: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_ENDS = ("", '"', "|", ")")


class LetterReader:
    """Reads patterns of letters, character by character."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._depth = text, 0, 0
        self._conditions: dict[Condition, int] = {}
        self._comparisons: dict[Comparison, int] = {}

    # --- Letters ------------------------------------------------------------------------------------

    def _letter(self) -> Node | None:
        sign = self._text[self._at : self._at + 1]
        if sign in _ENDS:
            return None
        if sign.isspace():
            raise self._wrong("no word has a space in it; each has quotation marks of its own")
        if sign in "?*+{":
            raise self._wrong("there is nothing to repeat")
        if sign in "^$":
            raise self._wrong("words are compared as a whole, without ^ and $")
        if sign == "[":
            return self._class()
        if sign == "(":
            self._at += 1
            if self._text.startswith("?", self._at):
                raise self._wrong("brackets that begin with (? are not known")
            return self._bracket(self._letter)
        if sign == ".":
            self._at += 1
            return One(Letters((), is_excluded=True))
        found = [One(Letters(((ord(each), ord(each)),))) for each in form(self._character())]
        return found[0] if len(found) == 1 else InTurn(tuple(found))

    def _character(self) -> str:
        """Read a letter, or a sign behind a backslash."""
        sign = self._text[self._at]
        if sign == "\\":
            sign = self._text[self._at + 1 : self._at + 2]
            if not sign or sign.isalnum():
                raise self._wrong(f"\\{sign} is not known; a backslash stands before a sign that is meant as it is")
            self._at += 1
        self._at += 1
        return sign

    def _class(self) -> Node:
        """Read letters in square brackets, any of which will do."""
        place = self._at
        self._at += 1
        is_excluded = self._takes("^")
        ranges = []
        while not self._takes("]"):
            if self._text[self._at : self._at + 1] in ("", '"'):
                raise self._wrong(OPEN, place)
            if self._text[self._at] == "[":
                raise self._wrong("classes such as [:alpha:] are not known; write a range, as a-z")
            first = last = form(self._character())
            if self._text.startswith("-", self._at) and self._text[self._at + 1 : self._at + 2] not in ("", "]", '"'):
                self._at += 1
                last = form(self._character())
            if not (len(first) == len(last) == 1 and first <= last):
                raise self._wrong("a range goes from a letter to a later one", place)
            ranges.append((ord(first), ord(last)))
        if not ranges:
            raise self._wrong("a letter is missing", place)
        return One(Letters(tuple(ranges), is_excluded))

    def _folded(self, node: Node, place: int) -> Node:
        """Return what letters are without regard to capitals; of one there may be several then."""
        if isinstance(node, Repeated):
            return Repeated(self._folded(node.part, place), node.low, node.high)
        if not isinstance(node, One):
            return type(node)(tuple(self._folded(part, place) for part in node.parts))
        assert isinstance(node.symbol, Letters)
        ranges, is_excluded = node.symbol
        if sum(last - first for first, last in ranges) > LONGEST_RANGE:
            raise self._wrong(f"without regard to capitals a range has at most {LONGEST_RANGE} letters", place)
        codes = (code for first, last in ranges for code in range(first, last + 1))
        found = sorted({fold(form(chr(code))) for code in codes})
        letters = Letters(tuple((ord(each), ord(each)) for each in found if len(each) == 1), is_excluded)
        longer = () if is_excluded else tuple(_spelt(each) for each in found if len(each) > 1)
        return One(letters) if not longer else Either((*((One(letters),) if letters.ranges else ()), *longer))

    # --- What words and letters have in common -----------------------------------------------------

    def _either(self, one: Callable[[], Node | None]) -> Node:
        place = self._at
        parts = [self._in_turn(one)]
        while self._takes_word("|") if one != self._letter else self._takes("|"):
            parts.append(self._in_turn(one))
        found = parts[0] if len(parts) == 1 else Either(tuple(parts))
        if size(found) > MOST_SYMBOLS:
            raise self._wrong(f"a pattern has at most {MOST_SYMBOLS} words or letters", place)
        return found

    def _in_turn(self, one: Callable[[], Node | None]) -> Node:
        parts: list[Node] = []
        while (part := one()) is not None:
            parts.append(self._repeated(part, one))
        if not parts:
            raise self._wrong(_MISSING_WORD if one != self._letter else "a letter is missing")
        return parts[0] if len(parts) == 1 else InTurn(tuple(parts))

    def _bracket(self, one: Callable[[], Node | None]) -> Node:
        """Read what is in round brackets, the first of which was read."""
        place = self._at - 1
        with self._deeper(place):
            found = self._either(one)
        if not (self._takes_word(")") if one != self._letter else self._takes(")")):
            raise self._wrong(OPEN, place)
        return found

    @contextmanager
    def _deeper(self, place: int) -> Iterator[None]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"at most {DEEPEST} brackets may be inside each other", place)
        yield
        self._depth -= 1

    def _repeated(self, part: Node, one: Callable[[], Node | None]) -> Node:
        place = self._skip() if one != self._letter else self._at
        bounds = self._bounds()
        if bounds is None:
            return part
        found = Repeated(part, *bounds)
        if size(found) > MOST_SYMBOLS:
            raise self._wrong(f"a pattern has at most {MOST_SYMBOLS} words or letters", place)
        after = self._skip() if one != self._letter else self._at
        if self._bounds() is not None:
            raise self._wrong("a repetition cannot be repeated; use brackets", after)
        return found

    def _bounds(self) -> tuple[int, int | None] | None:
        """Read how often something is repeated, if it is."""
        place, sign = self._at, self._text[self._at : self._at + 1]
        if sign in _REPEATED:
            self._at += 1
            return _REPEATED[sign]
        if sign != "{":
            return None
        inside, closed, _ = self._text[place + 1 :].partition("}")
        low, comma, high = (each.strip() for each in inside.partition(","))
        if not (closed and all(each.isascii() and each.isdigit() for each in (low or "0", high or "0")) and low + high):
            raise self._wrong("a repetition is {n}, {m,n}, {m,} or {,n}", place)
        self._at += len(inside) + 2
        least = int(low[:9] or 0)
        most = int(high[:9]) if high else None if comma else least
        if max(least, most or 0) > LONGEST_HIT:
            raise self._wrong(f"nothing is repeated more than {LONGEST_HIT} times", place)
        if most is not None and most < max(least, 1):
            raise self._wrong("the second number is at least the first, and 1", place)
        return least, most

    def _takes_word(self, sign: str) -> bool:
        self._skip()
        return self._takes(sign)

    def _takes(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _skip(self) -> int:
        """Go on to what is no space, and return where that is."""
        self._at = len(self._text) - len(self._rest())
        return self._at

    def _rest(self) -> str:
        return self._text[self._at :].lstrip(" \t\r\n")

    def _wrong(self, said: str, place: int | None = None) -> QueryError:
        return QueryError(f"at character {(self._at if place is None else place) + 1} of {self._text}: {said}")


def _spelt(letters: str) -> Node:
    return InTurn(tuple(One(Letters(((ord(each), ord(each)),))) for each in letters))
