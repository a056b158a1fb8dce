"""Marks: the text is escaped, nothing of it is lost, and each script has its own accent."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.answer.marked_text import Piece
from web.html.marking import MarkTexts, NumberedMarks, chinese_tag, marked, script_of

PIECES = st.lists(
    st.builds(Piece, st.text(max_size=20), st.sampled_from(["", "", "form"])), max_size=8
)


def bare(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(PIECES, st.sampled_from(["vi", "zh-Hans", "en"]))
def test_without_its_tags_marked_text_is_the_text(pieces: list[Piece], lang: str) -> None:
    # html.unescape reads what a browser would: some controls have no way through HTML.
    whole = "".join(piece.text for piece in pieces)
    assert bare(marked(pieces, lang)) == unescape(bare_escape(whole))


def bare_escape(text: str) -> str:
    return text.replace("&", "&amp;")


def test_text_is_escaped_inside_and_outside_of_marks() -> None:
    html = marked([Piece("<i>"), Piece('"<b>', "x", "typed")], "vi")
    assert html == '&lt;i&gt;<mark class="vi">&#34;&lt;b&gt;</mark>'


def test_chinese_runs_carry_their_language_in_a_vietnamese_text() -> None:
    html = marked([Piece("ông 刘宁 (劉寧)")], "vi")
    assert html == 'ông <span lang="zh-Hans">刘宁</span> (<span lang="zh-Hant">劉寧</span>)'


def test_the_accent_is_that_of_the_script_that_stands_there() -> None:
    assert (script_of("Lưu Ninh"), script_of("劉寧"), script_of("𣴓")) == ("vi", "zh", "zh")


def test_traditional_text_is_told_from_simplified() -> None:
    assert chinese_tag("廣西壯族自治區黨委書記劉寧會見訪問團") == "zh-Hant"
    assert chinese_tag("广西壮族自治区党委书记刘宁会见访问团，著名学者") == "zh-Hans"


def test_matches_are_numbered_through_title_and_text() -> None:
    marks = NumberedMarks(3, MarkTexts("<", ">", lambda mention: ("", "")))
    hit = Piece("x", "x", "typed")
    html = marks([hit], "vi") + marks([Piece("y"), hit, hit], "vi")
    assert re.findall(r'id="(hit-\d)"', html) == ["hit-1", "hit-2", "hit-3"]
    assert re.findall(r'href="#(hit-\d)"', html) == ["hit-2", "hit-1", "hit-3", "hit-2"]
