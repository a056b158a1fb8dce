"""The parts of a context for narrow columns: cut between words, joined a piece of the context."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.answer.word_borders import is_border
from web.pages.line_rows import REACHES, Parts, left_parts, right_parts

TEXTS = st.lists(
    st.sampled_from(("Lưu ", "Ninh ", "刘宁", " ", ",", "quốc tế ", "20/8 ")) | st.text(max_size=3),
    max_size=40,
).map("".join)


def of(parts: Parts) -> list[str]:
    return [parts.near, *(part for _, part in parts.far)]


@given(TEXTS)
def test_they_are_the_text_beside_the_match_cut_between_words(text: str) -> None:
    right = "".join(of(right_parts(text)))
    left = "".join(reversed(of(left_parts(text))))
    assert text.startswith(right)
    assert text.endswith(left)
    at = 0
    for part in of(right_parts(text)):
        at += len(part)
        assert is_border(text, at)
    at = len(text)
    for part in of(left_parts(text)):
        at -= len(part)
        assert is_border(text, at)


@given(TEXTS)
def test_each_part_has_a_width_of_its_own(text: str) -> None:
    for parts in (left_parts(text), right_parts(text)):
        widths = [width for width, _ in parts.far]
        assert widths == sorted(set(widths))
        assert set(widths) <= set(REACHES[1:])
        assert all(part for _, part in parts.far)


def test_what_is_nearest_is_shown_first() -> None:
    assert left_parts("Bí thư Khu ủy Quảng Tây ").near.strip() == "Tây"
    assert right_parts(" 和自治区政府主席蓝天立").near == " 和自治区"
