"""The map of the border on the list of gates, and the same gates as a strip for a telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from search.entities.gates import GateRow
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.picture_view import NumberRow, PictureAddress
from web.pictures.border_map import LOOKS, drawn_map
from web.pictures.border_outline import HEIGHT, WIDTH, place_of
from web.pictures.dots import Dot, Place
from web.pictures.names import both_names, name_in
from web.pictures.paint import Paint

EVERY: Final = ("all", "1")
"""The pair of an address that asks for gates that nothing mentions, too."""

GATES_PATH: Final = "/gates"


class StripRow(Struct, frozen=True):
    """A gate of the strip; ``share`` is percent of the gate with most documents."""

    name: str
    look: str
    side: str
    count: str
    share: int
    href: str


class BorderView:
    """The gates of a list on the map; those that nothing mentions only with ``every``."""

    drawing: Final = "border_drawing.html"
    width: Final = WIDTH
    height: Final = float(HEIGHT)
    columns: Final = ("id", "vi", "zh", "side", "lat", "lon", "documents", "left_out")

    def __init__(self, rows: Sequence[GateRow], texts: Texts, paint: Paint, *, every: bool) -> None:
        self.texts = texts
        self.paint = paint
        self.every = every
        self.title = texts["gates_map"]
        self.address = PictureAddress(GATES_PATH, (EVERY,) if every else ())
        self._shown = [row for row in rows if every or row.documents]
        self._rows = {row.entity.id: row for row in self._shown}
        placed = [row for row in self._shown if _is_placed(row)]
        self.unplaced = len(self._shown) - len(placed)
        self.unmentioned = sum(not row.documents for row in rows)
        self.drawn = drawn_map(
            tuple(map(_place, placed)),
            tuple(row.name for row in placed),
            texts.language,
        )

    def look(self, dot: Dot) -> str:
        """Return the class of a dot: its side, and whether anything mentions it."""
        look = LOOKS.get(dot.place.side, "both")
        return look if dot.place.count else f"{look} none"

    def said(self, dot: Dot) -> str:
        """Say in words what a dot is: both names and its documents, if there are any."""
        row = self._rows[dot.place.id]
        if not row.documents:
            return name_in(row.name, self.texts.language)
        names = both_names(row.name, self.texts.language)
        return f"{names}: {self.texts.counted('documents', row.documents)}"

    def href(self, dot: Dot) -> str:
        """Return the URL of a dot's dossier."""
        return urls.entity_url("gate", dot.place.id)

    def switch(self) -> tuple[str, str]:
        """Return the text and the URL that show or hide the gates that nothing mentions."""
        if self.every:
            return self.texts["map_hide_unmentioned"], GATES_PATH
        text = self.texts.counted("map_show_unmentioned", self.unmentioned)
        return text, PictureAddress(GATES_PATH, (EVERY,)).of()

    def remarks(self) -> Iterator[str]:
        """Say what the map leaves out, and where its outlines are from."""
        if self.drawn.unnamed:
            yield self.texts.counted("map_unnamed", self.drawn.unnamed)
        if self.unplaced:
            yield self.texts.counted("map_unplaced", self.unplaced)
        yield self.texts["map_source"]

    def strip(self) -> Iterator[StripRow]:
        """List the gates on the map that something mentions, from the Lào end to the sea."""
        dots = [dot for dot in self.drawn.dots if dot.place.count]
        most = max((dot.place.count for dot in dots), default=0)
        for dot in sorted(dots, key=lambda one: (one.place.x, one.place.id)):
            side = dot.place.side
            yield StripRow(
                name_in(self._rows[dot.place.id].name, self.texts.language),
                LOOKS.get(side, "both"),
                self.texts[f"side_{side if side in LOOKS else 'both'}"],
                grouped(dot.place.count),
                max(1, round(100 * dot.place.count / most)),
                self.href(dot),
            )

    def numbers(self) -> Iterator[NumberRow]:
        """Yield the rows of the CSV: the gates shown, those without a place too."""
        for row in self._shown:
            facts = row.entity.facts
            values: tuple[str | int, ...] = (
                *(row.entity.id, row.name.vi, row.name.zh),
                *(facts.get(name, "") for name in ("side", "lat", "lon")),
                *(row.documents, row.left_out),
            )
            yield NumberRow(tuple(zip(self.columns, values, strict=True)))


def _is_placed(row: GateRow) -> bool:
    return bool(row.entity.facts.get("lat") and row.entity.facts.get("lon"))


def _place(row: GateRow) -> Place:
    facts = row.entity.facts
    x, y = place_of(float(facts["lon"]), float(facts["lat"]))
    return Place(row.entity.id, x, y, row.documents, facts.get("side", ""))
