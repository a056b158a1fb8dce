"""The histogram: every year between has its place, and the undated are beside it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.answer.models import FacetValue
from web.pages.year_histogram import HEIGHT, LABELS, LONGEST, years_of


def test_years_without_documents_keep_their_place() -> None:
    years = years_of([FacetValue("2018", 4, False), FacetValue("2021", 2, True)])
    assert years is not None
    assert [(bar.year, bar.count) for bar in years.bars] == [
        ("2018", 4),
        ("2019", 0),
        ("2020", 0),
        ("2021", 2),
    ]
    assert (years.bars[0].height, years.bars[3].height) == (HEIGHT, HEIGHT / 2)
    assert (years.first, years.last, years.narrowed) == ("2018", "2021", True)


def test_documents_without_a_date_are_counted_beside_the_picture() -> None:
    values = [FacetValue("2018", 1, False), FacetValue("2019", 1, False)]
    years = years_of([*values, FacetValue("unknown", 7, False)])
    assert years is not None
    assert years.undated == 7


def test_one_year_is_no_picture() -> None:
    assert years_of([FacetValue("2018", 1, False), FacetValue("unknown", 1, False)]) is None


@given(st.dictionaries(st.integers(1, 9999), st.integers(0, 10**7), min_size=2))
def test_bars_stand_within_the_picture_and_apart(counts: dict[int, int]) -> None:
    years = years_of([FacetValue(f"{year:04}", count, False) for year, count in counts.items()])
    assert years is not None
    assert len(years.bars) <= LONGEST
    assert sum(bool(bar.label) for bar in years.bars) <= LABELS
    for bar in years.bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= 100.1
        assert 0 <= bar.top <= HEIGHT
        assert not bar.count or bar.height > 0
    assert all(one.left + one.width <= other.left + 0.02 for one, other in pairwise(years.bars))
