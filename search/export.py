"""Concordances as files: JSON lines, CSV, XLSX; streamed, without a limit of their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import Final, Protocol

from search.cells import marked

COLUMNS: Final = (
    *("doc", "field", "start", "end", "surface", "entity", "kind", "label", "reason"),
    *("lang", "date", "source", "place", "left", "right"),
)
"""Of ``Line.shape``, in this order."""

MATCH_COLUMNS: Final = (
    *("doc", "field", "start", "end", "surface", "form", "kind"),
    *("lang", "date", "source", "left", "right"),
)
"""Of ``Match.shape``."""

Columns = tuple[str, ...]


class Shaped(Protocol):
    """A line of a table."""

    def shape(self) -> dict[str, object]: ...


XLSX_ROWS: Final = 1_048_575
"""Rows a sheet may have below its head; what is beyond goes to a further sheet."""

CHUNK: Final = 1 << 16


def jsonl(lines: Iterable[Shaped], columns: Columns = COLUMNS) -> Iterator[bytes]:
    """One JSON object a line, with whatever the line has."""
    for line in lines:
        yield json.dumps(line.shape(), ensure_ascii=False).encode() + b"\n"


def csv_file(lines: Iterable[Shaped], columns: Columns = COLUMNS) -> Iterator[bytes]:
    """Comma-separated, with a head; UTF-8 with a mark, by which spreadsheets know it."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns)
    yield b"\xef\xbb\xbf"
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _harmless(value) for name, value in line.shape().items()})
        if buffer.tell() > CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def xlsx(lines: Iterable[Shaped], columns: Columns = COLUMNS) -> Iterator[bytes]:
    """A workbook."""
    from xlsxwriter import Workbook

    with TemporaryFile() as file:
        # Texts stay texts: a title that begins with = is no formula.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(file, options)
        sheet = None
        row = 0
        for line in lines:
            if sheet is None or row == XLSX_ROWS:
                sheet, row = book.add_worksheet(), 0
                sheet.write_row(0, 0, columns)
            row += 1
            shape = line.shape()
            sheet.write_row(row, 0, [shape[name] for name in columns])
        book.close()
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _harmless(value: object) -> object:
    """A cell that no spreadsheet runs as a formula (search/cells.py)."""
    return marked(value) if isinstance(value, str) else value


FORMATS: Final[Mapping[str, Callable[[Iterable[Shaped], Columns], Iterator[bytes]]]] = {
    "jsonl": jsonl,
    "csv": csv_file,
    "xlsx": xlsx,
}

MEDIA_TYPES: Final = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
