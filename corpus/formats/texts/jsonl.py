"""Read ``.jsonl``: one record per line, as a stream. Compressed ones come unpacked
(corpus/containers/compressed.py).

A record is an object with ``id``, ``title``, ``body`` (or ``text``, ``content``), ``date``,
``source``, ``url``, ``lang``, ``province``, ``genre``. All may be absent, but there must be a title
or a body. An ``id`` becomes the id of the document. Other keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from corpus.document import Document, Failure
from corpus.formats.lines.line_stream import Line, TextLines
from corpus.formats.record import HowRead, documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

# Tabs and line ends within strings are against the standard, but their meaning is clear.
_DECODER: Final = json.JSONDecoder(strict=False)

MOST_BAD: Final = 100_000
"""Bad lines in a row after which the rest of a file is not read. They take half a second."""

_NO_RECORDS: Final = (
    f"{MOST_BAD:,} lines in a row are no records: the rest of the file is not read; "
    "a .jsonl has one object on each line"
)


def read_jsonl(source: Source) -> Iterator[Document | Failure]:
    """Give the documents of the lines. A bad line is a ``Failure``; the rest is read. If the file
    was cut off, give what can be read, then a ``Failure``."""
    shown = source.shown
    number = bad = 0
    try:
        lines = TextLines(source.chunks())
        for number, line in enumerate(lines, 1):
            for one in _of_line(line, source, number, lines.encoding):
                yield one
                is_lost = isinstance(one, Failure) and one.lost
                bad = bad + 1 if is_lost else 0
            if bad == MOST_BAD:
                raise ReadError(_NO_RECORDS)
    except ReadError as error:
        # An error of the stream itself, which ends after this line.
        yield Failure(shown, number + 1 if number else 0, str(error))
        return
    if not number:
        yield Failure(shown, 0, "the file is empty; write one record on each line, or remove it")


def _of_line(
    line: Line, source: Source, number: int, encoding: str
) -> Iterator[Document | Failure]:
    """Give the document of a line; nothing for a blank one."""
    if not line:
        return
    try:
        record = _record(line)
    except ReadError as error:
        yield Failure(source.shown, number, str(error))
        return
    if record is not None:
        yield from documents(record, source, number, HowRead(encoding=encoding))


def _record(line: Line) -> dict[str, object] | None:
    """Return the object of a line; None for a blank line."""
    if isinstance(line, ReadError):
        raise line
    line = line.strip(" \t\r\n\ufeff")
    if not line:
        return None
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"this is no JSON: {error.msg} at character {error.pos + 1}; "
            "write one object on each line"
        ) from error
    except (ValueError, RecursionError) as error:
        # A number with thousands of digits, or brackets nested a thousand deep.
        raise ReadError(
            "this JSON is beyond measure: it is nested too deep, or a number has thousands of "
            "digits; make it simpler"
        ) from error
    if not isinstance(value, dict):
        raise ReadError(
            f"the line is a JSON {type(value).__name__}, not an object with a title and a body; "
            "a .jsonl has one object on each line"
        )
    return value
