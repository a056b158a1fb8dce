"""Days are looked for near years alone, and are those that the whole text has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.dating import shapes
from corpus.dating.shapes import comparable, days_with_year

PIECES = (
    *(
        "2017",
        "20170",
        "12",
        "7",
        "27/12/2017",
        "2017-12-27",
        "2017年12月27日",
        "27 tháng 12 năm 2017",
    ),
    *("september 30, 2017", "30 september 2017", "2017 年 1 月 3 日", "27 tháng 12", ", năm 2017"),
    *(
        "âm lịch",
        "ngày",
        "mùng",
        "trong những năm qua, cửa khẩu",
        "中越边境口岸的贸易额",
        "1.2.2017",
    ),
)
GAPS = ("", " ", ", ", "/", "-", ".", "\n", " năm ", "(", ")")


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=30))
def test_days_near_years_are_those_of_the_whole_text(pieces: list[tuple[str, str]]) -> None:
    text = comparable("".join(f"{piece}{gap}" for piece, gap in pieces))
    found = days_with_year(text)
    starts = [match.start() for shape in shapes._FULL for match in shape.finditer(text)]
    in_sense = {day.start for day in found}
    assert in_sense <= set(starts)
    near = shapes._near_years(text)
    for shape in shapes._FULL:
        whole = [match.span() for match in shape.finditer(text)]
        assert [match.span() for one in near for match in shape.finditer(text, *one)] == whole
