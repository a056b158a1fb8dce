"""Names from a file that a reader sends: a text with one a line, or the first column of a table."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath
from typing import Final

from corpus.decoding.encoding import decode
from corpus.read_errors import ReadError
from search.batch.name_table import NAME_COLUMNS
from search.request_errors import BadRequest

TABLES: Final = (".csv", ".tsv")
SEPARATORS: Final = ",;\t"
HEADS: Final = ("", NAME_COLUMNS[0])
"""First cells that are no name: blank, and the head of our own table."""

REMARK: Final = "# "
"""Begins the rows that say what a table of ours is (search/export/about.py)."""


def names_in_file(name: str, content: bytes) -> str:
    """Return the names of a file, one a line, in whatever encoding it is. Raises ``BadRequest`` for
    what is no text."""
    try:
        text = decode(content).text.removeprefix("\ufeff") if content else ""
    except ReadError as error:
        raise BadRequest("unreadable_names", value=name[:80], reason=str(error)) from None
    if PurePath(name).suffix.lower() not in TABLES:
        return text
    return "\n".join(_first_cells(text))


def _first_cells(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.startswith(REMARK)]
    head = lines[0] if lines else ""
    separator = max(SEPARATORS, key=head.count)
    try:
        rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
        cells = [row[0].strip() for row in rows if row]
    except csv.Error as error:
        raise BadRequest("unreadable_names", value="CSV", reason=str(error)) from None
    return cells[1:] if cells and cells[0].lower() in HEADS else cells
