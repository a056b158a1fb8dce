"""The provinces along the land border, and where a place lies on the map.

The outlines are those of Natural Earth (scripts/build_border_map.py). There is land and nothing
else: no sea, no islands, no lines but the land border.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import Struct

from search.names.entity_names import EntityName

FILE: Final = Path(__file__).parent / "data" / "border.tsv"

WEST, EAST, SOUTH, NORTH = 101.75, 108.55, 21.05, 23.75
"""Edges of the map, in degrees."""

WIDTH: Final = 960.0
_SCALE: Final = WIDTH / (EAST - WEST)
_STRETCH: Final = 1 / math.cos(math.radians((SOUTH + NORTH) / 2))
"""A degree of latitude is longer than one of longitude here."""

HEIGHT: Final = round((NORTH - SOUTH) * _SCALE * _STRETCH)
"""Units of the drawing."""

NAME_EDGE: Final = 24
"""Units from the upper and the lower edge in which no province is named."""


class Outline(Struct, frozen=True):
    """A province, or (``is_border``) its stretch of the border. ``points`` are to a unit: half a
    pixel more or less is not seen. ``rooms`` are level stretches within a province, widest first:
    width, middle and height."""

    id: str
    names: EntityName
    is_border: bool
    points: tuple[tuple[int, int], ...]
    rooms: tuple[tuple[float, float, float], ...]

    @property
    def path(self) -> str:
        """The outline as an SVG path, from point to point, which is half as long as the points."""
        steps = (
            f"{x - before_x} {y - before_y}"
            for (before_x, before_y), (x, y) in pairwise(self.points)
        )
        x, y = self.points[0]
        return f"M{x} {y}l{' '.join(steps).replace(' -', '-')}{'' if self.is_border else 'z'}"


@cache
def outlines() -> tuple[Outline, ...]:
    """Read the outlines, provinces first."""
    return tuple(_read())


def place_of(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place lies on the map, in its units."""
    return (
        round((lon - WEST) * _SCALE, 1),
        round((NORTH - lat) * _SCALE * _STRETCH, 1),
    )


def _read() -> Iterator[Outline]:
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith(("#", "kind\t")):
            continue
        kind, name, vi, zh, points = line.split("\t")
        found = [place_of(*map(float, point.split(","))) for point in points.split(" ")]
        written = tuple(dict.fromkeys((round(x), round(y)) for x, y in found))
        yield Outline(name, EntityName(vi, zh), kind == "border", written, _rooms(found))


def _rooms(points: list[tuple[float, float]]) -> tuple[tuple[float, float, float], ...]:
    """Return level stretches within an outline that are not near an edge of the map."""
    stretches = [
        (right - left, (left + right) / 2, float(y))
        for y in range(NAME_EDGE, HEIGHT - NAME_EDGE, 6)
        for left, right in _within(points, y + 0.5)
        if left < right
    ]
    return tuple(sorted(stretches, reverse=True))


def _within(points: list[tuple[float, float]], y: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a level line that lie within an outline and on the map."""
    cuts = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True)
        if (y1 > y) != (y2 > y)
    )
    for left, right in zip(cuts[::2], cuts[1::2], strict=True):
        yield max(0.0, left), min(WIDTH, right)
