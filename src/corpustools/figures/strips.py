"""Strips: where in each of several texts something is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpustools.figures.svg import Svg, drawing, element, percent, text

ROW = 48
"""The height of a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A text of ``size`` words by its name, and at which of them, counted from 0, something is found."""

    name: str
    size: int
    positions: Sequence[int]


def strips(key: str, title: str, description: str, rows: Sequence[Strip]) -> Svg:
    """Draw a strip for each text, as wide as the others, with a line for each place; places that fall together are one.

    >>> svg = strips("f", "military", "Hits.", [Strip("One", 200, (0, 100, 101)), Strip("Two", 10, ())])
    >>> svg.count("corpus-hit"), '<line class="corpus-hit" x1="50%" x2="50%"' in svg
    (3, True)
    """
    parts = []
    for at, row in enumerate(rows):
        top = at * ROW
        parts += [
            element("text", text(row.name), x=0, y=top + 14, class_="corpus-named"),
            element("text", f"{len(row.positions):,}", x="100%", y=top + 14, class_="corpus-number", text_anchor="end"),
            element("rect", class_="corpus-ground", x=0, y=top + 21, width="100%", height=16),
        ]
        places = dict.fromkeys(round(position / row.size, 3) for position in row.positions)
        parts += (
            element("line", class_="corpus-hit", x1=percent(place), x2=percent(place), y1=top + 21, y2=top + 37)
            for place in places
        )
    return drawing(key, title, description, max(len(rows), 1) * ROW, parts)
