"""Facets: every count is what its click gives, what is looked for is found, what is chosen can be
taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import pytest
from starlette.testclient import TestClient

from indexer import fields
from indexer.engines.protocol import FACET_VALUES
from search.answer.models import FacetValue
from search.archive import Archive
from search.names.entity_names import EntityName
from search.request import Request
from web.http.urls import RESULTS, RequestPage, ShownLists, concordance_page
from web.i18n.negotiation import LANGUAGES
from web.i18n.texts import all_texts
from web.pages.facet_groups import (
    LONG,
    VALUES_LISTED,
    VALUES_USUAL,
    FacetGroup,
    FacetGroups,
)

PAGES = [RESULTS, concordance_page("left")]
EVERY_VALUE = ShownLists(everything=True)
QUERIES = ["", "cửa khẩu", "刘宁", "luu ninh OR hội đàm"]


def groups(
    archive: Archive,
    request: Request,
    page: RequestPage = RESULTS,
    lists: ShownLists = EVERY_VALUE,
    language: str = "vi",
) -> Mapping[str, FacetGroup]:
    facets = archive.results(request).facets
    made = FacetGroups(request, facets, page, all_texts()[language], lists)
    return {group.field: group for group in made.groups(("2023",))}


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def documents(client: TestClient, href: str, *pairs: tuple[str, str]) -> int:
    """How many documents the page of an address says that it has."""
    said = r'(?:<h1>|<span class="of-documents">)([\d\s\u202f]+|Không có) tài liệu'
    heading = re.search(said, client.get(href, params=pairs or None).text)
    return number(heading[1]) if heading else 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
@pytest.mark.parametrize("query", QUERIES)
def test_every_count_is_what_its_click_gives(
    client: TestClient, archive: Archive, query: str, page: RequestPage
) -> None:
    total = archive.results(Request(query)).total
    clicked = 0
    for group in groups(archive, Request(query), page).values():
        for at, link in enumerate(group.shown + group.folded[:12]):
            assert documents(client, link.href) == number(link.count), link
            without = (*page.fields(Request(query)), (group.exclusion, link.value))
            left = total - number(link.count)
            # No link leads there yet, so one page of each facet is enough to see that pages say
            # the same; the JSON interface has the number of the same request in half the time.
            if at == 0:
                assert documents(client, page.path, *without) == left, link
            asked = client.get("/api/search", params=[*without, ("limit", "1")])
            assert asked.json()["total"] == left, link
            clicked += 2
    assert clicked > 40


NARROWED = [
    Request("", filters={"lang": ("vi",)}),
    Request("cửa khẩu", excluded={"lang": ("vi",)}, since="2019"),
    Request("", filters={"year": ("2023", "2024")}, excluded={"month": ("2023-02",)}),
    Request("", filters={"people": ("lưu ninh",)}),
]


@pytest.mark.parametrize("request_", NARROWED, ids=str)
def test_under_filters_a_count_is_of_the_documents_that_its_value_has_among_those_found(
    archive: Archive, request_: Request
) -> None:
    for name, group in groups(archive, request_).items():
        others = {field: kept for field, kept in request_.filters.items() if field != name}
        for link in group.shown:
            if link.on or link.out:
                continue
            alone = request_.but(filters={**others, name: (link.value,)})
            assert archive.results(alone).total == number(link.count), link


def test_of_one_value_a_document_what_is_not_chosen_cannot_be_excluded(archive: Archive) -> None:
    found = groups(archive, Request("", filters={"lang": ("vi",), "people": ("lưu ninh",)}))
    assert not any(link.has_exclusion for link in found["lang"].shown)
    assert any(link.has_exclusion for link in found["people"].shown if not link.on)


def test_what_is_excluded_stands_in_its_facet_and_is_taken_back(archive: Archive) -> None:
    request = Request("", excluded={"lang": ("vi",)})
    out = [link for link in groups(archive, request)["lang"].shown if link.out]
    assert [link.href for link in out] == [RESULTS.url(Request(""))]


def test_what_is_excluded_and_then_chosen_is_no_longer_excluded(archive: Archive) -> None:
    request = Request("", excluded={"lang": ("vi",)})
    found = groups(archive, request)["lang"].shown
    chosen = next(link for link in found if not link.out)
    assert "-lang=vi" in chosen.href
    assert "lang=zh" in chosen.href


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("vi", ("Quảng Tây", "", "广西", "zh-Hans")),
        ("zh", ("广西", "", "Quảng Tây", "vi")),
        ("en", ("Quảng Tây", "vi", "广西", "zh-Hans")),
    ],
)
def test_a_value_is_in_the_language_of_the_page_with_the_other_beside(
    language: str, names: tuple[str, str, str, str]
) -> None:
    rows = [
        FacetValue("广西", 3, False, EntityName("Quảng Tây", "广西")),
        FacetValue(fields.UNKNOWN, 2, False),
    ]
    made = FacetGroups(
        Request(""), {"province": rows}, RESULTS, all_texts()[language], ShownLists()
    )
    (group,) = made.groups(())
    first, unknown = (link.names for link in group.shown)
    assert (first.text, first.tag, first.other, first.other_tag) == names
    assert unknown.text == all_texts()[language]["unknown"]


def many(count: int) -> dict[str, list[FacetValue]]:
    people = [FacetValue(f"người {n}", count - n, False) for n in range(count)]
    return {"people": [FacetValue("đỗ 刘", 1, False, EntityName("Đỗ Lưu", "刘")), *people]}


def test_a_long_facet_is_searched_without_tones_and_in_both_languages() -> None:
    for typed in ("do luu", "ĐỖ", "刘", "劉"):
        lists = ShownLists(find={"people": typed})
        (group,) = FacetGroups(Request("x"), many(100), RESULTS, all_texts()["vi"], lists).groups(
            ()
        )
        assert [link.names.text for link in group.shown] == ["Đỗ Lưu"]
        assert (group.typed, group.parameter, group.unfold) == (typed, "find.people", "")
        assert ("q", "x") in group.fields


def test_only_a_long_facet_has_a_field_to_search_it() -> None:
    for count in (LONG - 1, LONG + 1):
        (group,) = FacetGroups(
            Request(""), many(count), RESULTS, all_texts()["vi"], ShownLists()
        ).groups(())
        assert bool(group.parameter) == (group.size > LONG)


def test_what_is_looked_for_and_not_there_leaves_the_facet_with_its_field() -> None:
    lists = ShownLists(find={"people": "không ai"})
    (group,) = FacetGroups(Request(""), many(50), RESULTS, all_texts()["vi"], lists).groups(())
    assert (group.size, group.shown, group.typed) == (0, (), "không ai")


@pytest.mark.parametrize(
    ("values", "everything", "more", "unfold"),
    [
        # All are on the page.
        (VALUES_LISTED, False, f"{VALUES_LISTED - VALUES_USUAL}", ""),
        # As many came as are asked for: that there are more is known, and not how many.
        (VALUES_LISTED + 1, False, f"{VALUES_LISTED - VALUES_USUAL}+", "show up to 300"),
        (40, True, f"{40 - VALUES_USUAL}", ""),
        (FACET_VALUES, True, f"{FACET_VALUES - 1 - VALUES_USUAL}+", ""),
    ],
)
def test_values_that_are_not_in_view_are_counted_as_far_as_is_known(
    values: int, everything: bool, more: str, unfold: str
) -> None:
    lists = ShownLists(everything)
    groups = FacetGroups(Request(""), many(values - 1), RESULTS, all_texts()["en"], lists)
    (group,) = groups.groups(())
    assert (group.more, group.unfold) == (more, unfold)
    assert len(group.shown) + len(group.folded) == min(group.size, values)
    assert group.size == (values - 1 if more.endswith("+") else values)


def test_a_facet_that_is_no_list_of_entities_is_never_cut() -> None:
    rows = [FacetValue(f"nguồn {n}", n + 1, False) for n in range(60)]
    facets = {"source": rows}
    (group,) = FacetGroups(Request(""), facets, RESULTS, all_texts()["en"], ShownLists()).groups(())
    assert (group.more, group.unfold) == (f"{60 - VALUES_USUAL}", "show all 60")


@pytest.mark.parametrize("path", ["/search", "/concordance"])
def test_a_plain_form_searches_a_facet(client: TestClient, archive: Archive, path: str) -> None:
    page = client.get(f"{path}?q=&find.people=luu+ninh&lang=zh").text
    facet = page.split('name="find.people" value="luu ninh"')[1].split("</section>")[0]
    assert "Lưu Ninh" in facet
    assert facet.count("<li") < 5
    form = page.split('<form class="finder"')[1].split("</form>")[0]
    assert '<input type="hidden" name="lang" value="zh">' in form


def test_a_person_whom_the_usual_list_lacks_is_found_in_the_facet(archive: Archive) -> None:
    usual = archive.results(Request(""), values=3).facets["people"]
    every = archive.results(Request(""), values=20_000).facets["people"]
    assert len(usual) == 3 < len(every)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/search", "/concordance", "/names"])
def test_filters_that_are_on_stand_in_one_row_on_every_page(
    client: TestClient, path: str, language: str
) -> None:
    address = f"{path}?q=&names=a&lang=zh&-province=广西&from=2019&to=2023&ui={language}"
    page = client.get(address).text
    row = page.split('<p class="active">')[1].split("</p>")[0]
    texts = all_texts()[language]
    assert row.count('class="filter') == 4
    assert f"<i>{texts['not']}</i>" in row
    assert "Quảng Tây" in row
    assert "广西" in row
    for href in re.findall(r'class="filter[^"]*" href="([^"]+)"', row):
        left = client.get(unescape(href)).text
        assert left.split('<p class="active">')[1].split("</p>")[0].count('class="filter') == 3
    clear = re.search(r'class="clear" href="([^"]+)"', row)
    assert clear
    assert '<p class="active">' not in client.get(unescape(clear[1])).text
