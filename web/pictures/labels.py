"""Names beside the dots of a picture: none covers a dot or another name.

Placed one after the other, those that matter most first, each where there is room nearest to its
dot; a name that stands apart has a line to its dot. A name for which there is no room is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from web.pictures.boxes import LINE, Box, Line, text_width

GAP: Final = 3.0
"""Units between a dot and a name beside it."""

FAR: Final = (*range(16, 60, 14), *range(60, 260, 20))
"""Units from a dot to a name that stands apart."""

ROUND: Final = 0.72
"""Share of the box of a dot, across, that is dot in every direction."""

_STEPS: Final = 24
"""Directions in which room is looked for."""


class Named(Struct, frozen=True):
    """A dot with its name: ``text`` is to stand near the box."""

    box: Box
    text: str


class Label(Struct, frozen=True):
    """A name with its place: ``x`` is its middle, ``y`` its base line; ``line`` leads to its dot,
    if it stands apart."""

    text: str
    x: float
    y: float
    box: Box
    line: Line | None


class Labels:
    """Places names on a picture."""

    def __init__(self, within: Box, dots: Iterable[Box]) -> None:
        self._within = within
        self._taken = list(dots)
        # A line may pass a corner of the box of a dot: the dot itself is round.
        self._barriers = [(box, box.shrunk(ROUND)) for box in self._taken]
        self._lines: list[Line] = []

    def place(self, named: Named) -> Label | None:
        """Place a name where there is room; None if there is none."""
        wide = text_width(named.text)
        for box, line in _spots(named.box, wide):
            if self._has_room(box) and (line is None or self._is_free(line, named.box)):
                return self._kept(named.text, box, line)
        return None

    def place_at(self, text: str, x: float, y: float) -> Label | None:
        """Place a name with its middle at a point, if there is room."""
        half = text_width(text) / 2
        box = Box(x - half, y - LINE / 2, x + half, y + LINE / 2)
        return self._kept(text, box, None) if self._has_room(box) else None

    def _has_room(self, box: Box) -> bool:
        return (
            box.is_within(self._within)
            and not any(box.meets(one) for one in self._taken)
            and not any(line.crosses(box) for line in self._lines)
        )

    def _is_free(self, line: Line, own: Box) -> bool:
        """Tell whether a line to a dot crosses nothing but that dot."""
        return not any(line.crosses(one) for box, one in self._barriers if box != own) and not any(
            line.cuts(one) for one in self._lines
        )

    def _kept(self, text: str, box: Box, line: Line | None) -> Label:
        self._taken.append(box)
        self._barriers.append((box, box))
        if line is not None:
            self._lines.append(line)
        x, y = (box.left + box.right) / 2, box.bottom - LINE * 0.28
        return Label(text, round(x, 1), round(y, 1), box, line)


def _spots(dot: Box, wide: float) -> Iterator[tuple[Box, Line | None]]:
    """Yield boxes for a name: right, left, below and above its dot, then apart from it."""
    x, y = (dot.left + dot.right) / 2, (dot.top + dot.bottom) / 2
    for left, middle in (
        (dot.right + GAP, y),
        (dot.left - GAP - wide, y),
        (x - wide / 2, dot.bottom + GAP + LINE / 2),
        (x - wide / 2, dot.top - GAP - LINE / 2),
    ):
        yield Box(left, middle - LINE / 2, left + wide, middle + LINE / 2), None
    reach = (dot.right - dot.left) / 2
    for far in FAR:
        for step in range(_STEPS):
            angle = step * math.tau / _STEPS
            across, down = math.cos(angle), math.sin(angle)
            end = x + (reach + far) * across, y + (reach + far) * down
            left = end[0] + (0 if across > 0.1 else -wide if across < -0.1 else -wide / 2)
            middle = end[1] + (LINE / 2 * round(down) if abs(across) < 0.9 else 0)
            box = Box(left, middle - LINE / 2, left + wide, middle + LINE / 2)
            yield box, Line(x + reach * across, y + reach * down, *end)
