"""A line of a page: while it is read, and when it is done."""

import re
from typing import NamedTuple

from corpustools.model.hint import Kind
from corpustools.model.rows import row_maker
from corpustools.readers.html_elements import BREAKS, EMPHASIS, PRE, TIME, Node

# White space that CSS collapses, and what else ends a line to str.splitlines. No-break spaces stay.
_SPACE = re.compile("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
# What str.split takes for white space as well.
_NO_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]")
_WORD_BEFORE = re.compile(r"\w+$")
_WORD_AFTER = re.compile(r"\w+")


class Line(NamedTuple):
    """A line of the text to be.

    ``node`` is the element that it is a line of, ``holder`` the innermost one that holds all of it; ``close``
    says that a ``<br>`` alone parts it from the line before.
    """

    text: str
    node: Node
    holder: Node
    kind: Kind
    share: float = 0.0
    emphasis: bool = False
    time: bool = False
    datetime: str = ""
    close: bool = False


_LINE = row_maker(Line)


class OpenLine:
    """The line that is being read: its pieces, and what is true of all of them."""

    __slots__ = ("close", "datetime", "flags", "holder", "linked", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.holder: Node | None = None
        self.linked = 0
        self.flags = EMPHASIS | TIME
        self.datetime = ""
        self.close = False

    def done(self) -> list[Line]:
        """Return the line that the pieces make: none of white space alone, and several of preformatted text."""
        holder = self.holder
        if holder is None:
            return []
        node = holder
        while not node.flags & BREAKS and node.parent is not None:
            node = node.parent
        text = "".join(self.pieces)
        share = min(1.0, self.linked / len("".join(text.split()))) if self.linked else 0.0
        said = (share, self.flags & EMPHASIS != 0, self.flags & TIME != 0, self.datetime)
        if not node.flags & PRE:
            return [_LINE((collapsed(text), node, holder, node.kind, *said, self.close))]
        lines = []
        close = self.close
        for one in _LINE_END.split(text):
            is_shown = not one.isspace() and one != ""
            if is_shown:
                lines.append(Line(one.rstrip(), node, holder, node.kind, *said, close))
            close = is_shown
        return lines


def collapsed(text: str) -> str:
    r"""Return text as a browser shows it in a line: runs of white space are one space, and none is at the edges.

    >>> collapsed("\n  The\t town\xa0is \r\n quiet. ")
    'The town\xa0is quiet.'
    """
    if text.isascii() or not _NO_SPACE.search(text):
        # To part at white space and to join again takes a third of the time that a pattern takes.
        return " ".join(text.split())
    return _SPACE.sub(" ", text).strip()


def are_two_words(left: str, right: str, *, apart: bool = False) -> bool:
    """Whether two texts that touch, of elements that style may set apart, are words and not pieces of one.

    Where they are surely set ``apart``, letters and digits on both sides are enough.

    >>> are_two_words("54m", "R"), are_two_words("Jane Roe", "May 5"), are_two_words("nullable", "string")
    (True, True, True)
    >>> are_two_words("T", "he town"), are_two_words("year", "s"), are_two_words("town", ", too")
    (False, False, False)
    """
    if not (left[-1].isalnum() and right[0].isalnum()):
        return False
    if apart or not (left[-1].isalpha() and right[0].islower()):
        return True
    words = _WORD_BEFORE.search(left[-9:]), _WORD_AFTER.match(right[:9])
    return all(word is not None and len(word[0]) > 3 for word in words)
