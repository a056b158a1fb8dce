"""The settings have every pair of values, and are few."""

from __future__ import annotations

from dataclasses import astuple
from itertools import product
from typing import Any

import pytest

from tests.web.journeys.settings import READERS, SCHEMES, WIDTHS, WITH_SCRIPTS, all_pairs, covering
from web.i18n.negotiation import LANGUAGES


@pytest.mark.parametrize(
    ("dimensions", "most"),
    [
        ([[1, 2, 3], "ab"], 6),
        ([["x"], [1, 2, 3], "ab"], 6),
        ([[1, 2], "ab", [True, False]], 4),
        ([[1, 2, 3], "abc", [4, 5, 6], "def"], 12),
        ([[1, 2, 3, 4], "abc", [True, False], "xy", "pq"], 16),
    ],
)
def test_every_pair_is_in_the_array(dimensions: list[list[Any]], most: int) -> None:
    rows = covering(*dimensions)
    assert all_pairs(rows) == all_pairs(product(*dimensions))
    assert len(set(rows)) == len(rows) <= most
    assert covering(*dimensions) == rows


def test_an_array_that_lacks_a_row_lacks_a_pair() -> None:
    """A check that never fails would say nothing."""
    rows = covering([1, 2, 3], "abc")
    assert all_pairs(rows[1:]) < all_pairs(rows)


def test_readers_cover_languages_widths_grounds_and_scripts() -> None:
    asked = (tuple(LANGUAGES), WIDTHS, SCHEMES)
    for readers, scripts in ((READERS, (True, False)), (WITH_SCRIPTS, (True,))):
        assert all_pairs(map(astuple, readers)) == all_pairs(product(*asked, scripts))
        assert len(readers) <= 10
    assert len({one.word for one in READERS}) == len(READERS)
