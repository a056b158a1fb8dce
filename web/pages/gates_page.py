"""All gates: a map and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.entities.gates import GateRow
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.downloads import table_downloads
from web.pages.register_order import heads, ordered

# The border from Apa Chải to Trà Cổ, in degrees; a picture as wide as 7.4 and as high as 2.6.
WEST, EAST, SOUTH, NORTH = 101.9, 108.4, 21.2, 23.5
WIDTH, HEIGHT = 780, 300
"""Units of the drawing."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A gate on the map."""

    x: float
    y: float
    radius: float
    side: str
    label: str
    href: str


COURSE: Final = (
    *((102.14, 22.40), (102.48, 22.77), (102.95, 22.48), (103.30, 22.68), (103.65, 22.78)),
    *((103.97, 22.50), (104.10, 22.80), (104.35, 22.69), (104.60, 22.83), (104.83, 22.94)),
    *((105.00, 23.17), (105.33, 23.39), (105.60, 23.08), (105.87, 22.92), (106.20, 22.97)),
    *((106.50, 22.94), (106.76, 22.80), (106.60, 22.60), (106.57, 22.45), (106.65, 22.25)),
    *((106.69, 22.00), (106.72, 21.95), (106.90, 21.83), (107.05, 21.80), (107.25, 21.72)),
    *((107.40, 21.60), (107.65, 21.62), (107.85, 21.65), (107.97, 21.54), (108.06, 21.50)),
)
"""The border's course, longitude and latitude: drawn by hand, to be recognised and no more."""

LABELLED: Final = 8
"""Gates that have their name on the map, those with most documents."""

APART: Final = 60.0
"""Units between two names on the map, so that none covers another."""


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map."""

    x: float
    y: float
    text: str
    anchor: str


class GatesPage:
    """All gates, on a map and as a table."""

    def __init__(self, rows: Sequence[GateRow], order: str, texts: Texts) -> None:
        self.rows = rows
        self.listed = ordered(rows, order)
        self.heads = heads(order, urls.gates_url, texts)
        self.texts = texts
        self.size = f"0 0 {WIDTH} {HEIGHT}"
        self.downloads = table_downloads("gates", texts["gates"])

    def dots(self) -> Iterator[Dot]:
        """List the gates whose place is known; gates with few documents come first, so that the
        large dots hide none."""
        for row in reversed(self.rows):
            place = _place(row)
            if place is not None:
                x, y = place
                radius = 3 + min(row.documents, 400) ** 0.5
                side = {"VN": "vi", "CN": "zh"}.get(row.entity.facts.get("side", ""), "")
                label = f"{row.name}: {grouped(row.documents)}"
                yield Dot(x, y, round(radius, 1), side, label, self.url(row))

    def labels(self) -> list[MapLabel]:
        """List the names of the gates with most documents, where there is room."""
        found: list[MapLabel] = []
        for row in self.rows:
            place = _place(row)
            if place is None or not row.documents or len(found) == LABELLED:
                continue
            x, y = place
            if all(abs(one.x - x) > 2 * APART or abs(one.y - y) > APART / 3 for one in found):
                anchor = "end" if x > WIDTH - 2 * APART else "start"
                names = (row.name.vi, row.name.zh)
                text = next(filter(None, names[::-1] if self.texts.language == "zh" else names), "")
                found.append(MapLabel(x, y, text, anchor))
        return found

    @property
    def course(self) -> str:
        """The border as points of a line."""
        return " ".join(f"{x},{y}" for x, y in (_point(lon, lat) for lon, lat in COURSE))

    def url(self, row: GateRow) -> str:
        """Return the URL of a gate."""
        return urls.entity_url("gate", row.entity.id)

    def kind_of(self, row: GateRow) -> str:
        """Return the kind of a gate in words."""
        return self.texts.get(f"gate_{row.entity.facts.get('type', '')}", "")


def _place(row: GateRow) -> tuple[float, float] | None:
    facts = row.entity.facts
    if not facts.get("lat") or not facts.get("lon"):
        return None
    return _point(float(facts["lon"]), float(facts["lat"]))


def _point(lon: float, lat: float) -> tuple[float, float]:
    x = (lon - WEST) / (EAST - WEST) * WIDTH
    y = (NORTH - lat) / (NORTH - SOUTH) * HEIGHT
    return round(x, 1), round(y, 1)
