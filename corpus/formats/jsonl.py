"""``.jsonl`` and ``.jsonl.gz``: a record a line, streamed.

A record is an object with ``id``, ``title``, ``body`` (or ``text``, ``content``), ``date``,
``source``, ``url``, ``lang``, ``province``, ``genre``; all may be absent but some text. Its own
``id`` is the document's. Other keys are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from corpus.document import Document, Failure
from corpus.formats.line_stream import Line, decompressed, text_lines
from corpus.formats.record import documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

# Tabs and line ends within strings are against the standard, but what they mean is clear.
_DECODER: Final = json.JSONDecoder(strict=False)

MOST_BAD: Final = 100_000
"""Bad lines in a row behind which a file is no JSON lines any more: half a second's work."""

_NO_RECORDS: Final = (
    f"{MOST_BAD:,} lines in a row are no records: the rest of the file is not read; "
    "a .jsonl has one object on each line"
)


def read_jsonl(source: Source) -> Iterator[Document | Failure]:
    """The documents of the lines; a bad line is a ``Failure`` and does not stop the rest."""
    return _read(source, source.chunks())


def read_jsonl_gz(source: Source) -> Iterator[Document | Failure]:
    """The same of a gzip file; of one that was cut off, what could be read, then a ``Failure``."""
    return _read(source, decompressed(source.chunks()))


def _read(source: Source, chunks: Iterator[bytes]) -> Iterator[Document | Failure]:
    shown = source.shown
    number = bad = 0
    try:
        for number, line in enumerate(text_lines(chunks), 1):
            for one in _of_line(line, source, number):
                yield one
                is_lost = isinstance(one, Failure) and one.lost
                bad = bad + 1 if is_lost else 0
            if bad == MOST_BAD:
                raise ReadError(_NO_RECORDS)
    except ReadError as error:
        # Of the stream itself: it stopped after this line.
        yield Failure(shown, number + 1 if number else 0, str(error))
        return
    if not number:
        yield Failure(shown, 0, "the file is empty")


def _of_line(line: Line, source: Source, number: int) -> Iterator[Document | Failure]:
    """The document of a line; nothing for a blank one."""
    if not line:
        return
    try:
        record = _record(line)
    except ReadError as error:
        yield Failure(source.shown, number, str(error))
        return
    if record is not None:
        yield from documents(record, source, number)


def _record(line: Line) -> dict[str, object] | None:
    """The object of a line; None for a blank line."""
    if isinstance(line, ReadError):
        raise line
    line = line.strip(" \t\r\n\ufeff")
    if not line:
        return None
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise ReadError(f"this is no JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits; brackets nested a thousand deep.
        raise ReadError(f"this JSON is beyond measure: {error}") from error
    if not isinstance(value, dict):
        raise ReadError(
            f"the line is a JSON {type(value).__name__}, not an object with a title and a body; "
            "a .jsonl has one object on each line"
        )
    return value
