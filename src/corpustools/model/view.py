"""A view: chosen parts of a text, every shown character mapped back to where it was read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from corpustools.errors import ModelError
from corpustools.model.span import Span


def shown_text(text: str, start: int, end: int, repairs: Iterable[Span]) -> str:
    """Return what a :class:`View` shows of ``text[start:end]``, without the way back, in a tenth of the time.

    >>> shown_text("x &amp; y", 2, 9, [Span(2, 7, "repair", rule="r", replacement="&")])
    '& y'
    """
    pieces = []
    for repair in repairs:
        pieces += [text[start : repair.start], repair.replacement or ""]
        start = repair.end
    return "".join([*pieces, text[start:end]])


class Piece(NamedTuple):
    """A run of shown text and the characters ``start`` to ``end`` of the text as read it stands for.

    A *literal* piece shows those characters unchanged, so offsets inside it map one to one. Any other
    piece (a repair, the blank line between two blocks) maps as a whole. A piece that shows nothing (a
    character that a repair removes) leaves no trace in the view's text.

    >>> View.over("a\\xa0b", 0, 3, [Span(1, 2, "repair", rule="r", replacement=" ")]).pieces[1]
    Piece(text=' ', start=1, end=2, literal=False)
    """

    text: str
    start: int
    end: int
    literal: bool


@dataclass(frozen=True, slots=True)
class View:
    """What a reader is shown, with the way back.

    >>> view = View.over("a\\xa0b", 0, 3, [Span(1, 2, "repair", rule="r", replacement="  ")])
    >>> view.text, view.source(1, 3), view.source(3, 4)
    ('a  b', (1, 2), (2, 3))
    """

    pieces: tuple[Piece, ...]
    text: str = field(init=False)
    _shown: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = [piece.text for piece in self.pieces]
        object.__setattr__(self, "text", texts[0] if len(texts) == 1 else "".join(texts))
        object.__setattr__(
            self, "_shown", (0,) if len(texts) == 1 else tuple(accumulate(map(len, texts[:-1]), initial=0))
        )

    @classmethod
    def over(cls, text: str, start: int, end: int, repairs: Iterable[Span] = ()) -> "View":
        """Show ``text[start:end]`` with ``repairs`` (in order, not overlapping) applied.

        >>> View.over("x &amp; y", 2, 9, [Span(2, 7, "repair", rule="r", replacement="&")]).text
        '& y'
        """
        pieces = []
        at = start
        for repair in repairs:
            if repair.start > at:
                pieces.append(Piece(text[at : repair.start], at, repair.start, literal=True))
            if repair.replacement:
                pieces.append(Piece(repair.replacement, repair.start, repair.end, literal=False))
            at = repair.end
        if at < end:
            pieces.append(Piece(text[at:end], at, end, literal=True))
        return cls(tuple(pieces))

    @classmethod
    def joined(cls, views: Iterable["View"], separator: str) -> "View":
        """Put views one after the other; each ``separator`` stands for the gap it closes.

        >>> whole = View.joined([View.over("one\\n two", 0, 3), View.over("one\\n two", 5, 8)], "\\n\\n")
        >>> whole.text, whole.source(3, 5)
        ('one\\n\\ntwo', (3, 5))
        """
        pieces: list[Piece] = []
        for view in views:
            if not view.pieces:
                continue
            if pieces:
                gap_end = max(view.pieces[0].start, pieces[-1].end)
                pieces.append(Piece(separator, pieces[-1].end, gap_end, literal=False))
            pieces.extend(view.pieces)
        return cls(tuple(pieces))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Map the shown characters ``start`` to ``end`` back to offsets into the text as read.

        >>> View.over("0123456789", 4, 9).source(1, 3)
        (5, 7)

        Raises :class:`~corpustools.errors.ModelError` where nothing is shown there:

        >>> View.over("0123456789", 4, 9).source(2, 9)
        Traceback (most recent call last):
        corpustools.errors.ModelError: the view shows 5 characters, so 2:9 is not in it
        """
        if not 0 <= start < end <= len(self.text):
            raise ModelError(f"the view shows {len(self.text)} characters, so {start}:{end} is not in it", start)
        return self._edge(start)[0], self._edge(end - 1)[1]

    def shown(self, start: int, end: int) -> tuple[int, int] | None:
        """Find where the characters ``start`` to ``end`` of the text as read are shown; ``None`` where they are not.

        >>> view = View.over("one &amp; two", 0, 13, [Span(4, 9, "repair", rule="r", replacement="&")])
        >>> view.text, view.shown(0, 9), view.shown(5, 13), view.shown(20, 30)
        ('one & two', (0, 5), (4, 9), None)
        """
        if len(self.pieces) == 1 and self.pieces[0].literal:
            # Most blocks: nothing in them is repaired, and a page asks for each of its names three times.
            _, begin, stop, _ = self.pieces[0]
            return (max(start - begin, 0), min(end, stop) - begin) if start < stop and begin < end else None
        first = max(bisect_right(self.pieces, start, key=attrgetter("start")) - 1, 0)
        last = bisect_left(self.pieces, end, first, key=attrgetter("start"))
        found: list[int] = []
        for index in range(first, last):
            piece, offset = self.pieces[index], self._shown[index]
            if start < piece.end:
                within = (max(start - piece.start, 0), min(end, piece.end) - piece.start)
                begin, stop = within if piece.literal else (0, len(piece.text))
                found += (offset + begin, offset + stop)
        return (found[0], found[-1]) if found else None

    def _edge(self, offset: int) -> tuple[int, int]:
        """Return the start and end in the text as read of one shown character."""
        # A piece that shows nothing never exists (`over` leaves it out), so bisect finds the piece.
        index = bisect_right(self._shown, offset) - 1
        piece = self.pieces[index]
        if not piece.literal:
            return piece.start, piece.end
        within = piece.start + offset - self._shown[index]
        return within, within + 1
