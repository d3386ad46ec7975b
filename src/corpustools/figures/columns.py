"""Columns over time: one for each year or month, also where there is nothing, and beside them what is undated."""

from collections.abc import Mapping, Sequence
from typing import Literal

from corpustools.figures.svg import Svg, drawing, element, percent, text

Unit = Literal["year", "month"]

HEIGHT = 190
"""The height of the drawing, in pixels."""

_TOP, _BASE = 26, 160
_APART = 0.2
"""The share of the width that each of the columns has that stand apart."""
_NARROW = 340
"""The width of the narrowest page, in pixels: what is written below the columns fits there, too."""
_DIGIT = 8
"""The width of a digit, and of the space beside a number, in pixels."""
_STEPS: Mapping[Unit, tuple[int, ...]] = {
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000),
}
_LEAST = 6
"""Fewer columns than these are no wider than these would be."""


def columns(
    key: str,
    title: str,
    description: str,
    values: Mapping[str, float],
    *,
    by: Unit = "year",
    apart: Sequence[tuple[str, float]] = (),
    digits: int = 0,
) -> Svg:
    """Draw a column for each period from the first to the last of ``values`` (``2015`` or ``2015-06``).

    What has no place in time stands ``apart``, by its name. The highest column has its number above it, and so has
    each where there is room. Numbers are written with so many ``digits`` after the point.

    >>> svg = columns("f", "Documents", "By year.", {"2014": 3, "2016": 1}, apart=[("undated", 2)])
    >>> svg.count("<rect"), ">2015<" in svg, "<title>2015: 0</title>" in svg
    (4, True, True)
    >>> columns("f", "Documents", "By year.", {}).count("<rect")
    0
    """
    periods = span(values, by)
    most = max([*values.values(), *(value for _, value in apart)], default=0) or 1
    main = 1 - _APART * len(apart)
    slot = main / max(len(periods), _LEAST)
    every = _step(len(periods), main, by)
    longest = max((len(f"{value:,.{digits}f}") for value in values.values()), default=0)
    said_all = longest * _DIGIT <= slot * _NARROW
    parts = [element("line", class_="corpus-axis", x1=0, x2=percent(main), y1=_BASE + 0.5, y2=_BASE + 0.5)]
    highest = next((period for period in periods if values.get(period) == most), None)
    for at, period in enumerate(periods):
        value = values.get(period, 0)
        numbered = bool(value) and (said_all or period == highest)
        parts.append(_column(period, value, most, (at * slot, slot), digits=digits, numbered=numbered))
        if _ordinal(period, by) % every == 0:
            parts.append(element("text", text(period), x=percent(at * slot), y=_BASE + 20, class_="corpus-tick"))
    width = min(slot, _APART / 2)
    for at, (name, value) in enumerate(apart):
        left = main + at * _APART + 0.04
        parts.append(_column(name, value, most, (left, width), digits=digits, numbered=True, aside=True))
        parts.append(element("text", text(name), x=percent(left), y=_BASE + 20, class_="corpus-tick"))
    return drawing(key, title, description, HEIGHT, parts)


def span(periods: Mapping[str, object], by: Unit) -> list[str]:
    """Return all periods from the first to the last.

    >>> span({"2015-11": 1, "2016-01": 1}, "month"), span({}, "year")
    (['2015-11', '2015-12', '2016-01'], [])
    """
    if not periods:
        return []
    first, last = (_ordinal(end, by) for end in (min(periods), max(periods)))
    return [_period(ordinal, by) for ordinal in range(first, last + 1)]


def _ordinal(period: str, by: Unit) -> int:
    return int(period) if by == "year" else int(period[:4]) * 12 + int(period[5:7]) - 1


def _period(ordinal: int, by: Unit) -> str:
    return f"{ordinal:04}" if by == "year" else f"{ordinal // 12:04}-{ordinal % 12 + 1:02}"


def _step(slots: int, share: float, by: Unit) -> int:
    """Return how many periods there are between two that are named below the axis."""
    letters = 44 if by == "year" else 62
    needed = letters * max(slots, _LEAST) / (_NARROW * share)
    return next((step for step in _STEPS[by] if step >= needed), _STEPS[by][-1])


def _column(
    name: str,
    value: float,
    most: float,
    place: tuple[float, float],
    *,
    digits: int,
    numbered: bool,
    aside: bool = False,
) -> Svg:
    """Draw a column at a place, given as its left edge and its width in shares of the whole."""
    left, width = place
    height = (_BASE - _TOP) * value / most
    said = f"{value:,.{digits}f}"
    bar = element(
        "rect",
        element("title", text(f"{name}: {said}")),
        class_="corpus-bar corpus-aside-bar" if aside else "corpus-bar",
        x=percent(left),
        # A sliver of a column says that there is something.
        y=_BASE - (max(height, 1) if value else 0),
        width=percent(width * 0.82),
        height=max(height, 1) if value else 0,
    )
    if not numbered:
        return bar
    return bar + element("text", text(said), x=percent(left), y=_BASE - height - 7, class_="corpus-number")
