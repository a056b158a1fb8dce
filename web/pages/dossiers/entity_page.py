"""The dossier of one gate, person, place, organisation or term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer import fields
from indexer.corrections.in_force import Corrections
from search.concordance.mention_filter import ALL_MEANT, filter_pairs
from search.entities.feedback import without_number
from search.entities.offices import Office
from search.entities.profile import Profile
from search.names.entity_names import EntityName
from search.names.gate_sides import BOTH
from search.request import Request
from web.http import query_string, urls
from web.http.comparison_urls import compare_url, sides_url
from web.i18n.formatting import grouped, span_text
from web.i18n.texts import Texts
from web.pages.crossing_view import CrossingView, facts_of
from web.pages.dossier_links import DossierLinks
from web.pages.dossiers.asked_profile import PAGE
from web.pages.dossiers.corrections_page import outcome_notices, rows_of
from web.pages.dossiers.mention_rows import mention_rows
from web.pages.dossiers.namesake_rows import NamesakeRow, namesake_rows
from web.pages.dossiers.office_rows import YEARS, OfficeRow, office_rows
from web.pages.downloads import Downloads, mentions_downloads
from web.pages.line_rows import LineHead, LineRow, line_heads
from web.pages.year_pairs import YearPairs, year_pairs
from web.pictures.names import both_names, in_order


class YearRow(Struct, frozen=True):
    """A year of the table behind the picture: its name, its URL, and its mentions by column."""

    year: str
    href: str
    counts: tuple[str, ...]


class EntityPage:
    """One dossier in one language. Without ``token`` nothing can be corrected."""

    def __init__(self, dossier: Profile, texts: Texts, token: str) -> None:
        self.dossier = dossier
        self.texts = texts
        self.token = token
        self.notices: list[str] = []
        self.corrections = rows_of(dossier.corrections, texts)
        self.crossing = CrossingView(dossier, texts) if dossier.crossing else None
        self.title = " – ".join(both_names(one, texts.language) for one in self._named)
        self.documents = texts.counted("documents", dossier.documents)
        self.mentions = texts.counted("mentions", dossier.total)
        name = without_number(dossier.name.vi or dossier.name.zh)
        self.search = urls.results_url(Request(name, pair=dossier.is_whole))
        self.links = DossierLinks(dossier, texts)
        self._wanted = dossier.asked.wanted

    def ways(self) -> list[tuple[str, str]]:
        """List the other pages of the same name: word and URL."""
        side = [("side", BOTH)] if self.dossier.is_whole else []
        named = [("e", self.dossier.id), *side]
        asked = f"?{query_string.encoded(side)}" if side else ""
        return [
            (self.texts["compare"], compare_url(named)),
            (self.texts["two_sides"], sides_url(named)),
            (self.texts["way_timeline"], f"{self.path}/timeline{asked}"),
            (self.texts["network"], f"{self.path}/network{asked}"),
        ]

    @property
    def back(self) -> str:
        """The URL of this page, for its forms."""
        return self.links.url(self._wanted, offset=self.dossier.asked.offset)

    @property
    def path(self) -> str:
        """The address of the dossier without any filter."""
        return urls.entity_url(self.dossier.kind, self.dossier.id)

    @property
    def unfiltered(self) -> str:
        """The URL without filters."""
        return self.links.url(ALL_MEANT)

    def add_notices(
        self,
        pairs: Sequence[tuple[str, str]],
        corrections: Corrections,
        problem: str,
        waiting: int | None,
    ) -> None:
        """Add what a reader must know: what became of a correction, names that are not in use
        yet."""
        self.notices += outcome_notices(pairs, corrections, self.texts)
        looked = self.dossier.looked
        if looked.left_out:
            documents, of = grouped(looked.documents), grouped(looked.of)
            self.notices.append(self.texts.filled("dossier_stopped", documents=documents, of=of))
        if problem:
            self.notices.append(self.texts.filled("names_problem", problem=problem))
        if waiting:
            self.notices.append(self.texts.counted("names_waiting", waiting))

    @property
    def names(self) -> list[list[tuple[str, str]]]:
        """What the dossier is of: one name in both scripts, or those of both gates; each text with
        its accent, the one of the page's language first."""
        return [in_order(one, self.texts.language) for one in self._named]

    @property
    def _named(self) -> list[EntityName]:
        crossing = self.dossier.crossing
        if crossing is not None and self.dossier.is_whole:
            return [side.name for side in crossing.sides]
        return [self.dossier.name]

    def facts(self) -> Iterator[tuple[str, str]]:
        """List what the gazetteer says of a gate, each side's with it, and when it is mentioned:
        label and value."""
        yield from facts_of(None if self.crossing else self.dossier.entity, self.texts)
        span = span_text(self.dossier.first, self.dossier.last, self.texts.language)
        if span:
            yield self.texts["met"], span

    def by_language(self) -> list[tuple[str, str, str]]:
        """List each language of the two with its documents and mentions, under all filters."""
        documents, mentions = self.dossier.documents_by_lang, self.dossier.mentions_by_lang
        return [
            (lang, grouped(documents.get(lang, 0)), grouped(mentions.get(lang, 0)))
            for lang in ("vi", "zh")
        ]

    def years(self) -> YearPairs | None:
        """Return the picture of the mentions by year."""
        chosen = self._wanted.of("year")
        return year_pairs(self.dossier.years, chosen, self.links.years, self.texts)

    def year_heads(self) -> list[str]:
        """List the sides that the table of years has columns for; none but for a whole crossing."""
        return self.crossing.sides if self.crossing and self.crossing.is_whole else []

    def year_rows(self) -> list[YearRow]:
        """List each year with its mentions: of a whole crossing those of each side."""
        by_side = self.crossing.mentions_by_year() if self.crossing and self.year_heads() else []
        rows = []
        for place, (year, counts) in enumerate(self.dossier.years.items()):
            of_year = [grouped(counts.get(lang, 0)) for lang in ("vi", "zh")]
            name = self.texts["unknown"] if year == fields.UNKNOWN else year
            numbers = tuple(by_side[place] if by_side else of_year)
            rows.append(YearRow(name, self.links.years(year), numbers))
        return rows

    def reasons(self) -> list[tuple[str, str]]:
        """List why mentions were left out, with counts; none where none of these are shown."""
        if not {"other"} & set(self._wanted.of("label")):
            return []
        ranked = sorted(self.dossier.reasons.items(), key=lambda item: (-item[1], item[0]))
        return [(self.texts[f"reason_{reason}"], grouped(count)) for reason, count in ranked]

    def namesakes(self) -> list[NamesakeRow]:
        """List the people that the name is perhaps of."""
        return namesake_rows(
            self.dossier.namesakes, lambda title: self.links.narrowed(title=(title,)), self.texts
        )

    def offices(self) -> tuple[list[OfficeRow], list[OfficeRow]]:
        """List the offices of each year, the last first: those in view, and those before."""

        def link(year: str, office: Office) -> str:
            return self.links.narrowed(title=office.titles, year=(year,))

        rows = office_rows(self.dossier.offices, link, self.texts)
        return rows[:YEARS], rows[YEARS:]

    def heads(self) -> list[LineHead]:
        """List the heads of the columns, which sort the mentions."""
        return line_heads(
            self.dossier.asked.sorting,
            lambda name: f"{self.links.url(self._wanted, sorting=name)}#mentions",
            self.texts,
        )

    def rows(self) -> Iterator[LineRow]:
        """Return the mentions of this page."""
        return mention_rows(self.dossier, self.texts, correcting=bool(self.token))

    def pages(self) -> list[tuple[str, str]]:
        """List the pages before and after: text and URL."""
        at, total = self.dossier.asked.offset, self.dossier.total
        found = []
        if at:
            before = self.links.url(self._wanted, offset=max(0, at - PAGE))
            found.append((self.texts["previous"], before))
        if at + PAGE < total:
            after = self.links.url(self._wanted, offset=at + PAGE)
            found.append((self.texts["next"], after))
        return found

    @property
    def where(self) -> str:
        """Say which mentions stand on this page; empty where all do."""
        at, total = self.dossier.asked.offset, self.dossier.total
        if total <= PAGE or at >= total:
            return ""
        return f"{grouped(at + 1)}–{grouped(min(at + PAGE, total))} / {grouped(total)}"

    @property
    def downloads(self) -> Downloads:
        """List the files of the mentions that are shown."""
        side = self.dossier.asked.side
        label = self.texts.filled("take_away_all", n=grouped(self.dossier.total))
        return mentions_downloads(
            [
                ("entity", self.dossier.id),
                *([("side", side)] if side else []),
                *filter_pairs(self._wanted),
            ],
            label,
        )
