"""Mentions by year: heights are shares of the highest, gaps are said, undated is a bucket."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from web.i18n.texts import all_texts
from web.pages.year_pairs import HIGHEST, OMITTED, year_pairs

TEXTS = all_texts()["vi"]
COUNTS = st.dictionaries(
    st.sampled_from(["0001", "1997", "2012", "2013", "2015", "2026", fields.UNKNOWN]),
    st.dictionaries(st.sampled_from(["vi", "zh"]), st.integers(1, 9_999), min_size=1),
    min_size=1,
)


@given(COUNTS)
def test_every_number_is_in_the_picture_and_as_high_as_it_is_large(
    counts: dict[str, dict[str, int]],
) -> None:
    found = year_pairs(counts, (), lambda year: f"?year={year}", TEXTS)
    assert found is not None
    drawn = {one.href.removeprefix("?year="): one for one in found.pairs if one.href}
    assert set(drawn) == set(counts)
    most = max(number for of in counts.values() for number in of.values())
    for year, one in drawn.items():
        for lang, height in (("vi", one.vi_height), ("zh", one.zh_height)):
            number = counts[year].get(lang, 0)
            assert (height == 0) == (number == 0)
            assert height <= HIGHEST
            assert number < most or height == HIGHEST
    places = [(one.left, one.left + one.width) for one in found.pairs]
    assert all(end <= start + 0.02 for (_, end), (start, _) in pairwise(places))
    assert places[-1][1] <= 100.05


def test_a_gap_is_said_and_what_has_no_date_stands_last() -> None:
    counts = {"1997": {"vi": 1}, "2012": {"zh": 2}, "2014": {"zh": 1}, fields.UNKNOWN: {"vi": 3}}
    found = year_pairs(counts, ("2012",), str, TEXTS)
    assert found is not None
    labels = [one.label for one in found.pairs]
    assert labels == ["1997", OMITTED, "2012", "2013", "2014", TEXTS["unknown"]]
    assert found.narrowed
    assert [one.chosen for one in found.pairs].index(True) == 2


def test_nothing_is_not_drawn() -> None:
    assert year_pairs({}, (), str, TEXTS) is None
