"""Bars by year: to one scale, each with its number."""

from itertools import pairwise

from search.names.entity_names import EntityName
from search.pictures.timeline import FormYears, Timeline
from web.pictures.timeline_bars import HIGHEST, LEAST, WIDTH, drawn_timeline


def a_timeline(*forms: FormYears, years: int = 5) -> Timeline:
    named = tuple(str(2020 + at) for at in range(years))
    return Timeline(("x",), EntityName("X", ""), named, True, forms)


def test_all_rows_have_one_scale() -> None:
    first = FormYears("Hữu Nghị", "vi", {"2020": 40, "2021": 10})
    second = FormYears("友谊关", "zh", {"2021": 20, "2022": 0})
    rows = drawn_timeline(a_timeline(first, second), 9).rows
    assert [[bar.height for bar in row.bars] for row in rows] == [
        [HIGHEST, HIGHEST / 4],
        [HIGHEST / 2],
    ]


def test_what_is_little_is_seen_and_each_bar_has_its_number() -> None:
    row = drawn_timeline(a_timeline(FormYears("A", "vi", {"2020": 9_000, "2021": 1})), 9).rows[0]
    assert [bar.height for bar in row.bars] == [HIGHEST, LEAST]
    assert [bar.number for bar in row.bars] == ["9\u202f000", "1"]


def test_a_number_wider_than_a_year_is_turned() -> None:
    form = FormYears("A", "vi", {"2020": 9_000, "2021": 1})
    bars = drawn_timeline(a_timeline(form, years=40), 9).rows[0].bars
    assert [bar.is_turned for bar in bars] == [True, False]


def test_undated_mentions_have_a_number_and_make_no_bar_smaller() -> None:
    form = FormYears("A", "vi", {"2020": 2, "unknown": 500})
    row = drawn_timeline(a_timeline(form), 9).rows[0]
    assert row.undated == "500"
    assert [bar.height for bar in row.bars] == [HIGHEST]


def test_years_below_the_bars_do_not_touch_and_the_last_is_named() -> None:
    for years in (1, 7, 30, 120):
        drawn = drawn_timeline(a_timeline(FormYears("A", "vi", {"2020": 1}), years=years), 9)
        assert drawn.years[-1][1] == str(2020 + years - 1)
        middles = [middle for middle, _ in drawn.years]
        assert all(b - a > 34 for a, b in pairwise(middles))
        assert middles[-1] < WIDTH


def test_only_so_many_forms_are_drawn() -> None:
    forms = [FormYears(f"F{at}", "vi", {"2020": 1}) for at in range(30)]
    assert len(drawn_timeline(a_timeline(*forms), 14).rows) == 14
