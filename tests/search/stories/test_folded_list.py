"""A folded list: nothing is lost or repeated, whatever is asked in whatever order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printings import PRINTINGS

from search.answer.models import Results
from search.archive import Archive
from search.request import NAME_ORDER, NEWEST, Request, from_query, to_query

requests = st.builds(
    Request,
    st.sampled_from(
        ("", "Lạng Sơn", "hoà a", "cửa khẩu hàng nông", "广西口岸", "Lạng Sơn -mới", "thuỷ sản xe")
    ),
    filters=st.sampled_from(({}, {"lang": ("vi",)}, {"source": ("Báo 0", "Báo 2", "Báo 5")})),
    since=st.sampled_from(("", "2024-04-15")),
    sorting=st.sampled_from((NAME_ORDER, NEWEST)),
    limit=st.sampled_from((3, 7, 100)),
)


def pages(archive: Archive, request: Request) -> Iterator[Results]:
    """Every page, each where the one before says."""
    place: int | None = 0
    while place is not None:
        page = archive.results(request.but(offset=place))
        yield page
        place = page.following


def every(archive: Archive, request: Request) -> list[str]:
    """Every document of the list, unfolded."""
    found = archive.results(request.but(folded=False, limit=1000))
    assert found.following is None
    return [hit.id for hit in found.hits]


@settings(max_examples=12)
@given(request=requests)
def test_shown_and_folded_together_are_all_hits_each_once(
    printed: Archive, request: Request
) -> None:
    whole = every(printed, request)
    found = list(pages(printed, request))
    rows = [row for page in found for row in page.hits]
    assert sorted(one for row in rows for one in (row.id, *row.copies)) == sorted(whole)
    # In the order of the list: what is shown, and the copies of each, which stand behind it.
    assert [row.id for row in rows] == [one for one in whole if one in {row.id for row in rows}]
    for row in rows:
        story = [row.id, *row.copies]
        assert sorted(story, key=whole.index) == story
    assert {page.listed for page in found} == {len(whole)}
    assert all(len(page.hits) == request.limit for page in found[:-1])
    assert all(page.hits for page in found[:-1])


@settings(max_examples=6)
@given(request=requests)
def test_back_is_where_one_came_from(printed: Archive, request: Request) -> None:
    before: int | None = None
    for page in pages(printed, request):
        assert page.previous == before
        before = page.request.offset


@settings(max_examples=6)
@given(request=requests, offset=st.integers(0, 90))
def test_whether_a_document_is_shown_does_not_depend_on_the_page(
    printed: Archive, request: Request, offset: int
) -> None:
    whole = every(printed, request)
    shown = [row.id for page in pages(printed, request) for row in page.hits]
    page = printed.results(request.but(offset=offset))
    behind = [one for one in shown if whole.index(one) >= offset]
    assert [row.id for row in page.hits] == behind[: request.limit]


@settings(max_examples=6)
@given(request=requests)
def test_totals_and_facets_count_documents(printed: Archive, request: Request) -> None:
    folded = printed.results(request)
    plain = printed.results(request.but(folded=False))
    assert (folded.total, folded.others_total) == (plain.total, plain.others_total)
    assert folded.facets == plain.facets
    assert folded.forms == plain.forms


@settings(max_examples=6)
@given(request=requests)
def test_the_story_of_a_row_lists_it_and_its_copies(printed: Archive, request: Request) -> None:
    for row in printed.results(request).hits[:3]:
        story = printed.results(request.but(story=row.id, limit=100))
        assert [hit.id for hit in story.hits] == [row.id, *row.copies]
        assert not any(hit.copies for hit in story.hits)
        assert story.total + story.others_total == len(story.hits)


def test_behind_the_end_there_is_a_way_back(printed: Archive) -> None:
    page = printed.results(Request("", offset=10**9))
    assert page.hits == ()
    assert page.previous is not None
    last = printed.results(Request("", offset=page.previous))
    assert len(last.hits) == 10
    assert last.following is None


def test_a_page_within_a_long_story_goes_on_behind_it(printed: Archive) -> None:
    found = printed.results(Request("", sorting=NEWEST, limit=1))
    assert sum(len(one.hits) for one in pages(printed, found.request)) < len(PRINTINGS) - 30


@pytest.mark.parametrize("request_", [Request("q", folded=False), Request("q", story="a/b 刘")])
def test_folding_is_in_the_address(request_: Request) -> None:
    assert from_query(to_query(request_)) == request_
    assert not request_.folds


def test_a_story_that_is_not_there_is_an_empty_list(printed: Archive) -> None:
    assert printed.results(Request("", story="nobody")).total == 0
