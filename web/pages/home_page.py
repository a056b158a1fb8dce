"""What the first page needs: the archive introduces itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer import fields
from search.answer.archive_overview import Overview
from search.request import Request
from web.html.marking import text_tag
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.document_facts import date_word, place_tag, value_word
from web.pages.year_histogram import Years, years_of

EXAMPLES: Final = ("luu ninh", "友谊关", "cửa khẩu Hữu Nghị", "Trần Cương", "2019..2022 Bằng Tường")
"""A name without tones, one in characters, a gate, a name that is two men's, a range of years."""

ACCENTED: Final = ("vi", "zh")


@dataclass(frozen=True, slots=True)
class Share:
    """A language's part of the archive; ``left`` and ``width`` are percent."""

    lang: str
    name: str
    count: int
    left: float
    width: float
    href: str


@dataclass(frozen=True, slots=True)
class Newest:
    """One of the newest documents."""

    href: str
    lang: str
    tag: str
    title: str
    date: str
    iso_date: str
    source: str
    source_tag: str


class HomePage:
    """The first page in one language."""

    def __init__(self, overview: Overview, texts: Texts) -> None:
        self.overview = overview
        self.texts = texts
        self.size = texts.counted("documents", overview.size)
        self.everything = urls.results_url(Request(""))
        self.examples = [(text, urls.results_url(Request(text))) for text in EXAMPLES]

    def shares(self) -> Iterator[Share]:
        """The languages, those with an accent first."""
        rows = sorted(
            self.overview.by_lang,
            key=lambda row: ACCENTED.index(row.value) if row.value in ACCENTED else len(ACCENTED),
        )
        left = 0.0
        for row in rows:
            width = 100 * row.count / max(self.overview.size, 1)
            yield Share(
                row.value,
                value_word(fields.LANG, row.value, self.texts),
                row.count,
                round(left, 2),
                round(width, 2),
                urls.results_url(Request("", filters={fields.LANG: (row.value,)})),
            )
            left += width

    def years(self) -> Years | None:
        """The histogram."""
        return years_of(self.overview.by_year)

    def year_link(self, year: str) -> str:
        """The documents of a year."""
        return urls.results_url(Request("", filters={fields.YEAR: (year,)}))

    def tops(self) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
        """The gates and the people that most documents name: texts, link to all, and the rows."""
        for key, kind, rows in (
            ("gates", "gate", self.overview.gates),
            ("people", "person", self.overview.people),
        ):
            if rows:
                named = [
                    (row.name, grouped(row.count), urls.entity_url(kind, row.value)) for row in rows
                ]
                yield self.texts[f"most_{key}"], f"/{key}", named

    def newest(self) -> Iterator[Newest]:
        """The newest documents."""
        return (
            Newest(
                urls.document_url(hit.id, Request("")),
                hit.lang,
                text_tag(hit.lang, hit.title),
                hit.title or self.texts["untitled"],
                date_word(hit.date, self.texts),
                hit.date,
                hit.source,
                place_tag(hit.source),
            )
            for hit in self.overview.newest
        )
