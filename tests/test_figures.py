"""The map of the world: land where there is land, and no line across it."""

import re
from itertools import pairwise

import pytest

from corpustools.figures.world import HEIGHT, WIDTH, land, place


def rings():
    found = []
    for part in land().split("z")[:-1]:
        steps = [tuple(map(float, pair.split(","))) for pair in re.split("[Ml]", part)[1:]]
        ring = [steps[0]]
        for across, down in steps[1:]:
            ring.append((ring[-1][0] + across, ring[-1][1] + down))
        found.append(ring)
    return found


def is_inside(x, y, ring):
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        crossed += (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (37.6, 55.8, True),
        (25.0, 20.0, True),
        (-100.0, 40.0, True),
        (-55.0, -10.0, True),
        (135.0, -25.0, True),
        (176.0, 67.0, True),
        (-173.0, 65.5, True),
        (-30.0, 30.0, False),
        (-150.0, 0.0, False),
        (80.0, -30.0, False),
    ],
)
def test_land_is_where_it_is(longitude, latitude, is_land):
    assert is_land == any(is_inside(*place(longitude, latitude), ring) for ring in rings())


def test_nothing_is_drawn_beyond_the_map_or_across_it():
    for ring in rings():
        for (x1, y1), (x2, _) in pairwise(ring):
            assert 0 <= x1 <= WIDTH
            assert -1 <= y1 <= HEIGHT + 1
            assert abs(x2 - x1) < WIDTH / 8
