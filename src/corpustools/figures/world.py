"""The world on a plane: the Equal Earth projection, and the outline of the land.

Equal Earth shows areas as large as they are, which a map of quantities owes its reader.
"""

import math
from functools import cache
from importlib.resources import files

WIDTH = 720.0
"""The width of the map, in its own units."""

NORTH, SOUTH = 84.0, -58.0
"""The parallels, in degrees, at which the map ends."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Project a point, given in degrees, to ``x`` and ``y`` on a sphere of radius 1.

    B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", *International Journal of Geographical
    Information Science* 33.3 (2019).

    >>> [round(value, 4) for value in equal_earth(180, 0)]
    [2.7066, 0.0]
    >>> [round(value, 4) for value in equal_earth(0, 90)]
    [0.0, 1.3174]
    """
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    bend = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * math.sqrt(3) / 3 * math.radians(longitude) * math.cos(theta) / bend
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return x, y


_SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
_TOP = equal_earth(0, NORTH)[1]

HEIGHT = (_TOP - equal_earth(0, SOUTH)[1]) * _SCALE
"""The height of the map, in its own units."""


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where on the map a point is; what is beyond its edge is at the edge.

    >>> [round(value) for value in place(37.6, 55.8)]  # Moscow
    [419, 37]
    >>> place(0, -90)[1] == HEIGHT
    True
    """
    x, y = equal_earth(longitude, min(max(latitude, SOUTH), NORTH))
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


@cache
def land() -> str:
    """Return the land as the data of a path.

    >>> land()[:1], land().count("z") > 50
    ('M', True)
    """
    lines = files("corpustools.figures").joinpath("data/land.txt").read_text(encoding="ascii").splitlines()
    rings = (
        [tuple(map(float, point.split(","))) for point in line.split()] for line in lines if not line.startswith("#")
    )
    return "".join(map(_path, rings))


@cache
def sphere() -> str:
    """Return the edge of the map as the data of a path.

    >>> sphere().startswith("M"), sphere().endswith("z")
    (True, True)
    """
    parallels = [SOUTH + (NORTH - SOUTH) * step / 24 for step in range(25)]
    return _path([*((-180.0, each) for each in parallels), *((180.0, each) for each in reversed(parallels))])


def _path(ring: list[tuple[float, ...]]) -> str:
    """Write a ring with steps of half a unit: fine enough for a screen, and half the bytes."""
    points = [tuple(round(2 * value) for value in place(*point)) for point in ring]
    said = [f"M{points[0][0] / 2:g},{points[0][1] / 2:g}"]
    before = points[0]
    for point in points[1:]:
        across, down = point[0] - before[0], point[1] - before[1]
        if across or down:
            said.append(f"l{across / 2:g},{down / 2:g}")
        before = point
    return "".join(said) + "z"
