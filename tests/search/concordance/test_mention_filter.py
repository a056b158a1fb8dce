"""A filter and its address undo each other; what is impossible is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.concordance.mention_filter import (
    LABEL_VALUES,
    OF_DOCUMENTS,
    OFF,
    MentionFilter,
    filter_pairs,
    mention_filter,
)
from search.request_errors import BadRequest

texts = st.text("aá刘 &=%", min_size=1, max_size=4)
values = st.fixed_dictionaries(
    {},
    optional={
        "label": st.lists(st.sampled_from(LABEL_VALUES), min_size=1, unique=True).map(tuple),
        **{
            name: st.lists(texts, min_size=1, max_size=3, unique=True).map(tuple)
            for name in ("form", "year", "lang", "title", OFF, *OF_DOCUMENTS)
        },
    },
)
dates = st.sampled_from(("", "2023", "2023-02", "2023-02-28"))


@given(st.builds(MentionFilter, values, dates, dates))
def test_an_address_has_the_whole_filter(wanted: MentionFilter) -> None:
    assert mention_filter(filter_pairs(wanted)) == wanted


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("label", "colour")], "bad_label"),
        ([("from", "yesterday")], "bad_date"),
        ([("form", "x" * 401)], "too_long"),
        ([("form", str(n)) for n in range(201)], "too_many_values"),
    ],
)
def test_what_is_impossible_is_refused(pairs: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(BadRequest) as refused:
        mention_filter(pairs)
    assert refused.value.code == code


def test_other_names_are_passed_over() -> None:
    assert mention_filter([("utm", "x"), ("offset", "5"), ("form", "")]) == MentionFilter()
