"""What the template of all gates needs: a map and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.dossier import GateRow
from web.entity_page import entity_link
from web.numerals import grouped
from web.words import Words

# The border from Apa Chải to Trà Cổ, in degrees; a picture as wide as 7.4 and as high as 2.6.
WEST, EAST, SOUTH, NORTH = 101.9, 108.4, 21.2, 23.5
WIDTH, HEIGHT = 780, 300
"""Units of the drawing."""

LATITUDE_STRETCH: Final = 1.08
"""A degree of latitude beside one of longitude at 22.4° north."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A gate on the map."""

    x: float
    y: float
    radius: float
    side: str
    label: str
    href: str


class GatesPage:
    """All gates: on a map, and as a table."""

    def __init__(self, rows: Sequence[GateRow], words: Words) -> None:
        self.rows = rows
        self.words = words
        self.size = f"0 0 {WIDTH} {HEIGHT}"

    def dots(self) -> Iterator[Dot]:
        """Gates whose place is known; those with few documents first, so that none hides."""
        for row in reversed(self.rows):
            place = _place(row)
            if place is not None:
                x, y = place
                radius = 3 + min(row.documents, 400) ** 0.5
                side = {"VN": "vi", "CN": "zh"}.get(row.entity.facts.get("side", ""), "")
                label = f"{row.name}: {grouped(row.documents)}"
                yield Dot(x, y, round(radius, 1), side, label, self.link(row))

    def link(self, row: GateRow) -> str:
        """The gate's own page."""
        return entity_link("gate", row.entity.id)

    def kind_of(self, row: GateRow) -> str:
        """What sort of gate it is, in words."""
        return self.words.get(f"gate_{row.entity.facts.get('type', '')}", "")


def _place(row: GateRow) -> tuple[float, float] | None:
    facts = row.entity.facts
    if not facts.get("lat") or not facts.get("lon"):
        return None
    x = (float(facts["lon"]) - WEST) / (EAST - WEST) * WIDTH
    y = (NORTH - float(facts["lat"])) / (NORTH - SOUTH) * HEIGHT
    return round(x, 1), round(y, 1)
