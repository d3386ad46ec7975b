"""Cutting a text where what is marked in it begins and ends."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Mark(NamedTuple):
    """The characters ``start`` to ``end`` are marked with ``key``."""

    start: int
    end: int
    key: str


class Run(NamedTuple):
    """A run of characters that the same marks cover; ``first_of`` are those marks that begin here."""

    start: int
    end: int
    keys: tuple[str, ...]
    first_of: tuple[str, ...]


def runs(start: int, end: int, marks: Iterable[Mark], edges: Iterable[int] = ()) -> Iterator[Run]:
    """Cut the characters ``start`` to ``end`` where a mark begins or ends, and at ``edges``.

    Marks may overlap, and reach beyond; keys come in the order in which the marks begin.

    >>> [(run.start, run.end, run.keys) for run in runs(0, 9, [Mark(2, 5, "a"), Mark(4, 12, "b")])]
    [(0, 2, ()), (2, 4, ('a',)), (4, 5, ('a', 'b')), (5, 9, ('b',))]
    """
    waiting = sorted([mark for mark in marks if mark[0] < end and start < mark[1]])
    cuts = {start, end, *[edge for edge in edges if start < edge < end]}
    if len(waiting) < 2 and len(cuts) == 2:
        # Seven in ten that are cut: one name, and nothing repaired.
        yield from _around(start, end, waiting)
        return
    cuts.update([edge for mark in waiting for edge in mark[:2] if start < edge < end])
    held: list[Mark] = []
    at, taken = start, 0
    for until in sorted(cuts - {start}):
        if held:
            held = [mark for mark in held if mark.end > at]
        begun = taken
        while taken < len(waiting) and waiting[taken].start <= at:
            taken += 1
        new = waiting[begun:taken]
        held += new
        # Half of all runs are between marks.
        keys = tuple([mark.key for mark in held]) if held else ()
        yield Run(at, until, keys, tuple([mark.key for mark in new if mark.start == at]) if new else ())
        at = until


def _around(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """Cut where at most one mark begins and ends."""
    at = start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if start < first:
            yield Run(start, first, (), ())
        yield Run(first, last, (mark.key,), (mark.key,) if first == mark.start else ())
        at = last
    if at < end:
        yield Run(at, end, (), ())
