"""XML from texts that may hold anything: elements, and words of a text set in elements."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from operator import attrgetter
from xml.sax.saxutils import escape

from corpustools.text.characters import visible

# XML 1.0 has no way to write these two; `visible` knows the controls and the halves of surrogate pairs.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
# A parser makes spaces of these in a value, unless they are written by their numbers.
_IN_QUOTES = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters ``start`` to ``end`` of a text are in an element; ``is_whole`` says that nothing may part it."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False


def escaped(text: str) -> str:
    r"""Write a text so that it is one in XML; what XML cannot hold is shown by a sign.

    >>> escaped("a < b & c\x00")
    'a &lt; b &amp; c␀'
    """
    return escape(_NOT_IN_XML.sub("\ufffd", visible(text)))


def quoted(value: str) -> str:
    r"""Write the value of an attribute.

    >>> print(quoted('6"\nand'))
    "6&quot;&#10;and"
    """
    return '"' + escaped(value).translate(_IN_QUOTES) + '"'


def begun(name: str, attributes: Mapping[str, str] | None = None) -> str:
    """Write the start of an element.

    >>> begun("p", {"n": "p-1"})
    '<p n="p-1">'
    """
    said = "".join(f" {key}={quoted(value)}" for key, value in (attributes or {}).items())
    return f"<{name}{said}>"


def element(name: str, content: str, attributes: Mapping[str, str] | None = None, *, between: str = "") -> str:
    """Write an element; ``content`` is XML already, ``between`` stands before and after it.

    >>> element("p", escaped("this & that"), {"n": "p-1"})
    '<p n="p-1">this &amp; that</p>'
    """
    return f"{begun(name, attributes)}{between}{content}{between}</{name}>"


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """Write the characters ``start`` to ``end`` of a text, with elements around what is marked.

    Elements cannot cross. One that is no whole gives way to one that is, and the later of two begins where the other
    ends:

    >>> marked("one two three", [Mark(0, 3, "a"), Mark(0, 7, "b"), Mark(4, 13, "c")])
    '<b><a>one</a> two</b><c> three</c>'
    >>> marked("one two three", [Mark(0, 5, "b"), Mark(4, 7, "name", is_whole=True)])
    '<b>one </b><name>two</name> three'
    """
    end = len(text) if end is None else end
    parts: list[str] = []
    open_: list[Mark] = []
    at = start

    def close(until: int) -> None:
        nonlocal at
        while open_ and open_[-1].end <= until:
            mark = open_.pop()
            parts.extend((escaped(text[at : mark.end]), f"</{mark.name}>"))
            at = mark.end

    for mark in _nested(marks, start, end):
        close(mark.start)
        parts.extend((escaped(text[at : mark.start]), begun(mark.name, mark.attributes)))
        at = mark.start
        open_.append(mark)
    close(end)
    return "".join((*parts, escaped(text[at:end])))


def _nested(marks: Iterable[Mark], start: int, end: int) -> Iterator[Mark]:
    """Yield marks in the order in which they open, cut so that none crosses another."""
    within = [_cut(mark, max(mark.start, start), min(mark.end, end)) for mark in marks]
    wholes = sorted((mark for mark in within if mark.is_whole and mark.start < mark.end), key=_START)
    fitted = [*wholes, *(_beside(mark, wholes) for mark in within if not mark.is_whole)]
    waiting = [((mark.start, -mark.end, mark.is_whole, number), mark) for number, mark in enumerate(fitted)]
    heapify(waiting)
    around: list[Mark] = []
    while waiting:
        (_, _, _, number), mark = heappop(waiting)
        while around and around[-1].end <= mark.start:
            around.pop()
        if around and around[-1].end < mark.end:
            later = _cut(mark, around[-1].end, mark.end)
            heappush(waiting, ((later.start, -later.end, later.is_whole, number), later))
        elif mark.start < mark.end:
            around.append(mark)
            yield mark


def _beside(mark: Mark, wholes: Sequence[Mark]) -> Mark:
    """Return a mark without the characters by which it would part a whole; ``wholes`` are in order and apart."""
    first, last = _parted(mark.start, wholes), _parted(mark.end, wholes)
    start = first.end if first else mark.start
    end = last.start if last else mark.end
    return _cut(mark, start, max(start, end))


def _parted(place: int, wholes: Sequence[Mark]) -> Mark | None:
    """Return the whole that would be parted at a place."""
    at = bisect_left(wholes, place, key=_START) - 1
    return wholes[at] if at >= 0 and place < wholes[at].end else None


def _cut(mark: Mark, start: int, end: int) -> Mark:
    return Mark(start, end, mark.name, mark.attributes, mark.is_whole)
