"""Boxes on a picture, in its units: what covers what. y grows downwards."""

from __future__ import annotations

import unicodedata
from typing import Final

from msgspec import Struct

TEXT: Final = 13.0
"""Size of the names on a picture: the smallest of the page's scale (docs/design.md)."""

LINE: Final = 17.0
"""Height of a name: Ế and Ỗ are higher than the size says."""

_NARROW: Final = frozenset(" .,'’-–()/Ijlftriìíĩỉị")
_WIDE: Final = frozenset("mwMW")


class Box(Struct, frozen=True):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shrunk(self, share: float) -> Box:
        """Return a box around the same middle, smaller by a share of the width and the height."""
        across = (self.right - self.left) * (1 - share) / 2
        down = (self.bottom - self.top) * (1 - share) / 2
        return Box(self.left + across, self.top + down, self.right - across, self.bottom - down)

    def is_within(self, other: Box) -> bool:
        """Tell whether the other box holds this one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Line(Struct, frozen=True):
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, box: Box) -> bool:
        """Tell whether a part of the line lies in a box (Liang and Barsky 1984)."""
        first, last = 0.0, 1.0
        across, down = self.x2 - self.x1, self.y2 - self.y1
        for step, room in (
            (-across, self.x1 - box.left),
            (across, box.right - self.x1),
            (-down, self.y1 - box.top),
            (down, box.bottom - self.y1),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                first = max(first, room / step)
            else:
                last = min(last, room / step)
        return first < last

    def cuts(self, other: Line) -> bool:
        """Tell whether two lines cross each other."""

        def side(line: Line, x: float, y: float) -> float:
            return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)

        return (
            side(self, other.x1, other.y1) * side(self, other.x2, other.y2) < 0
            and side(other, self.x1, self.y1) * side(other, self.x2, self.y2) < 0
        )


def text_width(text: str, size: float = TEXT) -> float:
    """Return how wide a text is at most, in units. Not measured in a font: the reader's own is not
    known here. A Chinese character is as wide as it is high."""
    return size * sum(map(_width, unicodedata.normalize("NFC", text)))


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 0.95
    return 0.76 if char.isupper() else 0.6
