"""Read ``.xlsx`` (openpyxl): a row is a record, of every sheet.

What a row is: corpus/formats/tables/table_rows.py.

Rows are read as a stream. If there are several sheets with something in them, each is a member of
the file: ``/a.xlsx#/Sheet2#7`` is its row 7. Formulas give the result that the program saved last.
Text in old fonts is converted, each cell and each run of a cell by its font; openpyxl tells the
fonts of runs only in strings that sheets share, as Excel and LibreOffice write all of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from msgspec.structs import replace

from corpus.decoding.font_runs import encoding_of_font
from corpus.document import Document, Failure
from corpus.file_place import with_member
from corpus.formats.lines.line_stream import EXPANDED_FREELY, MOST_EXPANDED
from corpus.formats.office.font_text import FontText, Run
from corpus.formats.office.safe_xml import check_office_parts
from corpus.formats.office.zip_bounds import open_document
from corpus.formats.outside_parsers import outside_parser
from corpus.formats.source_file import Source
from corpus.formats.tables.table_rows import Row, table_documents
from corpus.read_errors import ReadError

MOST_ROWS: Final = 1 << 20
"""Rows that a sheet can have (Excel's own limit). openpyxl makes the missing ones up to any number
that a row states."""

_KIND: Final = "workbook"
_LIBRARY: Final = "openpyxl"


def read_xlsx(source: Source) -> Iterator[Document | Failure]:
    """Give the documents of the rows of all sheets. Where the file cannot be read on, a ``Failure``
    ends them."""
    try:
        yield from _documents(source)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))


def _documents(source: Source) -> Iterator[Document | Failure]:
    import openpyxl  # 0.3 s, only where a file needs it

    # It warns of what it does not keep when it writes: styles, checks of what is typed.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    data = source.whole()
    with open_document(data, _KIND) as archive:
        check_office_parts(archive, streamed="xl/worksheets/")
    with outside_parser(_LIBRARY, _KIND):
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
    cells = _Cells(book, max(EXPANDED_FREELY, MOST_EXPANDED * len(data)))
    any_row = False
    for sheet in book.worksheets:
        of_sheet = source if len(book.worksheets) == 1 else _member(source, sheet.title)
        for item in table_documents(_rows(sheet, cells, of_sheet), of_sheet):
            any_row = True
            yield item
    if not any_row:
        yield Failure(source.shown, 0, "there is no text in any sheet; remove the file")


def _member(source: Source, sheet: str) -> Source:
    return replace(source, path=source.path / sheet, place=with_member(source.place, sheet))


def _rows(sheet: Any, cells: _Cells, source: Source) -> Iterator[Row | Failure]:
    """Give the rows of a sheet. An error ends the sheet; other sheets are read all the same."""
    # What a sheet states of its size is often wrong, and blank rows would be made for it.
    sheet.reset_dimensions()
    number = 0
    try:
        with outside_parser(_LIBRARY, "sheet"):
            for number, row in enumerate(sheet.iter_rows(), 1):
                if number > MOST_ROWS:
                    raise ReadError(f"there are more than {MOST_ROWS:,} rows, as in no sheet")
                if row:
                    yield cells.row(number, row)
    except ReadError as error:
        yield Failure(source.shown, number + 1, str(error))


class _Cells:
    """Makes text of the cells of a workbook, and bounds their number and the sum of their text: a
    text that is stored once may stand in a million cells, and a row may state one cell far out."""

    def __init__(self, book: Any, most: int) -> None:
        self._left = most
        fonts = [font.name or "" for font in getattr(book, "_fonts", ())]
        self._has_old_fonts = any(map(encoding_of_font, fonts))

    def row(self, number: int, cells: Sequence[Any]) -> Row:
        """Return a row of cells. Raise ``ReadError`` if all cells so far have too much text."""
        fonts = FontText()
        found: list[str] = []
        for cell in cells:
            text = fonts.text(self._runs(cell)) if cell.value is not None else ""
            found.append(text)
            self._left -= len(text) + 1
        if self._left < 0:
            raise ReadError(
                f"the cells have more than {MOST_EXPANDED} times as much as the file: the rest is "
                "not read; split the workbook"
            )
        return Row(number, found, fonts.repaired)

    def _runs(self, cell: Any) -> Iterable[Run]:
        font = (cell.font.name or "") if self._has_old_fonts else ""
        if isinstance(cell.value, list):  # a CellRichText
            return [
                Run(font, part) if isinstance(part, str) else Run(part.font.rFont or "", part.text)
                for part in cell.value
            ]
        return [Run(font, _written(cell.value))]


def _written(value: object) -> str:
    """Return a value as text, a day without the time of midnight."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
