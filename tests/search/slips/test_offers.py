"""What is offered for a slip, when it is offered, and that its count is what the click shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.slip_cases import SLIPS
from search.answer.models import Results, Suggestion
from search.archive import Archive
from search.request import Request

Offered = Callable[..., tuple[Results, list[Suggestion]]]


def test_the_table_has_forty_slips() -> None:
    assert len({typed for typed, _, _ in SLIPS}) == 40


@pytest.mark.parametrize(("typed", "meant"), [(typed, meant) for typed, meant, _ in SLIPS])
def test_what_was_meant_is_offered_first_with_what_its_click_finds(
    offered: Offered, archive: Archive, typed: str, meant: str
) -> None:
    _, offers = offered(typed)
    assert offers[0].text.casefold() == meant.casefold()
    for one in offers:
        assert one.count == archive.results(Request(one.text)).total > 0


@pytest.mark.parametrize("meant", sorted({meant for _, meant, _ in SLIPS}))
def test_what_is_typed_right_is_offered_nothing(offered: Offered, meant: str) -> None:
    results, offers = offered(meant)
    assert results.total >= 60
    assert offers == []


def test_an_offer_is_counted_under_the_filters_of_the_request(
    offered: Offered, archive: Archive
) -> None:
    _, offers = offered("Luwu Ninh", since="2020", until="2020")
    assert [(one.text, one.count) for one in offers] == [("Lưu Ninh", 1)]
    assert archive.results(Request("Lưu Ninh", since="2020", until="2020")).total == 1


def test_an_offer_that_the_filters_leave_nothing_of_is_not_made(offered: Offered) -> None:
    assert offered("Luwu Ninh", since="2019", until="2019")[1] == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('Luwu Ninh "Hôm qua"', 'Lưu Ninh "Hôm qua"'),
        ('"Hôm qua" Luwu Ninh', '"Hôm qua" Lưu Ninh'),
        ('"Luwu" Luwu Ninh OR Tin', None),
        ("(Luwu Ninh OR Hữu Nghị) 2020..2021", "(Lưu Ninh OR Hữu Nghị) 2020..2021"),
        ("Luwu  Ninh -Trump", "Lưu  Ninh -Trump"),
        ("LUWU NINH", "LƯU NINH"),
        ("luwu ninh", "lưu ninh"),
        ("報習近瓶", None),
        ("習近瓶", "習近平"),
        ("Luwu Ninh lang:vi", "Lưu Ninh lang:vi"),
        ("Kim Luwu Ninh", None),
    ],
)
def test_only_the_slip_of_a_query_is_changed(
    offered: Offered, archive: Archive, typed: str, text: str | None
) -> None:
    _, offers = offered(typed)
    if text is None:
        assert all(one.count == archive.results(Request(one.text)).total for one in offers)
    else:
        assert [one.text for one in offers] == [text]
        assert offers[0].count == archive.results(Request(text)).total


@pytest.mark.parametrize(
    "typed", ['"Luwu Ninh"', "tin -Luwu Ninh", "tin -(Luwu Ninh)", 'title:"Luwu Ninh"', "luw*"]
)
def test_what_is_quoted_excluded_or_a_beginning_is_offered_nothing(
    offered: Offered, typed: str
) -> None:
    assert offered(typed)[1] == []


def test_two_slips_are_corrected_together_where_one_alone_finds_nothing(
    offered: Offered, archive: Archive
) -> None:
    _, offers = offered("Luwu Ninh, Donal Trump")
    assert offers == []
    _, offers = offered("Luwu Ninh; Hoom quaa Lưu Ninh")
    assert all(one.count == archive.results(Request(one.text)).total for one in offers)
    typed = "báoo nói; Luwu Ninh"
    _, offers = offered(typed)
    assert [one.text for one in offers] == ["báo nói; Lưu Ninh"]


def test_four_terms_are_examined_and_it_is_said_how_many_are_not(offered: Offered) -> None:
    results, _ = offered("Luwu Ninh; Donal Trump; Tillersen; Hữu Nghii; Hà Lội; Quãng Tây")
    notices = {notice.code: notice.facts for notice in results.notices}
    assert notices["slips_left_out"]["limit"] == 4
    assert notices["slips_left_out"]["count"] == 2
