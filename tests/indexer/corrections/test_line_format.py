"""A correction as a line: what is written is read, whatever text it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.corrections.correction import APART, COLUMNS, MENTION, SAME, UNDO, WHATS, Correction
from indexer.corrections.corrections_file import HEAD, LINE_END, parsed
from indexer.corrections.line_format import FIELDS, cells_of, correction_of, line_of
from indexer.linking.mention import LABELS

ANY = st.text(st.characters(), max_size=12) | st.text(
    "\t\n\r\x0b\x0c\x1c\x1d\x85\u2028\u2029 \\u{9}#é\u0301", max_size=8
)
SOME = ANY.filter(bool)
CORRECTIONS = st.builds(
    Correction,
    what=st.sampled_from(WHATS),
    entity=SOME,
    other=SOME,
    label=st.sampled_from(LABELS),
    doc=ANY,
    field=st.sampled_from(FIELDS),
    start=st.integers(0, 10**9),
    surface=SOME,
    context=ANY,
    when=ANY,
    note=ANY,
).filter(lambda one: one.entity != one.other and (one.doc or one.what != MENTION))

HARD = (
    *("a\tb", "a\nb", "a\r\nb", "\u2028", "\x0b", "\x1c", "\x85", " a ", "\x00", "\u3000a"),
    *("\\u{9}", "\\", "\\\t", "é\u0301", "e\u0301", "\u212b", "\ud800", "\ufeff", "#", "what"),
)


@given(CORRECTIONS)
def test_what_is_written_is_read(one: Correction) -> None:
    line = line_of(one)
    assert len(LINE_END.split(line.encode())) == 1
    assert correction_of(cells_of(line), COLUMNS) == one
    assert parsed(Path("x"), f"{HEAD}{line}\n".encode()).corrections.said == (one,)
    turned = COLUMNS[::-1]
    assert correction_of(cells_of(line_of(one, turned)), turned) == one


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_are_written_and_read_in_every_cell(text: str) -> None:
    said = (
        Correction(MENTION, text, "", "other", text, "body", 3, text, text, text, text),
        Correction(SAME, text, f"{text}2", surface=text),
        Correction(APART, text, f"{text}2", doc=text, surface=text, note=text),
        Correction(UNDO, other=text),
    )
    data = HEAD + "".join(line_of(one) + "\r\n" for one in said)
    found = parsed(Path("x"), data.encode())
    assert found.corrections.said == said
    assert found.corrections.problems == ()


def test_the_ids_in_files_of_before_stay() -> None:
    assert Correction(SAME, "a", "b", when="2026-11-24", note="x").id == "e9538b20"
    place = ("other", "d", "body", 3, "Hữu Nghị", "x Hữu Nghị y")
    assert Correction(MENTION, "huu-nghi", "", *place).id == "806636c2"


def test_usual_texts_stand_in_the_file_as_they_are() -> None:
    one = Correction(SAME, "lưu ninh", "刘宁", surface="Lưu Ninh | 刘宁", note=r"C:\temp\new (2)")
    assert [cell for cell in line_of(one).split("\t") if cell] == [
        *("same", "lưu ninh", "刘宁", "0", "Lưu Ninh | 刘宁", r"C:\temp\new (2)"),
    ]
