"""The timeline of an entity on its own page: its forms through the years, by language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from indexer import fields
from search.concordance.mention_filter import MEANT, MentionFilter, filter_pairs
from search.entities.profile import ProfileRequest
from search.pictures.timeline import FormYears, Timeline
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.picture_view import NumberRow, PictureAddress
from web.pictures.names import both_names, fitted
from web.pictures.paint import Paint
from web.pictures.timeline_bars import LEFT, WIDTH, BarRow, drawn_timeline

ROWS: Final = 14
"""Forms that are drawn and stand in the table of the page, those of most mentions; the file has all
of them."""


class FormRow(Struct, frozen=True):
    """A row of the table: a form, its language, its mentions and their URL, by year and in all."""

    form: str
    lang: str
    cells: tuple[tuple[str, str], ...]
    total: str
    href: str


class TimelinePage:
    """The timeline of an entity of a kind. ``asked`` says which mentions it is of, and of which
    side of a crossing; ``path`` is that of the page."""

    drawing: Final = "timeline_drawing.html"
    width: Final = WIDTH
    left: Final = LEFT
    columns: Final = ("form", "lang", "year", "mentions")

    def __init__(
        self,
        found: Timeline,
        kind: str,
        asked: ProfileRequest,
        path: str,
        texts: Texts,
        paint: Paint,
    ) -> None:
        self.found = found
        self.texts = texts
        self.paint = paint
        self._asked = asked
        self._side = [("side", asked.side)] if asked.side else []
        self.address = PictureAddress(path, (*self._pairs(asked.wanted), *self._side))
        self.drawn = drawn_timeline(found, ROWS)
        self.height = self.drawn.height
        self.title = texts.filled("timeline_of", name=both_names(found.name, texts.language))
        self._kind = kind

    def dossier(self) -> str:
        """Return the URL of the dossier that this page belongs to."""
        return urls.entity_url(self._kind, self.found.ids[0], self.address.pairs)

    def said(self) -> Iterator[str]:
        """Say what is counted, and what the picture leaves out."""
        yield self.texts.counted("mentions", self.found.mentions)
        shown, forms = len(self.drawn.rows), len(self.found.forms)
        if shown < forms:
            yield self.texts.filled("timeline_forms", n=grouped(shown), of=grouped(forms))

    def look(self, row: BarRow) -> str:
        """Return the class of a row: the language of its documents."""
        return row.form.lang if row.form.lang in ("vi", "zh") else "both"

    def name(self, row: BarRow) -> str:
        """Return the form of a row, cut where it is too long for its place."""
        return fitted(row.form.form, LEFT - 40)

    def columns_shown(self) -> list[str]:
        """List the heads of the table between form and total: the years, the undated last."""
        return [self.texts["unknown"] if one == fields.UNKNOWN else one for one in self._years()]

    def rows(self) -> Iterator[FormRow]:
        """List the forms of the table."""
        for one in self.found.forms[:ROWS]:
            cells = (
                (grouped(one.years[year]), self._href(one, year)) if year in one.years else ("", "")
                for year in self._years()
            )
            yield FormRow(one.form, one.lang, tuple(cells), grouped(one.mentions), self._href(one))

    def numbers(self) -> Iterator[NumberRow]:
        """Yield the rows of the CSV: every form, language and year."""
        for one in self.found.forms:
            for year, mentions in sorted(one.years.items()):
                values = one.form, one.lang, year, mentions
                yield NumberRow(tuple(zip(self.columns, values, strict=True)))

    def _years(self) -> tuple[str, ...]:
        """Return the years that any form of the table has."""
        shown = {year for one in self.found.forms[:ROWS] for year in one.years}
        return (*(year for year in self.found.years if year in shown), *self._undated())

    def _undated(self) -> tuple[str, ...]:
        return (fields.UNKNOWN,) if self.found.is_undated else ()

    def _href(self, one: FormYears, year: str = "") -> str:
        wanted = self._asked.wanted.but(form=(one.form,), lang=(one.lang,))
        pairs = self._pairs(wanted.but(year=(year,)) if year else wanted)
        return urls.entity_url(self._kind, self.found.ids[0], [*pairs, *self._side])

    @staticmethod
    def _pairs(wanted: MentionFilter) -> list[tuple[str, str]]:
        """Return the pairs of a filter as dossiers read them: what stands for the entity is asked
        for unless an address says another label."""
        return [pair for pair in filter_pairs(wanted) if pair != ("label", MEANT)]
