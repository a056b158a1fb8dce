"""The interval of F1 over documents drawn again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.bootstrap import Counts, f1, interval, shown

DOCUMENTS = st.builds(
    lambda right, missed, wrong: Counts(right, right + wrong, right + missed),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)


@given(st.lists(DOCUMENTS, max_size=12))
def test_an_interval_is_one_of_f1_and_the_same_each_time(counts: list[Counts]) -> None:
    found = interval(counts)
    whole = f1(counts)
    assert interval(counts) == found
    assert (found is None) == (whole is None)
    if found is not None and whole is not None:
        low, high = found
        assert 0 <= low <= high <= 1
        alone = {one for document in counts if (one := f1([document])) is not None}
        assert min(alone) <= low + 1e-9
        assert high <= max(alone) + 1e-9


def test_alike_documents_leave_no_doubt_and_more_documents_leave_less() -> None:
    assert interval([Counts(1, 2, 2)] * 30) == pytest.approx((0.5, 0.5))
    few, many = ([Counts(2, 2, 2), Counts(0, 2, 2)] * times for times in (5, 500))
    widths = [high - low for low, high in filter(None, map(interval, (few, many)))]
    assert widths[0] > 5 * widths[1] > 0
    assert shown([]) == shown([Counts(0, 0, 0)]) == "–"
    assert shown([Counts(1, 2, 2)]) == "0.500–0.500"
