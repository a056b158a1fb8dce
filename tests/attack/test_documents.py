"""The work for a document grows in proportion to its length, whatever it contains."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest

from corpus.cleaning import MOST_MARKS, clean
from corpus.document import Document
from corpus.formats.texts.markdown import parse_markdown
from corpus.formats.web.html import parse_html
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import to_record
from indexer.ner.evidence.document_evidence import evidence_in
from synonyms import gazetteer

SIZE = 2_000
"""Code points of the smaller of two texts; the other has four times as many."""

KINDS = {
    "one gate, sentences": "Cửa khẩu Hữu Nghị đông người. Hữu Nghị vắng. ",
    "one gate, one sentence": "ở Hữu Nghị và ",
    "one gate in a list": "Móng Cái, ",
    "one gate between hyphens": "Móng Cái-",
    "one gate in a row": "Móng Cái ",
    "gates of a way": "cửa khẩu quốc tế quốc tế quốc tế Móng Cái-Móng Cái, ",
    "gates and provinces": "Lạng Sơn, Cao Bằng, Hà Nội, Móng Cái, ",
    "one Chinese gate, sentences": "友谊关口岸很多人。友谊关",
    "one Chinese gate, one sentence": "在东兴和友谊关",
    "one Chinese gate in a list": "水口，",
    "Chinese gates and provinces": "广西云南东兴河口凭祥水口",
    "one person": "ông Nguyễn Văn Hùng nói. Hùng đi. ",
    "one person, one sentence": "ông Nguyễn Văn Hùng và Hùng ",
    "one Chinese person": "习近平说。习主席说",
    "one Chinese person, one sentence": "习近平和习主席和老习",
    "Chinese titles": "主席王小明",
    "Chinese nicknames": "老汪王玉良汪玉良",
    "capitals": "THỦ TƯỚNG NGUYỄN XUÂN PHÚC ĐI ",
    "initials without a blank": "A.B,",
    "titles": "Ông ",
    "offices": "Chủ tịch ",
    "Latin without a blank": "abcdefghij",
    "commas": ",",
    "digits": "1234567890",
    "line ends": "\n",
    "brackets": "（【《",
    "quotes": "'",
    "scripts in turn": "Lưu宁",
    "zero-width": "A\u200bB",
    "repeated characters": "人々",
    "hyphens": "Kim Jong-un-",
    "combining marks": "e\u0301\u0323",
    "kana": "カ",
    "Chinese offices before sounds": "总统阿巴卡",
    "sounds in a row": "阿巴卡德里",
    "sounds and hyphens": "阿巴-",
    "a known name within sounds": "特朗普克",
    "small words of foreign names": "Boris de la ",
    "small words behind hyphens": "Vla-đi-mia ",
    "offices of offices": "Bộ trưởng Tư pháp An ninh ",
    "names in a list": "Angela Merkel, Xavier Corx, ",
    "quotations": '"a", Davide Corx nói. ',
    "bylines": "\nTrang Phạm\n",
    "roads": "cao tốc Hữu Nghị - Chi Lăng - ",
}


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(gazetteer.load())


READ_AT_ONCE = 50
"""Code points of a text that one call reads in the time of one step."""


READS = frozenset(("find", "count", "index"))
"""Methods that may read a text from end to end."""


def steps(work: Callable[[], object], *, reading: bool = False) -> int:
    """Calls that a piece of work makes, of Python and of C, and generators' steps; with
    ``reading`` also what those of ``READS`` cost where they find nothing."""
    count = 0

    def one_more(_frame: FrameType, event: str, of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")
        if reading and event == "c_call" and getattr(of, "__name__", "") in READS:
            text = getattr(of, "__self__", "")
            count += len(text) // READ_AT_ONCE if isinstance(text, str) else 0

    sys.setprofile(one_more)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", KINDS.values(), ids=KINDS.keys())
def test_a_text_four_times_as_long_takes_four_times_the_steps(
    annotator: Annotator, unit: str
) -> None:
    def index(size: int) -> None:
        text = clean((unit * (size // len(unit) + 1))[:size])
        analysed = Analysed.of(Document("d", "", text, "vi"))
        to_record(analysed, annotator.annotation(analysed))
        evidence_in(analysed.document)

    index(4 * SIZE)  # what is remembered of a token is found out once
    small, large = steps(lambda: index(SIZE)), steps(lambda: index(4 * SIZE))
    assert large < 5 * small + 1_000


def test_distinct_names_take_steps_in_proportion(annotator: Annotator) -> None:
    def index(count: int) -> None:
        text = " ".join(f"X{'bcdfghklmn'[at % 10]}{at}" for at in range(count))
        analysed = Analysed.of(Document("d", "", text, "vi"))
        to_record(analysed, annotator.annotation(analysed))

    index(2_000)
    assert steps(lambda: index(2_000)) < 5 * steps(lambda: index(500)) + 1_000


def test_distinct_chinese_names_take_steps_in_proportion(annotator: Annotator) -> None:
    pairs = ["".join(pair) for pair in product("阿巴卡德里特朗普克尔斯坦森林", repeat=3)]

    def index(count: int) -> None:
        text = "，".join(f"总统{name}" for name in pairs[:count])
        analysed = Analysed.of(Document("d", "", text, "zh"))
        assert annotator.annotation(analysed).mentions

    index(2_000)
    small, large = (steps(lambda size=size: index(size), reading=True) for size in (500, 2_000))
    assert large < 5 * small + 1_000


MARKDOWN = (
    "> ",
    ">",
    "- ",
    "1. ",
    "- x\n",
    "> x\n>> y\n",
    "*",
    "*a_ ",
    "***a**",
    "a**b",
    "_",
    "~~a ",
    "[",
    "![",
    "[a](",
    "[a](<b",
    "[a]: x '\n",
    "`",
    "`` ` ",
    "```\n",
    "|",
    "|a|b|\n|-|-|\n",
    "<",
    "<a ",
    "<!--",
    "<![CDATA[",
    "&#",
    "\\",
    "a\n===\n",
)


@pytest.mark.parametrize("mark", MARKDOWN)
def test_markdown_takes_steps_in_proportion_and_keeps_the_text(mark: str) -> None:
    def read(size: int) -> str:
        marks = (mark * (size // len(mark) + 1))[:size]
        return str(parse_markdown(f"# Tin\n\n{marks} Lưu Ninh\n\nTrần Cương")["body"])

    read(SIZE)  # the parser is built once
    assert steps(lambda: read(4 * SIZE)) < 5 * steps(lambda: read(SIZE)) + 1_000
    assert "Lưu Ninh" in read(4 * SIZE)
    assert "Trần Cương" in read(4 * SIZE)


PAGES = "< |<a |<a '|<!|<!--|</|<![<|<?|<title>|<script>|<noscript>|<rt>|<p>|&#1| \n".split("|")


@pytest.mark.parametrize("piece", PAGES)
def test_a_page_takes_steps_in_proportion_and_keeps_the_text(piece: str) -> None:
    def read(size: int) -> str:
        return str(parse_html(f"{piece * (size // len(piece))}<p>Trần Cương</p>")["body"])

    read(SIZE)  # trafilatura is imported once
    assert steps(lambda: read(4 * SIZE)) < 5 * steps(lambda: read(SIZE)) + 1_000
    assert "Trần Cương" in read(4 * SIZE)


def test_combining_marks_stand_in_rows_that_are_put_in_order_at_once() -> None:
    # NFC orders a row by insertion: of 80,000 such marks in 25 seconds.
    text = clean("a" + "\u0301\u0323" * 40_000)
    longest = row = 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        longest = max(longest, row)
    assert longest <= MOST_MARKS
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("text", ["e\u0323\u0301", "a\u0301\u0323", "\u0958" + "\u0301" * 61])
def test_what_is_clean_stays_and_few_marks_are_left_alone(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    if len(text) <= MOST_MARKS:
        assert cleaned == unicodedata.normalize("NFC", text)
