"""A map of places: points on the land, each as large as the number it stands for."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpustools.figures.svg import Svg, element, scene, text
from corpustools.figures.world import HEIGHT, WIDTH, land, place, sphere

_LARGEST, _SMALLEST = 15.0, 2.2
"""The radius of the largest and of the smallest point, in units of the map."""

NAMED = 7
"""How many places, those with the largest numbers, are named on the map if there is room."""

_LETTER, _LINE = 6.2, 13.0
"""The usual width of a letter, and the height of a line, in units of the map."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place with its number, and where it is in degrees (WGS 84)."""

    name: str
    value: float
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def world_map(key: str, title: str, description: str, points: Sequence[Point]) -> Svg:
    """Draw points on the world, the largest first so that the small lie on top; their areas are as their numbers.

    >>> points = [Point("Moscow", 8, 55.75, 37.62), Point("Beijing", 2, 39.91, 116.40)]
    >>> svg = world_map("f", "Places", "Two places.", points)
    >>> svg.count("<circle"), ' r="15"' in svg, ' r="7.5"' in svg, "<title>Moscow: 8</title>" in svg
    (2, True, True, True)
    >>> world_map("f", "Places", "No place.", []).count("<circle")
    0
    """
    ordered = sorted(points, key=lambda point: (-point.value, point.name, point.latitude, point.longitude))
    most = ordered[0].value if ordered else 1
    parts = [
        element("path", class_="corpus-sea", d=sphere()),
        element("path", class_="corpus-land", d=land()),
        *(_circle(point, most) for point in ordered),
        *_names(ordered[:NAMED], most),
    ]
    return scene(key, title, description, (WIDTH, HEIGHT), parts)


def _radius(point: Point, most: float) -> float:
    return max(_SMALLEST, _LARGEST * math.sqrt(point.value / most))


def _circle(point: Point, most: float) -> Svg:
    x, y = place(point.longitude, point.latitude)
    said = element("title", text(f"{point.name}: {point.value:,.0f}"))
    return element("circle", said, class_="corpus-point", cx=x, cy=y, r=_radius(point, most))


def _names(points: Sequence[Point], most: float) -> Iterator[Svg]:
    """Name places beside, above or below their points, wherever there is room; else not."""
    taken = []
    for point in points:
        x, y = place(point.longitude, point.latitude)
        reach = _radius(point, most) * 0.75
        taken.append(_Box(x - reach, y - reach, x + reach, y + reach))
    for point in points:
        for anchor, x, y, box in _places(point, most):
            inside = box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= HEIGHT
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                yield element("text", text(point.name), class_="corpus-place-name", x=x, y=y, text_anchor=anchor)
                break


def _places(point: Point, most: float) -> Iterator[tuple[str, float, float, _Box]]:
    """Yield where the name of a place may stand: how it is anchored, where, and the box that it takes."""
    x, y = place(point.longitude, point.latitude)
    away = _radius(point, most) + 3
    wide = len(point.name) * _LETTER
    beside, over, under = y + _LINE / 3, y - away, y + away + _LINE * 0.7
    for anchor, at, base, left in (
        ("start", x + away, beside, x + away),
        ("end", x - away, beside, x - away - wide),
        ("middle", x, over, x - wide / 2),
        ("middle", x, under, x - wide / 2),
    ):
        yield anchor, at, base, _Box(left, base - _LINE * 0.8, left + wide, base + _LINE * 0.2)
