"""What Vietnamese and Chinese documents say of the same, beside each other on one axis of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from corpus.document import Document
from indexer import fields
from search.comparison.two_sides import ALSO_MOST, LanguageSide, TwoSides
from search.concordance.mention_filter import MentionFilter
from search.names.gate_sides import BOTH
from web.html.marking import escaped, text_tag
from web.http import comparison_urls, urls
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.pages.comparisons.asked_comparison import sides_pairs
from web.pages.comparisons.compare_links import Cell
from web.pages.comparisons.compare_page import Question, kind_text, question
from web.pages.comparisons.comparison_filters import ComparisonFilters
from web.pages.comparisons.sides_links import SidesLinks
from web.pages.document_facts import date_text, name_tag, title_text
from web.pages.dossier_links import Active
from web.pages.downloads import Downloads, FileRow
from web.pictures.names import both_names, in_order

ONLY_SHOWN: Final = 10
"""Names of each kind and side on the page; the file has all."""

PERIODS_SHOWN: Final = 36
"""Periods on the page, the latest ones: of as many the newest documents are read."""


class DocumentLine(Struct, frozen=True):
    """A document: its URL, title with its language, date, and source with its language."""

    href: str
    title: Markup
    tag: str
    date: str
    source: str
    source_tag: str


class Volume(Struct, frozen=True):
    """The documents of one language in a period: their number, the length of its bar in percent,
    and the newest of them."""

    lang: str
    cell: Cell
    length: float
    newest: DocumentLine | None


class PeriodRow(Struct, frozen=True):
    """A period: its name, the URL of this page within it (empty where it has none), both sides."""

    name: str
    href: str
    volumes: tuple[Volume, ...]


class Total(Struct, frozen=True):
    """One language: documents, mentions in words (empty without an entity), and those undated."""

    lang: str
    documents: Cell
    mentions: str
    undated: Cell


class OnlyList(Struct, frozen=True):
    """Names of one kind that only one side mentions: text, language, documents, and the URL of this
    page with the name; ``more`` says how many others there are, or nothing."""

    kind: str
    names: tuple[tuple[str, str, str, str], ...]
    more: str


class SidesPage:
    """The two sides in one language of the reader."""

    def __init__(self, found: TwoSides, texts: Texts) -> None:
        self._found = found
        self._texts = texts
        self._urls = SidesLinks(found)
        wanted = found.asked.wanted
        subject = found.subject
        self.both = in_order(subject.name, texts.language) if subject else []
        self.kind = kind_text(subject.kind, texts) if subject else ""
        self.dossier = urls.entity_url(subject.kind, subject.id) if subject else ""
        self.title = both_names(subject.name, texts.language) if subject else texts["two_sides"]
        self.typed = found.asked.named
        self.asked = wanted
        self.path = comparison_urls.SIDES
        self.has_answer = found.unclear is None
        self.links = ComparisonFilters(
            wanted,
            found.facets,
            lambda one: self._urls.page(wanted=one),
            sides_pairs(self._urls.asked(wanted=wanted.without_dates())),
            texts,
            self._more(),
        )
        self.unfiltered = self._urls.page(wanted=MentionFilter(), also=())
        pairs = sides_pairs(self._urls.asked())
        table = f"{urls.json_url(comparison_urls.SIDES)}-table"
        files = [FileRow(texts["two_sides"], table, urls.table_formats())]
        self.downloads = Downloads(pairs, files)
        self.json_url = urls.json_url(comparison_urls.sides_url(pairs))
        self.compare = comparison_urls.compare_url([("e", subject.id)]) if subject else ""

    def pair_switch(self) -> list[tuple[str, str]]:
        """List whether a gate is one side or the whole crossing, with URLs; none for what is no
        gate of two."""
        subject = self._found.subject
        if subject is None or not subject.gates:
            return []
        is_whole = len(subject.ids) > 1
        return [
            (self._texts["compare_alone"], self._urls.page(side="") if is_whole else ""),
            (self._texts["side_both"], "" if is_whole else self._urls.page(side=BOTH)),
        ]

    def _more(self) -> list[Active]:
        """List the filters that only this page has: what a document must mention too."""
        also = self._found.asked.also
        return [
            Active(
                self._texts["sides_with"],
                both_names(one.name, self._texts.language),
                self._urls.page(also=tuple(an_id for an_id in also if an_id != one.id)),
            )
            for one in self._found.also
        ]

    def hidden(self) -> list[tuple[str, str]]:
        """List what the form of the name sends along."""
        return sides_pairs(self._urls.asked(named=""))

    def hidden_of_month(self) -> list[tuple[str, str]]:
        """List what the form of the month sends along."""
        return sides_pairs(self._urls.asked(wanted=self.asked.without_dates()))

    @property
    def month(self) -> str:
        """The month that is asked for, if it is one."""
        since, until = self.asked.since, self.asked.until
        return since if since == until and len(since) == len("2022-02") else ""

    def questions(self) -> list[Question]:
        """List what is asked back where the name is not clear."""
        one = self._found.unclear
        if one is None:
            return []
        links = [self._urls.page(named=meaning.id) for meaning in one.offered]
        return [question(one, links, self._texts)]

    def totals(self) -> list[Total]:
        """List both languages with their numbers."""
        return [
            Total(
                side.lang,
                self._cell(side.documents, side.lang),
                self._texts.counted("mentions", side.mentions) if self._found.subject else "",
                self._cell(side.undated, side.lang, fields.UNKNOWN, is_dated=False),
            )
            for side in self._found.sides
        ]

    def _cell(self, count: int, lang: str, period: str = "", *, is_dated: bool = True) -> Cell:
        href = self._urls.documents(lang, period, dated=is_dated) if count else ""
        return Cell(grouped(count), href)

    def firsts(self) -> list[tuple[str, DocumentLine | None]]:
        """List the first document of each language that has a date; none without an entity."""
        if self._found.subject is None:
            return []
        return [
            (side.lang, self._line(side.first) if side.first else None)
            for side in self._found.sides
        ]

    def who_was_first(self) -> str:
        """Say which side reported first, as far as the dates tell."""
        if self._found.subject is None or not all(side.first for side in self._found.sides):
            return ""
        vi, zh = (_date(side) for side in self._found.sides)
        shared = min(len(vi), len(zh))
        if vi[:shared] == zh[:shared]:
            return self._texts["sides_same_time"]
        name = self._texts["lang_vi" if vi < zh else "lang_zh"]
        if shared < len("2022-02-28"):
            return self._texts.filled("sides_before", lang=name)
        days = abs((datetime.date.fromisoformat(vi) - datetime.date.fromisoformat(zh)).days)
        return self._texts.filled("sides_before_by", lang=name, n=grouped(days))

    def _line(self, document: Document) -> DocumentLine:
        title = title_text(document, self._texts)
        tag = text_tag(document.lang, document.title or document.body)
        return DocumentLine(
            self._urls.document(document.id, document.lang),
            Markup(escaped(title, tag)),
            tag,
            date_text(document.date, document.date_origin, self._texts),
            document.source,
            name_tag(document.source),
        )

    def periods(self) -> Iterator[PeriodRow]:
        """List the periods, the latest first; what is not known comes last."""
        known = [one for one in self._found.periods if one.name != fields.UNKNOWN]
        unknown = [one for one in self._found.periods if one.name == fields.UNKNOWN]
        shown = [*known[-PERIODS_SHOWN:][::-1], *unknown]
        most = max((count for one in shown for count in one.documents.values()), default=1)
        for one in shown:
            is_known = one.name != fields.UNKNOWN
            key = "unknown_year" if self._found.by == fields.YEAR else "unknown_month"
            alone = len(self._found.periods) == 1
            yield PeriodRow(
                dated(one.name, self._texts.language) if is_known else self._texts[key],
                self._urls.period(one.name) if is_known and not alone else "",
                tuple(
                    Volume(
                        lang,
                        self._cell(count, lang, one.name),
                        round(100 * count / most, 1),
                        self._line(one.newest[lang]) if lang in one.newest else None,
                    )
                    for lang, count in one.documents.items()
                ),
            )

    def earlier(self) -> str:
        """Say how many periods are not on the page; empty for none."""
        more = len(self._found.periods) - PERIODS_SHOWN - 1
        return self._texts.filled("sides_earlier", n=grouped(more)) if more > 0 else ""

    def newest(self) -> list[tuple[str, list[DocumentLine], Cell]]:
        """List the newest documents of each language, with the number and URL of all of them."""
        return [
            (
                side.lang,
                [self._line(one) for one in side.newest],
                self._cell(side.documents, side.lang),
            )
            for side in self._found.sides
        ]

    def only(self) -> list[tuple[str, list[OnlyList]]]:
        """List by language what only its documents mention; none where neither has any."""
        found: dict[str, list[OnlyList]] = {}
        for one in self._found.only:
            if not one.found:
                continue
            also = self._found.asked.also
            names = tuple(
                (
                    str(name),
                    name_tag(str(name)),
                    grouped(count),
                    self._urls.page(also=(*also, an_id)) if len(also) < ALSO_MOST else "",
                )
                for an_id, name, count in one.found[:ONLY_SHOWN]
            )
            left = len(one.found) - len(names)
            more = self._texts.filled("sides_more", n=grouped(left)) if left else ""
            found.setdefault(one.lang, []).append(
                OnlyList(kind_text(one.kind, self._texts), names, more)
            )
        return [(lang, found.get(lang, [])) for lang in ("vi", "zh")] if found else []


def _date(side: LanguageSide) -> str:
    return side.first.date if side.first else ""
