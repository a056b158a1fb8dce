"""The first page: what the archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from indexer import fields
from search.answer.archive_overview import Overview
from search.request import Request
from web.html.marking import text_tag
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, name_tag, title_text, value_text
from web.pages.value_names import ValueNames, value_names
from web.pages.year_histogram import Histogram, histogram_of

EXAMPLES: Final = (
    *("luu ninh", "友谊关", "cửa khẩu Hữu Nghị", "chống buôn lậu", "2019..2022 Bằng Tường"),
)
"""A name without tones, one in characters, a gate, a topic, a range of years."""

ACCENTED: Final = ("vi", "zh")


class Share(Struct, frozen=True):
    """The share of a language; ``left`` and ``width`` are percent."""

    lang: str
    name: str
    count: int
    left: float
    width: float
    href: str


class NewestDocument(Struct, frozen=True):
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
        """List the languages, Vietnamese and Chinese first."""
        rows = sorted(
            self.overview.by_lang,
            key=lambda row: ACCENTED.index(row.value) if row.value in ACCENTED else len(ACCENTED),
        )
        left = 0.0
        for row in rows:
            width = 100 * row.count / max(self.overview.size, 1)
            yield Share(
                row.value,
                value_text(fields.LANG, row.value, self.texts),
                row.count,
                round(left, 2),
                round(width, 2),
                urls.results_url(Request("", filters={fields.LANG: (row.value,)})),
            )
            left += width

    @property
    def histogram(self) -> Histogram | None:
        """The histogram of all documents."""
        by_year = {fields.YEAR: self.overview.by_year, fields.MONTH: self.overview.by_month}
        return histogram_of(Request(""), by_year, urls.RESULTS, self.texts)

    def tops(self) -> Iterator[tuple[str, str, list[tuple[ValueNames, str, str]]]]:
        """List the gates and the people that most documents name: heading, URL of all, and the
        rows: names, documents, URL."""
        for key, kind, rows in (
            (fields.GATES, "gate", self.overview.gates),
            (fields.PEOPLE, "person", self.overview.people),
        ):
            if rows:
                named = [
                    (
                        value_names(key, row, self.texts),
                        grouped(row.count),
                        urls.entity_url(kind, row.value),
                    )
                    for row in rows
                ]
                yield self.texts[f"most_{key}"], f"/{key}", named

    def newest(self) -> Iterator[NewestDocument]:
        """Return the newest documents."""
        return (
            NewestDocument(
                urls.document_url(hit.id, Request("")),
                hit.lang,
                text_tag(hit.lang, hit.title),
                title_text(hit.document, self.texts),
                date_text(hit.date, hit.date_origin, self.texts),
                hit.date,
                hit.source,
                name_tag(hit.source),
            )
            for hit in self.overview.newest
        )
