"""Addresses of comparisons say what is asked, and are read back as it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.comparison.compared import CompareRequest
from search.comparison.narrowing import narrowing
from search.comparison.two_sides import SidesRequest
from search.request_errors import BadRequest
from synonyms.spelling import nfc
from web.pages.comparisons.asked_comparison import (
    asked_comparison,
    asked_sides,
    comparison_pairs,
    sides_pairs,
)

texts = st.text(min_size=1, max_size=20).map(lambda text: nfc(text.replace("\0", "")).strip())
names = texts.filter(bool)
dates = st.sampled_from(["", "2022", "2022-02", "2022-02-28"])
sides = st.sampled_from(["", "VN", "CN", "both"])
filters = st.builds(
    lambda langs, sources, since, until: narrowing(
        [
            *(("lang", one) for one in langs),
            *(("source", one) for one in sources),
            ("from", since),
            ("to", until),
        ]
    ),
    st.lists(st.sampled_from(["vi", "zh"]), unique=True),
    st.lists(names, max_size=2, unique=True),
    dates,
    dates,
)
alsos = st.lists(names, max_size=3, unique=True).map(tuple)


@given(st.lists(names, max_size=5, unique=True), sides, filters)
def test_a_comparison_is_read_back(named: list[str], side: str, wanted: object) -> None:
    asked = CompareRequest(tuple(named), side, wanted)  # type: ignore[arg-type]
    assert asked_comparison(comparison_pairs(asked.named, asked.side, asked.wanted)) == asked


@given(st.builds(SidesRequest, names | st.just(""), sides, filters, alsos))
def test_the_two_sides_are_read_back(asked: SidesRequest) -> None:
    assert asked_sides(sides_pairs(asked)) == asked


def test_a_month_is_short_for_both_bounds() -> None:
    asked = asked_sides([("month", "2022-02"), ("from", "1999")])
    assert (asked.wanted.since, asked.wanted.until) == ("2022-02", "2022-02")
    assert sides_pairs(asked) == [("month", "2022-02")]


@pytest.mark.parametrize(
    "pair", [("e", "n" * 201), ("side", "left"), ("from", "x"), ("month", "x"), ("with", "n" * 201)]
)
def test_what_cannot_be_meant_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(BadRequest):
        asked_sides([pair])
