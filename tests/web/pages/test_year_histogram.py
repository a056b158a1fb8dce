"""The histogram: every year or month between has its place, languages are stacked, and the undated
have a bucket of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from search.answer.models import FacetValue
from search.archive import Archive
from search.request import Request
from web.http.urls import RESULTS
from web.i18n.texts import all_texts
from web.pages.year_histogram import HEIGHT, LABELS, LONGEST, Histogram, histogram_of


def value(name: str, vi: int, zh: int = 0, *, other: int = 0, chosen: bool = False) -> FacetValue:
    languages = {"vi": vi, "zh": zh, "fr": other}
    counted = tuple((lang, count) for lang, count in languages.items() if count)
    return FacetValue(name, vi + zh + other, chosen, languages=counted)


EVERYTHING = Request("")


def drawn(
    years: Sequence[FacetValue],
    months: Sequence[FacetValue] = (),
    request: Request = EVERYTHING,
) -> Histogram | None:
    facets = {"year": years, "month": months}
    return histogram_of(request, facets, RESULTS, all_texts()["vi"])


def of_years(*years: FacetValue) -> Histogram:
    histogram = drawn(years)
    assert histogram
    return histogram


def test_years_without_documents_keep_their_place() -> None:
    histogram = of_years(value("2018", 4), value("2021", 2, chosen=True))
    assert [(bar.value, bar.count) for bar in histogram.bars] == [
        ("2018", 4),
        ("2019", 0),
        ("2020", 0),
        ("2021", 2),
    ]
    heights = [sum(part.height for part in bar.segments) for bar in histogram.bars]
    assert heights == [HEIGHT, 0, 0, HEIGHT / 2]
    assert histogram.narrowed
    assert [row.value for row in histogram.rows] == ["2018", "2021"]


def test_languages_are_stacked_vietnamese_below() -> None:
    bar = of_years(value("2018", 1, 3), value("2019", 1)).bars[0]
    assert [(part.lang, part.top, part.height) for part in bar.segments] == [
        ("vi", HEIGHT * 3 / 4, HEIGHT / 4),
        ("zh", 0, HEIGHT * 3 / 4),
    ]
    assert bar.counts == (1, 3)
    assert bar.title == "2018: 4 (VI 1, ZH 3)"


def test_other_languages_are_a_part_of_their_own_where_there_are_any() -> None:
    histogram = of_years(value("2018", 1, other=2), value("2019", 1, 1))
    assert histogram.languages == ("vi", "zh", "other")
    assert [bar.counts for bar in histogram.bars] == [(1, 0, 2), (1, 1, 0)]


def test_documents_without_a_date_have_a_bucket_and_a_row_of_the_table() -> None:
    histogram = of_years(value("2018", 1), value("2019", 1), value("unknown", 3, 4))
    assert histogram.undated
    assert (histogram.undated.count, histogram.undated.counts) == (7, (3, 4))
    assert "year=unknown" in histogram.undated.href
    assert histogram.rows[-1] == histogram.undated


def test_one_year_without_months_is_no_picture() -> None:
    assert drawn([]) is None
    assert drawn([value("2018", 1), value("unknown", 1)]) is None


MONTHS = [value("2022-12", 5), value("2023-02", 1, 2), value("2023-07", 4), value("unknown", 1)]
YEARS = [value("2022", 5), value("2023", 6, 2)]


@pytest.mark.parametrize(
    ("request_", "first", "last"),
    [
        (Request("", filters={"year": ("2023",)}), "2023-01", "2023-12"),
        (Request("", filters={"year": ("2023", "2022")}), "2022-01", "2023-12"),
        (Request("", filters={"month": ("2023-02",)}), "2023-01", "2023-12"),
        (Request("", since="2022-11", until="2023-03-15"), "2022-11", "2023-03"),
        (Request("", since="2023-02", until="2023-02"), "2023-01", "2023-12"),
    ],
)
def test_months_are_shown_of_a_year_or_two(request_: Request, first: str, last: str) -> None:
    histogram = drawn(YEARS, MONTHS, request_)
    assert histogram
    assert (histogram.bars[0].value, histogram.bars[-1].value) == (first, last)
    assert histogram.wider == "/search?q="
    assert histogram.base == "/search?q="
    assert histogram.undated
    assert "month=unknown" in histogram.undated.href


def test_months_are_shown_where_all_documents_are_of_one_year() -> None:
    histogram = drawn([value("2023", 3, 2), value("2022", 0)], MONTHS)
    assert histogram
    assert len(histogram.bars) == 12
    assert histogram.wider == ""


@pytest.mark.parametrize(
    "request_",
    [
        Request("", filters={"year": ("2019", "2023")}),
        Request("", filters={"year": ("unknown",)}),
        Request("", since="2019", until="2023"),
        Request("", since="2022"),
    ],
)
def test_years_are_shown_of_any_other_choice(request_: Request) -> None:
    histogram = drawn(YEARS, MONTHS, request_)
    assert histogram
    assert [bar.value for bar in histogram.bars] == ["2022", "2023"]


def test_a_span_takes_the_place_of_the_choice_and_no_other() -> None:
    filters = {"year": ("2022",), "lang": ("vi",)}
    request = Request("x", filters=filters, excluded={"year": ("2020",)})
    histogram = drawn(YEARS, MONTHS, request)
    assert histogram
    assert histogram.base == "/search?q=x&lang=vi&-year=2020"


@given(st.dictionaries(st.integers(1, 9999), st.integers(0, 10**7), min_size=2))
def test_bars_stand_within_the_picture_and_apart(counts: dict[int, int]) -> None:
    years = [value(f"{year:04}", count // 2, count - count // 2) for year, count in counts.items()]
    histogram = drawn(years, request=Request("", since="1", until="9"))
    if histogram is None:
        assert not any(counts[year] for year in sorted(counts)[-LONGEST:])
        return
    assert len(histogram.bars) <= LONGEST
    assert sum(bool(bar.label) for bar in histogram.bars) <= LABELS
    for bar in histogram.bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= 100.1
        assert bool(bar.segments) == bool(bar.count)
        assert sum(bar.counts) == bar.count
        for part in bar.segments:
            assert 0 <= part.top <= HEIGHT
        for below, above in pairwise(bar.segments):
            assert above.top + above.height == pytest.approx(below.top, abs=0.11)
    bars = histogram.bars
    assert all(one.left + one.width <= other.left + 0.02 for one, other in pairwise(bars))


def total(page: str) -> int:
    found = re.search(r"<h1>([\d\s\u202f]+) tài liệu", page)
    return int(re.sub(r"\D", "", found[1])) if found else 0


@pytest.mark.parametrize("address", ["/search?q=", "/search?q=&year=2023", "/search?q=&lang=vi"])
def test_every_bar_is_what_its_click_gives(client: TestClient, address: str) -> None:
    page = client.get(address).text
    bars = re.findall(r'href="([^"]+)" data-at="([^"]+)" data-n="(\d+)"', page)
    assert len(bars) > 3
    for href, _, count in bars:
        if f"{address}&".count("year=") <= unescape(href).count("year="):
            assert total(client.get(unescape(href)).text) == int(count), href


@pytest.mark.parametrize(
    "address",
    ["/search?q=", "/search?q=&year=2023&-lang=vi", "/search?q=&from=2019-03&to=2023-02-20"],
)
def test_a_span_of_bars_has_the_documents_that_they_count(client: TestClient, address: str) -> None:
    page = client.get(address).text
    bars = re.findall(r'data-at="([^"]+)" data-n="(\d+)"', page)
    base, since, until = (
        unescape(found[1])
        for name in ("base", "since", "until")
        if (found := re.search(rf'data-{name}="([^"]*)"', page))
    )
    for start, end in ((0, len(bars)), (1, 3)):
        chosen = bars[start:end]
        first, last = chosen[0][0], chosen[-1][0]
        # As web/static/brush.js does.
        first = since if since.startswith(first) else first
        last = until if until.startswith(last) else last
        found = client.get(f"{base}&from={first}&to={last}").text
        assert total(found) == sum(int(count) for _, count in chosen)


def test_the_table_has_the_numbers_of_the_picture(client: TestClient, archive: Archive) -> None:
    page = client.get("/search?q=").text
    rows = dict(re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page))
    years = archive.results(Request("")).facets["year"]
    assert len(rows) == len(years)
    for row in years:
        cells = rows["không rõ năm" if row.value == "unknown" else row.value]
        numbers = [int(re.sub(r"\D", "", one)) for one in re.findall(r">([\d\u202f]+)<", cells)]
        languages = dict(row.languages)
        assert numbers == [languages.get("vi", 0), languages.get("zh", 0), row.count]
