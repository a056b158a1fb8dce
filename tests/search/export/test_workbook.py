"""A workbook written to a stream is one that others read back, cell by cell."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from search.export import workbook as module
from search.export.workbook import CELL_CHARACTERS, workbook

HEAD = ("văn bản", "n")


def read_back(content: bytes) -> list[list[tuple[object, ...]]]:
    """The rows of each sheet."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def test_rows_come_back() -> None:
    rows = [("=1+1", 5), ("Lưu Ninh", -3), ("<b>&amp;</b>", 0), ("  刘宁\n\t ", 12)]
    content = b"".join(workbook(HEAD, [rows]))
    assert read_back(content) == [[HEAD, *rows]]
    # A text that begins with = is a text.
    book = load_workbook(io.BytesIO(content))
    assert book.active is not None
    assert {cell.data_type for cell in book.active["A"]} <= {"s", "inlineStr"}


def test_no_rows_are_a_head() -> None:
    assert read_back(b"".join(workbook(HEAD, []))) == [[HEAD]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)))
def test_any_text_comes_back(texts: list[str]) -> None:
    (sheet,) = read_back(b"".join(workbook(("t",), [[(text,) for text in texts]])))
    # openpyxl leaves the format's escapes to its reader.
    assert [unescape(str(cell)) for (cell,) in sheet[1:]] == texts


def test_what_no_cell_can_hold_is_shortened_and_what_no_file_can_is_replaced() -> None:
    long = "𣴓" * CELL_CHARACTERS
    (sheet,) = read_back(b"".join(workbook(("t",), [[(long,), ("\ud800",)]])))
    cell = str(sheet[1][0])
    assert cell.endswith("𣴓…")
    assert CELL_CHARACTERS - 2 <= len(cell.encode("utf-16-le")) // 2 <= CELL_CHARACTERS
    assert sheet[2] == ("\ufffd",)


@pytest.mark.parametrize("limit", ["SHEET_ROWS", "SHEET_BYTES"])
def test_what_is_beyond_a_sheet_goes_on_in_another(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(module, limit, {"SHEET_ROWS": 4, "SHEET_BYTES": 700}[limit])
    rows = [(f"hàng {number}", number) for number in range(10)]
    sheets = read_back(b"".join(workbook(HEAD, [rows])))
    assert len(sheets) > 1
    assert [row for sheet in sheets for row in sheet[1:]] == rows
    assert {sheet[0] for sheet in sheets} == {HEAD}


def test_it_is_given_while_it_is_written() -> None:
    """The first bytes come long before the last row is known, and no file is made for it."""
    taken: list[int] = []

    def rows() -> Iterator[list[tuple[str, int]]]:
        for number in range(100_000):
            taken.append(number)
            yield [(f"{number * 7919:x} {number}", number)] if number > 10 else []

    stream = workbook(HEAD, rows(), chunk=1 << 12)
    # Even where the first batches have no rows.
    assert next(stream)[:2] == b"PK"
    assert len(taken) == 1
    assert len(next(chunk for chunk in stream if len(chunk) > 1 << 11))
    assert len(taken) < 20_000
    stream.close()
