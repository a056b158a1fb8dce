"""The map of the border: its provinces, and its gates as dots with their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from search.names.entity_names import EntityName
from web.pictures.border_outline import HEIGHT, WIDTH, Outline, outlines
from web.pictures.boxes import Box, text_width
from web.pictures.dots import LARGEST, Dot, Place, dots
from web.pictures.labels import Label, Labels, Named
from web.pictures.names import name_in

FRAME: Final = Box(2, 2, WIDTH - 2, HEIGHT - 2)

LOOKS: Final = {"VN": "vi", "CN": "zh"}
"""The class of a dot by its side; a bridge or road of both sides has ``both``."""


class DrawnMap(Struct, frozen=True):
    """What stands on the map. ``names`` are of gates, ``lands`` of provinces; ``unnamed`` counts
    the dots whose name has no room."""

    outlines: tuple[Outline, ...]
    dots: tuple[Dot, ...]
    names: tuple[Label, ...]
    lands: tuple[Label, ...]
    unnamed: int

    @property
    def ties(self) -> str:
        """What ties dots to their places and names to their dots, as one SVG path."""
        moved = [(dot.place.x, dot.place.y, dot.x, dot.y) for dot in self.dots if dot.has_moved]
        lines = [one.line for one in self.names if one.line is not None]
        ends = [*moved, *((one.x1, one.y1, one.x2, one.y2) for one in lines)]
        return "".join(f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" for x1, y1, x2, y2 in ends)

    @property
    def sizes(self) -> tuple[tuple[float, int], ...]:
        """Examples for the legend: radius and number, largest first."""
        most = max((dot.place.count for dot in self.dots), default=0)
        if most < 4:
            return ((LARGEST, most),) if most else ()
        quarter = _plain(most / 4)
        return (LARGEST, most), (round(LARGEST * (quarter / most) ** 0.5, 1), quarter)


@lru_cache(maxsize=16)
def drawn_map(places: tuple[Place, ...], names: tuple[EntityName, ...], language: str) -> DrawnMap:
    """Draw the map of gates with their names (in the order of ``places``), in a language where
    they have one in it. The same for the same; remembered, as all readers see a few maps."""
    texts = (name_in(name, language) for name in names)
    name_of = dict(zip((one.id for one in places), texts, strict=True))
    drawn = dots(places, FRAME)
    labels = Labels(FRAME, [dot.box for dot in drawn])
    found = [
        labels.place(Named(dot.box, name_of[dot.place.id]))
        for dot in drawn
        if name_of[dot.place.id]
    ]
    placed = tuple(one for one in found if one is not None)
    return DrawnMap(
        outlines(), drawn, placed, tuple(_lands(labels, language)), len(found) - len(placed)
    )


def _lands(labels: Labels, language: str) -> Iterator[Label]:
    """Name the provinces where they are widest, if the gates leave room there."""
    for outline in outlines():
        if outline.is_border:
            continue
        name = name_in(outline.names, language)
        for width, x, y in outline.rooms:
            if width > text_width(name) and (label := labels.place_at(name, x, y)):
                yield label
                break


def _plain(number: float) -> int:
    """Round down to one digit and zeros: 1, 2, 5 times a power of ten."""
    power = int(10.0 ** (len(str(int(number))) - 1))
    return max(one * power for one in (1, 2, 5) if one * power <= number)
