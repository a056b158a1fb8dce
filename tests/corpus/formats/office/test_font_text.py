"""Runs of text with their fonts: what is joined, what is converted, what stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding.legacy_fonts import to_vni
from corpus.formats.office.font_text import FontText, Run, soft_hyphen

OLD = "VNI-Times"
TEXT = "Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan"


@given(st.lists(st.integers(0, 70), max_size=20))
def test_a_text_may_be_cut_anywhere(cuts: list[int]) -> None:
    written = to_vni(TEXT)
    ends = sorted({0, len(written), *(cut for cut in cuts if cut < len(written))})
    runs: list[Run] = []
    for start, end in pairwise(ends):
        # Between runs there may be empty ones in any font.
        runs += [Run("Arial", ""), Run(OLD, written[start:end]), Run("", "")]
    fonts = FontText()
    assert (fonts.text(runs), fonts.repaired) == (TEXT, "vni")


def test_chinese_in_an_old_font_stays_and_what_is_around_it_is_converted() -> None:
    fonts = FontText()
    text = f"{to_vni('ở Hữu Nghị Quan')}（友谊关）{to_vni('đến')} 刘宁 {to_vni('gặp')}"
    assert fonts.text([Run(OLD, text)]) == "ở Hữu Nghị Quan（友谊关）đến 刘宁 gặp"


@pytest.mark.parametrize(("font", "text"), [("", "Café"), ("Arial", "ñandú"), ("VNtimes", "øù")])
def test_text_in_other_fonts_stays(font: str, text: str) -> None:
    fonts = FontText()
    assert (fonts.text([Run(font, text)]), fonts.repaired) == (text, "")


def test_a_soft_hyphen_is_a_letter_of_tcvn3_only() -> None:
    assert soft_hyphen(".VnTime").text == "\u00ad"
    assert soft_hyphen("VNI-Times").text == soft_hyphen("Arial").text == soft_hyphen("").text == ""
