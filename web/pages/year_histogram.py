"""A histogram of documents by year, or by the months of a year or two, drawn as SVG without script:
the place and size of each bar, which are stacked by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from indexer import fields
from search.answer.models import FacetValue
from search.request import Request
from web.http.urls import RequestPage
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.pages import request_changes
from web.pages.value_links import ValueLinks

HEIGHT: Final = 44
"""Pixels of the highest bar."""

LEAST: Final = 1.5
"""Pixels of the lowest bar: one document is seen beside thousands."""

WIDEST: Final = 7.0
"""Percent of the picture that a bar takes at most: few years stay bars, not blocks."""

LABELS: Final = 7
"""Most years written under the bars: four digits each take 30 of the 330 pixels of a telephone."""

LONGEST: Final = 60
"""Years drawn one beside the other; of a longer range only those that have documents are."""

ACCENTED: Final = ("vi", "zh")
"""The languages that have an accent, as they are stacked from below; all others are one part."""

OTHER: Final = "other"

UNDATED: Final = {fields.YEAR: "unknown_year", fields.MONTH: "unknown_month"}
"""The words for what has none."""


class Segment(Struct, frozen=True):
    """The part of a bar that one language takes, in pixels from above."""

    lang: str
    top: float
    height: float


class Bar(Struct, frozen=True):
    """A year or month: ``value`` is that of the facet, ``name`` the same in words. ``left``,
    ``middle`` and ``width`` are percent of the picture's width; ``label`` is empty where there is
    no room for it. ``counts`` are its documents in the languages of the histogram, in words
    ``title``."""

    value: str
    name: str
    count: int
    counts: tuple[int, ...]
    title: str
    href: str
    left: float
    middle: float
    width: float
    segments: tuple[Segment, ...]
    label: str
    chosen: bool


class Histogram(Struct, frozen=True):
    """All bars, and what has no date in a bucket of its own. ``languages`` are those that it has,
    ``title`` says what it shows, ``of`` what the rows of its table are.

    ``base`` is the URL of the page without a choice of dates, to which a span of bars is added;
    ``since`` and ``until`` bound what is counted. ``wider`` leads from months to all years."""

    bars: tuple[Bar, ...]
    undated: Bar | None
    languages: tuple[str, ...]
    title: str
    of: str
    base: str
    since: str
    until: str
    wider: str

    @property
    def narrowed(self) -> bool:
        """Whether bars are chosen, so that the others are shown paler."""
        return any(bar.chosen for bar in self.bars)

    @property
    def rows(self) -> list[Bar]:
        """The bars that have documents, and the bucket: what the table lists."""
        return [bar for bar in (*self.bars, self.undated) if bar and bar.count]


def histogram_of(
    request: Request,
    facets: Mapping[str, Sequence[FacetValue]],
    page: RequestPage,
    texts: Texts,
) -> Histogram | None:
    """Return the histogram of a request: of months where it is narrowed to a year or two, or all
    its documents are of one; else of years. None if there are not two to compare."""
    years = years_by_month(request, facets)
    field = fields.MONTH if years else fields.YEAR
    rows = {row.value: row for row in facets.get(field, ()) if not row.excluded}
    places = _months(years, request) if years else _years(rows)
    if len(places) < 2 or not any(rows[place].count for place in places if place in rows):
        return None
    drawing = _Drawing(request, page, texts, field, rows)
    # What is counted obeys every filter but that of its own facet, so the span takes its place.
    whole = request_changes.without_dates(request, *((field, fields.YEAR) if years else (field,)))
    shown = " – ".join(dict.fromkeys((years or places)[:: max(len(years or places) - 1, 1)]))
    return Histogram(
        bars=tuple(drawing.bars(places)),
        undated=drawing.bucket(),
        languages=drawing.languages,
        title=texts.filled("by_month_of" if years else "by_year_of", years=shown),
        of=texts[f"field_{field}"],
        base=page.url(whole),
        since=request.since,
        until=request.until,
        wider=page.url(request_changes.without_dates(request, fields.MONTH, fields.YEAR))
        if years and _is_narrowed(request)
        else "",
    )


def years_by_month(request: Request, facets: Mapping[str, Sequence[FacetValue]]) -> tuple[str, ...]:
    """Return the year, or two that follow each other, whose months are shown; none if the years
    are."""
    chosen = set(request.filters.get(fields.YEAR, ()))
    chosen = chosen or {one[:4] for one in request.filters.get(fields.MONTH, ())}
    if not chosen and request.since and request.until:
        chosen = {request.since[:4], request.until[:4]}
    if not chosen:
        chosen = {row.value for row in facets.get(fields.YEAR, ()) if row.count}
        chosen = chosen - {fields.UNKNOWN} if len(chosen - {fields.UNKNOWN}) == 1 else set()
    years = sorted(chosen)
    if not 0 < len(years) <= 2 or not all(map(str.isdecimal, years)):
        return ()
    return tuple(years) if int(years[-1]) - int(years[0]) < 2 else ()


def _is_narrowed(request: Request) -> bool:
    by = {fields.YEAR, fields.MONTH} & set(request.filters)
    return bool(by or request.since or request.until)


def _years(rows: Mapping[str, FacetValue]) -> list[str]:
    years = sorted(value for value in rows if value.isdecimal())
    if not years:
        return []
    first, last = int(years[0]), int(years[-1])
    if last - first < LONGEST:
        return [f"{year:04}" for year in range(first, last + 1)]
    return years[-LONGEST:]


def _months(years: Sequence[str], request: Request) -> list[str]:
    """Return the months of these years within the range of a request; all of them where that is
    only one."""
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    since, until = request.since[:7], request.until[:7] + "~"
    within = [one for one in months if since <= one and (until == "~" or one <= until)]
    return within if len(within) > 1 else months


class _Drawing:
    """Draws the values of one facet."""

    def __init__(
        self,
        request: Request,
        page: RequestPage,
        texts: Texts,
        field: str,
        rows: Mapping[str, FacetValue],
    ) -> None:
        self._hrefs = ValueLinks(request, page)
        self._texts = texts
        self._field = field
        self._rows = rows
        others = {lang for row in rows.values() for lang, _ in row.languages} - set(ACCENTED)
        self.languages = (*ACCENTED, OTHER) if others else ACCENTED

    def bars(self, places: Sequence[str]) -> list[Bar]:
        """Draw a bar for each of these years or months, whether there are documents or not."""
        rows = [self._rows.get(place) or FacetValue(place, 0, False) for place in places]
        most = max(row.count for row in rows)
        step = 100 / len(places)
        width = min(step * 0.76, WIDEST)
        labels = _labels(places)
        return [
            self._bar(row, most, (number + 0.5) * step, width, label)
            for number, (row, label) in enumerate(zip(rows, labels, strict=True))
        ]

    def bucket(self) -> Bar | None:
        """Return what has no year or no month; None if nothing has."""
        row = self._rows.get(fields.UNKNOWN)
        if row is None or not (row.count or row.chosen):
            return None
        return self._bar(row, max(row.count, 1), 50, 100, "")

    def _bar(self, row: FacetValue, most: int, middle: float, width: float, label: str) -> Bar:
        counts = self._counts(row)
        name = (
            self._texts[UNDATED[self._field]]
            if row.value == fields.UNKNOWN
            else dated(row.value, self._texts.language)
        )
        parts = (
            f"{lang.upper()} {grouped(count)}"
            for lang, count in zip(ACCENTED, counts, strict=False)
            if count
        )
        by_language = ", ".join(parts)
        return Bar(
            value=row.value,
            name=name,
            count=row.count,
            counts=counts,
            title=f"{name}: {grouped(row.count)}" + (f" ({by_language})" if by_language else ""),
            href=self._hrefs.toggling(self._field, row.value),
            left=round(middle - width / 2, 2),
            middle=round(middle, 2),
            width=round(width, 2),
            segments=_stacked(counts, self.languages, row.count, most),
            label=label,
            chosen=row.chosen,
        )

    def _counts(self, row: FacetValue) -> tuple[int, ...]:
        by_language = dict(row.languages)
        accented = [by_language.get(lang, 0) for lang in ACCENTED]
        rest = (row.count - sum(accented),) if OTHER in self.languages else ()
        return (*accented, *rest)


def _stacked(
    counts: Sequence[int], languages: Sequence[str], count: int, most: int
) -> tuple[Segment, ...]:
    """Stack what each language has, the first at the bottom."""
    if not count:
        return ()
    height = max(HEIGHT * count / most, LEAST)
    ends = [0.0]
    for one in counts:
        ends.append(ends[-1] + height * one / count)
    return tuple(
        Segment(lang, round(HEIGHT - above, 1), round(above - below, 1))
        for lang, (below, above) in zip(languages, pairwise(ends), strict=True)
        if above > below
    )


def _labels(places: Sequence[str]) -> list[str]:
    """Return what is written below each bar: of years as many as have room, the last one among
    them; of one year's months their numbers, of two years' each third, a January as its year."""
    if len(places[0]) == len("2023"):
        every = -(-len(places) // LABELS)
        return [
            year if (len(places) - 1 - number) % every == 0 else ""
            for number, year in enumerate(places)
        ]
    if len(places) <= 12:
        return [str(int(month[5:])) for month in places]
    return [
        month[:4] if number == 1 else str(number) if number % 3 == 1 else ""
        for month in places
        for number in (int(month[5:]),)
    ]
