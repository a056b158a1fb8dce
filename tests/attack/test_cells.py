"""No cell of an export is run as a formula by any spreadsheet, and no text is lost."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.export.cells import marked, unmarked
from search.export.writers import csv_file, jsonl, xlsx

FORMULA = "=+-@＝＋－＠"

HARMFUL = [
    *(f"{sign}1+cmd|' /C calc'!A0" for sign in FORMULA),
    *(f"{before}=1+1" for before in (" ", "\t", "\r", "\n", "\x00", "\x01", "\u00a0", "\u3000")),
    *(f"{before}=1+1" for before in ("\ufeff", "\u200b", "\u200e", "\u2060", "\u00ad", "\ufe0f")),
    *(f"{before}=1+1" for before in ('"', '""', "' \"", ' "\t"')),
    *(f"tin{cut}=1+1" for cut in (";", ",", "\t", "\n", "\r\n", "\u2028", "; ", ';"', ', "')),
    *(f"tin;{sign}A1" for sign in FORMULA),
    "- TTXVN",
    "-5+1",
    "-5-6",
    "－５",
    "a;-5;=1",
    ";;=1",
    "\t\t=1",
]
"""Each is run by some spreadsheet in some setting, by itself or behind what cuts the line."""

HARMLESS = [
    "",
    "-5",
    "+3,5",
    "-1.234,5",
    "-12%",
    "Lưu Ninh – 刘宁",
    "a=b",
    "x + y",
    "2018-01-25",
    "hoa_nghi@example.org",
    "a; b, c",
    "'quoted'",
    "“=1”",
    "cửa khẩu (+) =",
]

LIKELY = st.text(
    st.sampled_from("=+-@＝;,\t\r\n \"'\ufeff\u200ba5.%") | st.characters(exclude_categories=["Cs"])
)


@dataclass(frozen=True)
class Row:
    """A line of an export."""

    text: str

    def shape(self) -> dict[str, object]:
        return {"before": "x", "text": self.text, "after": 5}


COLUMNS = ("before", "text", "after")


def exported(text: str) -> str:
    """A text as CSV has it."""
    return b"".join(csv_file([[Row(text)]], COLUMNS)).decode("utf-8-sig")


def cells_of(line_text: str) -> Iterator[str]:
    """Every cell that some spreadsheet may find: read as it was written, and cut at every
    separator with quotation marks taken for letters, or dropped."""
    for row in csv.reader(io.StringIO(line_text)):
        yield from row
    for cut in (";", ",", "\t"):
        for line in re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line_text):
            yield from line.split(cut)
            yield from line.replace('"', "").split(cut)


def is_run(cell: str) -> bool:
    """Whether a spreadsheet would run it: what it passes over, then a sign, and no plain number."""
    seen = re.sub(r'^[\s\x00-\x1f"\ufeff\u200b\u200e\u2060\u00ad\ufe0f]+', "", cell)
    number = re.fullmatch(r"[+-]\d+([.,]\d+)*%?\"*", seen, re.ASCII)
    return seen[:1] in tuple(FORMULA) and number is None


@pytest.mark.parametrize("text", HARMFUL)
def test_no_cell_of_a_table_is_run_in_any_setting(text: str) -> None:
    assert [cell for cell in cells_of(exported(text)) if is_run(cell)] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_written_as_it_is(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize("text", HARMFUL + HARMLESS)
def test_a_mark_can_be_taken_away(text: str) -> None:
    assert unmarked(marked(text)) == text


@given(LIKELY)
@example("'=1")
@example("''\t'=1")
@example(";'=1;'-5")
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    rows = list(csv.reader(io.StringIO(exported(text), newline="")))
    assert unmarked(rows[1][1]) == text


@given(LIKELY)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert [cell for cell in cells_of(exported(text)) if is_run(cell)] == []


def test_a_cell_of_a_million_separators_comes_back() -> None:
    # A pattern that tries again from each separator would need hours for this.
    for filling in ("\n", "\t ", ";", "\n'", "- ", ';"'):
        text = filling * 1_000_000
        assert unmarked(marked(text + "=1")) == text + "=1"


@pytest.mark.parametrize("text", HARMFUL + HARMLESS)
def test_a_cell_of_a_workbook_is_typed_text(text: str) -> None:
    book = b"".join(xlsx([[Row(text)]], COLUMNS))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in sheet
    _, of_text, of_number = re.findall("<c[^>]*>", sheet.partition('<row r="2">')[2])
    assert of_text == '<c t="inlineStr">'
    assert of_number == "<c>"


def test_json_lines_are_for_programs_and_stay_as_they_are() -> None:
    assert b'"=1+1"' in b"".join(jsonl([[Row("=1+1")]], COLUMNS))
