"""Make the outline of the land ``src/corpustools/figures/data/land.txt`` from Natural Earth, simplified.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/make_outline.py package/land-110m.json

The npm package ``world-atlas`` has Natural Earth's land 1:110m (version 4.1, public domain,
https://www.naturalearthdata.com) as TopoJSON. Each line of the outline is a ring: longitude and latitude in degrees,
commas inside a point and spaces between. Antarctica and islands of less than a square degree are left out.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src" / "corpustools" / "figures" / "data" / "land.txt"
TOLERANCE = 0.3
"""How far, in degrees, a line may be from what it simplifies."""
SOUTH = -58.0

HEAD = f"""\
# The land, from Natural Earth 1:110m (public domain, https://www.naturalearthdata.com), by way of the npm package
# world-atlas. Simplified to {TOLERANCE} degrees, without Antarctica; made by tools/make_outline.py.
"""

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the outer rings of the land, each closed."""
    (width, height), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for across, up in steps:
            x, y = x + across, y + up
            arc.append((x * width + left, y * height + low))
        arcs.append(arc)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *_ in polygons:
            ring: list[Point] = []
            for number in outer:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            found.append(ring)
    return found


def parted(ring: list[Point]) -> Iterator[list[Point]]:
    """Cut a ring in two where it crosses the antimeridian, which is both edges of the map."""
    longitudes = list(accumulate(((b[0] - a[0] + 180) % 360 - 180 for a, b in pairwise(ring)), initial=ring[0][0]))
    unrolled = [(longitude, latitude) for longitude, (_, latitude) in zip(longitudes, ring, strict=True)]
    for shift in (-360, 0, 360):
        part = [(longitude + shift, latitude) for longitude, latitude in unrolled]
        part = clipped(clipped(part, 180, 1), -180, -1)
        if part:
            yield [*part, part[0]]


def clipped(ring: list[Point], edge: float, sign: int) -> list[Point]:
    """Return what of a ring is on one side of a meridian (Sutherland and Hodgman 1974)."""
    found: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]):
        inside, next_inside = sign * (edge - x1) >= 0, sign * (edge - x2) >= 0
        if inside:
            found.append((x1, y1))
        if inside != next_inside:
            found.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return found


def simplified(points: list[Point]) -> list[Point]:
    """Leave out points that are within the tolerance of the line between others (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def distance(at: int) -> float:
        x, y = points[at]
        if not length:
            return math.hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    farthest = max(range(1, len(points) - 1), key=distance)
    if distance(farthest) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def area(ring: list[Point]) -> float:
    """Return the area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def main() -> None:
    """Write the outline."""
    lines = []
    land = rings(json.loads(Path(sys.argv[1]).read_bytes()))
    for ring in (part for whole in land for part in parted(whole)):
        half = len(ring) // 2
        short = simplified(ring[: half + 1])[:-1] + simplified(ring[half:])
        if len(short) >= 4 and area(short) >= 1 and max(latitude for _, latitude in ring) > SOUTH:
            lines.append(" ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in short))
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
