"""Write a table as an .xlsx while it is sent.

A workbook is a zip of XML files, and a zip can be written to a stream. XlsxWriter and openpyxl
write to temporary files and give the first byte when the last row is known: a reader who left went
on costing disk and time (369 MB after a kill, 2026-11). The parts of ECMA-376 that a plain table
needs are few; tests read the result with openpyxl.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from itertools import count
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SHEET_ROWS: Final = 1_048_576
"""Rows of a sheet, its head among them: the limit of the format. What is beyond goes on in another
sheet."""

SHEET_BYTES: Final = 1 << 30
"""Bytes of XML from which another sheet is begun: a zip without 64-bit sizes holds 4 GiB a file."""

CELL_CHARACTERS: Final = 32_767
"""Characters (UTF-16 units) of a cell: the limit of the format."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Written _xHHHH_ (ECMA-376, ST_Xstring): what XML cannot hold, a carriage return, which it takes
# for a line feed, and what looks like such an escape.
_ESCAPED: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


Sheet = tuple[str, Sequence[Sequence[object]]]
"""The name of a sheet, and its rows."""


def workbook(
    head: Sequence[str],
    batches: Iterable[Sequence[Sequence[object]]],
    chunk: int = 1 << 16,
    last: Sheet | None = None,
) -> Iterator[bytes]:
    """Give the bytes of a workbook with these rows below a head; texts are texts, never formulas.

    A sheet ``last`` without a head stands behind those of the rows.

    After each batch of rows it gives what there is of a chunk, or nothing.

    Integers are numbers, all else is text; a text longer than a cell may be ends with an ellipsis.
    """
    pipe = _Pipe()
    names: list[str] = []
    # An empty row stands for the end of a batch: no line of a table has no cells.
    waiting = (row for batch in batches for row in (*batch, ()))
    with ZipFile(pipe, "w", ZIP_DEFLATED) as book:
        row: Sequence[object] | None = next(waiting, None)
        while row is not None or not names:
            names.append(f"Sheet{len(names) + 1}")
            with book.open(_part(len(names)), "w") as sheet:
                written = sheet.write(_opening(head))
                number = 1
                while row is not None and number < SHEET_ROWS and written < SHEET_BYTES:
                    if row:
                        number += 1
                        written += sheet.write(_row(number, row))
                    if pipe.size >= chunk or not row:
                        yield pipe.taken()
                    row = next(waiting, None)
                sheet.write(_CLOSING)
        if last is not None:
            names.append(last[0])
            with book.open(_part(len(names)), "w") as sheet:
                sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for number, cells in enumerate(last[1], 1):
                    sheet.write(_row(number, cells))
                sheet.write(_CLOSING)
        for name, content in _parts(names):
            book.writestr(name, _XML + content)
    yield pipe.taken()


class _Pipe(RawIOBase):
    """Holds what was written until it is taken. It cannot seek, so the zip is written in order."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._held.append(piece)
        self.size += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = b"".join(self._held)
        self._held, self.size = [], 0
        return found


_CLOSING: Final = b"</sheetData></worksheet>"


def _part(number: int) -> ZipInfo:
    info = ZipInfo(f"xl/worksheets/sheet{number}.xml")
    info.compress_type = ZIP_DEFLATED
    return info


def _opening(head: Sequence[str]) -> bytes:
    # The head stays in view.
    view = (
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
    )
    start = f'{_XML}<worksheet xmlns="{_MAIN}">{view}<sheetData>'
    return start.encode() + _row(1, head)


def _row(number: int, cells: Sequence[object]) -> bytes:
    return f'<row r="{number}">{"".join(map(_cell, cells))}</row>'.encode()


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = _SURROGATES.sub("\ufffd", str(value))
    if len(text.encode("utf-16-le")) > 2 * CELL_CHARACTERS:
        cut = text.encode("utf-16-le")[: 2 * (CELL_CHARACTERS - 1)]
        text = cut.decode("utf-16-le", "ignore") + "…"
    text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the files of the package beside its sheets."""
    numbered = list(zip(count(1), names))
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield (
        "_rels/.rels",
        _relations(
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        ),
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{types}</Types>",
    )


def _relations(related: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
