"""Dots on a map: their area says how many, and none covers another.

The gates of a crossing lie in one place, several to a town: the largest keeps its place, the
others stand at the nearest free one, on their own side of the border first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from web.pictures.boxes import Box

LARGEST: Final = 18.0
SMALLEST: Final = 4.0
"""Radius of the dot with most, and of one with least, in units."""

GAP: Final = 1.5
"""Units between two dots."""

_STEPS: Final = 16
"""Directions in which room is looked for."""


class Place(Struct, frozen=True):
    """What becomes a dot: where it lies, how many it stands for, its side of the border."""

    id: str
    x: float
    y: float
    count: int
    side: str


class Dot(Struct, frozen=True):
    """A dot. ``place`` says where it would lie if there were room."""

    place: Place
    x: float
    y: float
    radius: float

    @property
    def reach(self) -> float:
        """Units from the middle to the farthest corner: a square and a rhombus of the same area
        reach farther than a circle."""
        return self.radius if self.place.side == "VN" else 1.2534 * self.radius

    @property
    def box(self) -> Box:
        """The box around the dot."""
        reach = self.reach
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)

    @property
    def has_moved(self) -> bool:
        """Whether it stands elsewhere than it lies."""
        return math.dist((self.x, self.y), (self.place.x, self.place.y)) > SMALLEST


def dots(places: Iterable[Place], within: Box) -> tuple[Dot, ...]:
    """Place the dots within a box, those with most first."""
    ordered = sorted(places, key=lambda one: (-one.count, one.id))
    most = max((one.count for one in ordered), default=0)
    found: list[Dot] = []
    for place in ordered:
        radius = max(SMALLEST, LARGEST * math.sqrt(place.count / most) if most else 0)
        found.append(_placed(place, round(radius, 1), found, within))
    return tuple(found)


def _placed(place: Place, radius: float, others: Sequence[Dot], within: Box) -> Dot:
    for x, y in _spots(place):
        dot = Dot(place, round(x, 1), round(y, 1), radius)
        if dot.box.is_within(within) and all(_apart(dot, one) for one in others):
            return dot
    raise ValueError(f"no room for {place.id}")


def _spots(place: Place) -> Iterator[tuple[float, float]]:
    """Yield the place itself, then places farther and farther away, its own side first."""
    yield place.x, place.y
    upwards = -math.pi / 2 if place.side == "CN" else math.pi / 2
    for ring in range(1, 200):
        for step in range(_STEPS):
            turn = (step + 1) // 2 * (1 if step % 2 else -1)
            angle = upwards + turn * math.tau / _STEPS
            yield place.x + 3 * ring * math.cos(angle), place.y + 3 * ring * math.sin(angle)


def _apart(one: Dot, other: Dot) -> bool:
    return math.dist((one.x, one.y), (other.x, other.y)) >= one.reach + other.reach + GAP
