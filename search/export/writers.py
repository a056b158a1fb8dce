"""Write tables as JSON lines, CSV and XLSX, streamed, without a limit.

Each says what it is, if it is told: JSON lines in a first record, CSV in rows at the top that begin
with ``#``, a workbook in a sheet behind the others. Of CSV that is a choice: R, pandas, readr and
OpenRefine pass over such rows where they are told to, the first row without ``#`` names the
columns, and a file that was passed on still says what was asked; a second file would be lost.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from search.export.about import KIND, About
from search.export.cells import marked
from search.export.workbook import workbook

COLUMNS: Final = (
    *("doc", "field", "start", "end", "surface", "entity", "kind", "label", "reason"),
    *("lang", "date", "source", "place", "left", "right"),
    *("path", "line"),
    *("encoding", "repaired"),
    *("page", "date_origin"),
)
"""Of ``MentionLine.shape``, in this order."""

MATCH_COLUMNS: Final = (
    *("doc", "field", "start", "end", "surface", "form", "kind"),
    *("lang", "date", "source", "left", "right"),
    *("path", "line"),
    *("encoding", "repaired"),
    *("page", "date_origin"),
)
"""Of ``MatchLine.shape``."""

Columns = tuple[str, ...]


class Shaped(Protocol):
    """A line of a table."""

    def shape(self) -> dict[str, object]: ...


Batches = Iterable[Sequence[Shaped]]
"""Lines as they are found. After each batch a writer gives what it has, if only nothing, so that
who sends the file can let others go on."""

CHUNK: Final = 1 << 16
"""Bytes that are sent at once. Written line by line, JSON lines came a tenth as fast as CSV."""


def jsonl(
    batches: Batches, columns: Columns = COLUMNS, about: About | None = None
) -> Iterator[bytes]:
    """Write one JSON object a line, with all that the line has."""
    held = [] if about is None else [_json(about.shape())]
    size = 0
    for batch in batches:
        for line in batch:
            held.append(_json(line.shape()))
            size += len(held[-1])
            if size > CHUNK:
                yield b"".join(held)
                held, size = [], 0
        yield b""
    yield b"".join(held)


def csv_file(
    batches: Batches, columns: Columns = COLUMNS, about: About | None = None
) -> Iterator[bytes]:
    """Write comma-separated values with a head, in UTF-8 with the mark that spreadsheets look for.

    Nothing is given before the first line is there: what is wrong with a request is raised then.
    """
    buffer = io.StringIO("\ufeff")
    buffer.seek(0, io.SEEK_END)
    # Texts are quoted: where # begins a remark, a title with # would be cut there.
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    plain = csv.writer(buffer)
    if about is not None:
        # The first cell bare, as a remark begins with #; a value never has a line end.
        plain.writerows((f"# {name}", _harmless(value)) for name, value in about.rows())
    plain.writerow(columns)
    for batch in batches:
        for line in batch:
            shape = line.shape()
            writer.writerow([_harmless(shape[name]) for name in columns])
            if buffer.tell() > CHUNK:
                yield buffer.getvalue().encode("utf-8", "replace")
                buffer.seek(0)
                buffer.truncate()
        yield b""
    yield buffer.getvalue().encode("utf-8", "replace")


def xlsx(
    batches: Batches, columns: Columns = COLUMNS, about: About | None = None
) -> Iterator[bytes]:
    """Write a workbook (search/export/workbook.py)."""
    rows = (
        [[shape[name] for name in columns] for shape in (line.shape() for line in batch)]
        for batch in batches
    )
    last = None if about is None else (KIND, list(about.rows()))
    return workbook(columns, rows, CHUNK, last)


def _json(shape: dict[str, object]) -> bytes:
    return json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _harmless(value: object) -> object:
    """Mark text that a spreadsheet would run as a formula (search/export/cells.py)."""
    return marked(value) if isinstance(value, str) else value
