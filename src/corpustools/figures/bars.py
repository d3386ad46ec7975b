"""Bars: values by name, the name above its bar so that both have the whole width."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpustools.figures.svg import Svg, drawing, element, percent, text

ROW = 36
"""The height of a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value by its name: ``said`` is the number as it is written, ``is_aside`` whether it stands back."""

    name: str
    value: float
    said: str
    is_aside: bool = False


def bars(key: str, title: str, description: str, rows: Sequence[Bar]) -> Svg:
    """Draw a bar for each row, in their order; the longest has the whole width.

    >>> svg = bars("f", "Labels", "Shares.", [Bar("paragraph", 80, "80 %"), Bar("related", 20, "20 %", True)])
    >>> svg.count('class="corpus-bar"'), 'class="corpus-bar corpus-aside-bar" x="0" y="57" width="25%"' in svg
    (1, True)
    >>> "corpus-bar" in bars("f", "Labels", "Shares.", [])
    False
    """
    most = max((row.value for row in rows), default=0) or 1
    return drawing(
        key, title, description, max(len(rows), 1) * ROW, (_row(at, row, most) for at, row in enumerate(rows))
    )


def _row(at: int, row: Bar, most: float) -> Svg:
    top = at * ROW
    return element(
        "g",
        element("title", text(f"{row.name}: {row.said}")),
        element("text", text(row.name), x=0, y=top + 14, class_="corpus-named"),
        element("text", text(row.said), x="100%", y=top + 14, class_="corpus-number", text_anchor="end"),
        element("rect", class_="corpus-ground", x=0, y=top + 21, width="100%", height=5),
        element(
            "rect",
            class_="corpus-bar corpus-aside-bar" if row.is_aside else "corpus-bar",
            x=0,
            y=top + 21,
            width=percent(row.value / most),
            height=5,
        ),
    )
