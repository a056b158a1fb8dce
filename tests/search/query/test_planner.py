"""What was typed to what is run: parts, what is taken away, what is optional, limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer import fields
from indexer.annotation.records import date_key
from indexer.budget import Budget
from indexer.engines.protocol import Reader
from indexer.plan import And, Everything, Near, Phrase, Plan, Prefix, Range
from search import query_pipeline
from search.names.name_lookup import NameLookup
from search.query import term_tree
from search.query.context import QueryContext
from search.query.planner import PlannedQuery, date_range
from search.request import Request
from search.request_errors import BadRequest
from synonyms.gazetteer import load


@pytest.fixture(scope="module")
def aliases() -> NameLookup:
    return NameLookup(load())


Planned = Callable[..., PlannedQuery]


@pytest.fixture
def planned(reader: Reader, aliases: NameLookup) -> Planned:
    def of(query: str, **choices: object) -> PlannedQuery:
        request = Request(query, **choices)  # type: ignore[arg-type]
        return query_pipeline.plan(QueryContext(reader, aliases, request, Budget()))

    return of


def parts(one: PlannedQuery) -> list[str]:
    return [selected.term.text for selected in one.terms]


def found(reader: Reader, plan: Plan) -> set[str]:
    return {hit.id for hit in reader.every(plan)}


def test_an_empty_query_is_everything(planned: Planned) -> None:
    assert planned("") == PlannedQuery(Everything())


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Lưu Ninh", "Lưu Ninh"),
        ("Lưu Ninh lang:vi 2020..", "Lưu Ninh"),
        ("Lưu Ninh -刘宁", "Lưu Ninh"),
        # Two parts, a beginning beside it, a phrase with alternatives: no name's order.
        ("Lưu Ninh Nha Trang", None),
        ("Lưu Ninh kh*", None),
        ("hoi dam ve cua khau", None),
        ("lang:vi", None),
    ],
)
def test_a_query_of_one_part_is_a_name(planned: Planned, query: str, name: str | None) -> None:
    asked = planned(query).name
    assert (asked and asked.term.text) == name


def test_the_same_twice_is_no_further_condition(planned: Planned) -> None:
    assert parts(planned("Lưu Ninh, Lưu Ninh")) == ["Lưu Ninh"]


@pytest.mark.parametrize(
    ("query", "away"),
    [
        # The typed form and its regular form in the other script; not its pinyin (Liu Ning).
        ("-Lưu Ninh", {"vi-title", "vi-body", "vi-undated", "zh-body", "zh-trad"}),
        ("-刘宁", {"vi-title", "vi-body", "vi-undated", "zh-body", "zh-trad"}),
        # 友谊关 says 友谊. Not the adjective, nor another tone.
        ("-Hữu Nghị", {"gate", "other-gate"}),
        # Never what only toneless readings give.
        ("-luu ninh", set()),
        ("-nha trang", {"nha-trang", "nha-trang-2", "nha-trang-3"}),
        # In quotation marks as typed.
        ('-"Lưu Ninh"', {"vi-title", "vi-body", "vi-undated"}),
    ],
)
def test_without_takes_away_what_is_surely_meant(
    reader: Reader, planned: Planned, query: str, away: set[str]
) -> None:
    one = planned(query)
    assert found(reader, Everything()) - found(reader, one.plan) == away
    # What may not be there is not marked, either.
    assert one.terms == ()


def test_of_bare_words_only_the_first_part_is_taken_away(reader: Reader, planned: Planned) -> None:
    one = planned("-Hữu Nghị cửa khẩu")
    assert parts(one) == ["cửa khẩu"]
    assert "gate" not in found(reader, one.plan)
    assert "phrase" in found(reader, one.plan)


@pytest.mark.parametrize(
    ("query", "expected", "optional"),
    [
        ("hội đàm về cửa khẩu", {"phrase"}, ["hội đàm", "cửa khẩu"]),
        # 刘宁客人 stands nowhere together, but 刘宁 does.
        ("刘宁客人", {"zh-body", "zh-trad"}, ["刘宁", "客人"]),
        ("Lưu Ninh Nha Trang", set(), ["Lưu Ninh", "Nha Trang"]),
        # Quotation marks mean as typed, those of a pasted text less so.
        ('"刘宁客人"', set(), []),
        ("“刘宁客人”", set(), ["刘宁客人"]),
        ('title:"刘宁" cửa khẩu', set(), ["cửa khẩu"]),
    ],
)
def test_of_plain_words_a_document_may_have_a_part(
    reader: Reader, planned: Planned, query: str, expected: set[str], optional: list[str]
) -> None:
    one = planned(query)
    assert found(reader, one.plan) == expected
    assert [selected.term.text for selected in one.optional] == optional


def test_a_little_word_that_is_taken_away_is_what_is_taken_away(
    reader: Reader, planned: Planned
) -> None:
    one = planned("-của Lưu Ninh")
    assert parts(one) == ["Lưu Ninh"]
    assert one.little == ()
    assert {"vi-title", "vi-body", "zh-body"} <= found(reader, one.plan)


def test_a_side_of_near_has_the_reading_that_it_has_as_a_word(planned: Planned) -> None:
    one = planned("hoi dam near/5 cua khau")
    assert [selected.term.meant for selected in one.terms] == [("hội", "đàm"), ("cửa", "khẩu")]


def test_what_is_no_plain_word_is_required_of_the_others_too(
    reader: Reader, planned: Planned
) -> None:
    one = planned("Lưu Ninh, Nha Trang lang:vi -友谊")
    assert [selected.term.text for selected in one.optional] == ["Lưu Ninh", "Nha Trang"]
    assert len(one.required) == 2
    assert found(reader, And(one.required)) <= found(reader, planned("lang:vi").plan)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2020", "2021", {"2020", "2020-01-01", "2021-12", "2021-12-31"}),
        ("2020-01-01", "", {"2020-01-01", "2021-12", "2021-12-31", "2022-01-01"}),
        ("", "2021-12", {"2019-12-31", "2020", "2020-01-01", "2021-12", "2021-12-31"}),
        ("2022-01-01", "2022-01-01", {"2022-01-01"}),
    ],
)
def test_both_ends_of_dates_are_inside_and_undated_documents_are_not(
    since: str, until: str, expected: set[str]
) -> None:
    written = ["", "2019-12-31", "2020", "2020-01-01", "2021-12", "2021-12-31", "2022-01-01"]
    within = date_range(since, until)
    assert isinstance(within, Range)
    low, high = within.low or "", within.high or "9" * 8
    assert {date for date in written if low <= date_key(date) <= high} == expected


def test_near_asks_both_sides_in_all_their_forms(planned: Planned) -> None:
    one = planned("Lưu Ninh near/3 友谊")
    assert isinstance(one.plan, Near)
    assert Phrase((("刘",), ("宁",))) in one.plan.left
    assert Phrase((("hữu",), ("nghị",))) in one.plan.right
    assert one.plan.within == 3
    assert parts(one) == ["Lưu Ninh", "友谊"]
    quoted = planned('"Lưu Ninh" near 友谊').plan
    assert isinstance(quoted, Near)
    assert quoted.left == (Phrase((("lưu",), ("ninh",))),)


@pytest.mark.parametrize("query", ["trắ*", "TRẮ*"])
def test_a_beginning_is_asked_by_key(planned: Planned, query: str) -> None:
    assert planned(query).plan == Prefix(fields.BODY, "trắ")


def test_one_character_is_long_enough_a_beginning(planned: Planned) -> None:
    assert planned("劉*").plan == Prefix(fields.BODY, "刘")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("b*", "short_prefix"),
        (".*", "short_prefix"),
        ('"..."', "query_empty"),
        ("title:,", "query_empty"),
        ('Lưu near "…"', "query_empty"),
        ("Lưu near lang:vi", "operator_alone"),
    ],
)
def test_what_asks_for_nothing_is_said(planned: Planned, query: str, code: str) -> None:
    with pytest.raises(BadRequest) as caught:
        planned(query)
    assert caught.value.code == code


def test_words_beyond_the_limit_are_counted(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert planned("Lưu Ninh Nha Trang").left_out == 0
    monkeypatch.setattr(term_tree, "WORDS_LIMIT", 2)
    one = planned("Lưu Ninh Nha Trang")
    assert (parts(one), one.left_out) == (["Lưu Ninh"], 2)
