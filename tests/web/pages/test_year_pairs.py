"""Mentions by year: heights are shares of the highest, gaps are said, undated is a bucket."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from web.i18n.texts import all_texts
from web.pages.year_pairs import HIGHEST, NUMBER, OMITTED, year_pairs

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
    dated = {year: of for year, of in counts.items() if year != fields.UNKNOWN}
    most = max(number for of in (dated or counts).values() for number in of.values())
    for year, one in drawn.items():
        for lang, height in (("vi", one.vi_height), ("zh", one.zh_height)):
            number = counts[year].get(lang, 0)
            assert (height == 0) == (number == 0)
            assert height <= HIGHEST
            assert number < most or height == HIGHEST
            assert {"vi": one.vi_cut, "zh": one.zh_cut}[lang] == (number > most)
            assert year == fields.UNKNOWN or number <= most
    assert found.above >= max(one.vi_height for one in found.pairs)
    assert found.height - found.below >= max(one.zh_height for one in found.pairs)
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


def test_what_has_no_date_leaves_the_years_their_height() -> None:
    counts = {"2012": {"vi": 9}, "2013": {"vi": 3}, fields.UNKNOWN: {"vi": 119}}
    found = year_pairs(counts, (), str, TEXTS)
    assert found is not None
    assert [one.vi_height for one in found.pairs] == [HIGHEST, round(HIGHEST / 3, 1), HIGHEST]
    assert [one.vi_cut for one in found.pairs] == [False, False, True]
    assert found.pairs[-1].vi == "119"
    assert found.is_cut


def test_a_side_that_says_little_takes_little_room() -> None:
    found = year_pairs({"2012": {"vi": 100, "zh": 2}}, (), str, TEXTS)
    alone = year_pairs({"2012": {"vi": 100}}, (), str, TEXTS)
    assert found is not None
    assert alone is not None
    assert found.above == alone.above == NUMBER + HIGHEST
    assert found.height == found.below + NUMBER + 2
    assert alone.height == alone.below


def test_nothing_is_not_drawn() -> None:
    assert year_pairs({}, (), str, TEXTS) is None
