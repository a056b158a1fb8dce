"""Make a document of each row of a table.

If a row near the top is a header that names a title or a text
(corpus/formats/tables/table_header.py), the cells below are the fields of records; without a column
for the text, the cells of all columns that are no field are. Without a header, all cells of a row
are its text, the first with letters its title. Blank rows are nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from corpus.document import Document, Failure
from corpus.formats.lines.title_line import LONGEST_TITLE
from corpus.formats.record import HowRead, documents
from corpus.formats.source_file import Source
from corpus.formats.tables.table_header import fields_of

MOST_ABOVE: Final = 10
"""Rows in which the header is looked for. Sheets have a caption and a date above it; not
measured."""

_LETTER: Final = re.compile(r"[^\W\d_]")


class Row(NamedTuple):
    """A row, the line on which it begins (from 1), what its text was repaired from, and the
    encoding that it was in."""

    line: int
    cells: list[str]
    repaired: str = ""
    encoding: str = ""


def table_documents(rows: Iterable[Row | Failure], source: Source) -> Iterator[Document | Failure]:
    """Give the documents of the rows of one table; failures among them are passed on."""
    given = iter(rows)
    top = list(islice(given, MOST_ABOVE))
    header = next((row for row in top if isinstance(row, Row) and fields_of(row.cells)), None)
    fields: list[str] | None = None
    for row in chain(top, given):
        if isinstance(row, Failure):
            yield row
        elif row is header:
            fields = fields_of(row.cells)
        elif any(cell and not cell.isspace() for cell in row.cells):
            how = HowRead(encoding=row.encoding, repaired=row.repaired)
            yield from documents(_record(row.cells, fields), source, row.line, how)
            if fields is not None and any(row.cells[len(fields) :]):
                yield _too_wide(row, len(fields), source)


def _record(cells: list[str], fields: list[str] | None) -> dict[str, object]:
    if fields is None:
        return _without_header(cells)
    record: dict[str, object] = {
        field: cell for field, cell in zip(fields, cells, strict=False) if field
    }
    if "body" not in fields:
        others = (cell for field, cell in zip(fields, cells, strict=False) if not field)
        record["body"] = _joined(others)
    return record


def _without_header(cells: list[str]) -> dict[str, object]:
    words = [cell for cell in cells if cell.strip()]
    at = next((at for at, cell in enumerate(words) if _LETTER.search(cell)), 0)
    title = words[at].strip()
    if len(title) > LONGEST_TITLE or "\n" in title:
        return {"title": "", "body": _joined(words)}
    return {"title": title, "body": _joined(words[:at] + words[at + 1 :])}


def _joined(cells: Iterable[str]) -> str:
    """Return the text of cells, which no name reaches across."""
    return "\n\n".join(cell.strip() for cell in cells if cell.strip())


def _too_wide(row: Row, width: int, source: Source) -> Failure:
    return Failure(
        source.shown,
        row.line,
        f"the row has {len(row.cells)} cells, the header {width}; the others are left out: put a "
        "text that has the separator in it between quotation marks",
        lost=False,
    )
