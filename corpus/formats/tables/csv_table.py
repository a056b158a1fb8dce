"""Read ``.csv`` and ``.tsv`` as a stream: a row is a record (corpus/formats/tables/table_rows.py).

The separator is the one that the first line of Excel names (``sep=;``), else the one with which the
first rows have a header, or are equally wide. A quotation mark that opens a cell and is never
closed would make one cell of the rest of the file: from its row on, all such marks are text.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from corpus.document import Document, Failure
from corpus.formats.lines.line_stream import Line, TextLines
from corpus.formats.record import LONGEST_TEXT
from corpus.formats.source_file import Source
from corpus.formats.tables.table_header import fields_of
from corpus.formats.tables.table_rows import Row, table_documents
from corpus.read_errors import ReadError

SEPARATORS: Final = ",\t;|"
"""Those that programs write; of two that fit as well, the first."""

SAMPLE: Final = 50
"""Lines from the beginning in which the separator is looked for; not measured."""

LONGEST_ROW: Final = 2 * LONGEST_TEXT
"""Most characters of a row, which is held in memory with its lines: twice those of a document."""

_STATED: Final = re.compile(r"sep=(.)", re.IGNORECASE)

# Of the whole process; by default 131,072 characters. A document may have no more than this.
csv.field_size_limit(LONGEST_TEXT)


def read_csv(source: Source) -> Iterator[Document | Failure]:
    """Give the documents of the rows. A bad row is a ``Failure``; the rest is read."""
    yield from table_documents(_rows(source), source)


def _rows(source: Source) -> Iterator[Row | Failure]:
    feed = _Feed(source)
    try:
        separator = feed.separator()
        if not feed.is_empty:
            yield from _of(feed, separator, source)
        else:
            reason = "the file is empty; write a row for each record, or remove it"
            yield Failure(source.shown, 0, reason)
    except ReadError as error:
        # An error of the stream itself, which ends here.
        yield from feed.failures()
        yield Failure(source.shown, feed.line + 1 if feed.line else 0, str(error))


def _of(feed: _Feed, separator: str, source: Source) -> Iterator[Row | Failure]:
    reader = csv.reader(feed, delimiter=separator)
    quoted = True
    while True:
        feed.begin_row()
        reason = ""
        row: list[str] = []
        try:
            row = next(reader)
        except StopIteration:
            yield from feed.failures()
            return
        except csv.Error as error:
            reason = f"the row cannot be read ({error}); mend or remove it"
        first = feed.first
        yield from feed.failures()
        # Only an open quotation mark makes the reader ask for more lines than there are, or gather
        # so many that the row cannot be read.
        if quoted and (feed.is_spent or (reason and feed.line > first)):
            yield Failure(source.shown, first, _OPEN, lost=False)
            quoted = False
            feed.back_to_row()
            reader = csv.reader(feed, delimiter=separator, quoting=csv.QUOTE_NONE)
        elif reason:
            yield Failure(source.shown, first, reason)
        else:
            yield Row(first, row, encoding=feed.encoding)


_OPEN: Final = (
    "a quotation mark that opens in this row is never closed, so from here on quotation marks are "
    "read as text; double it, or remove it"
)


class _Feed:
    """Gives the lines to the reader of csv, and remembers those of the row that is being read.

    ``line`` is the number of the last line given, ``first`` of the first one of the row;
    ``is_spent`` tells whether the reader asked for a line after the last.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = TextLines(source.chunks())
        self._lines: Iterator[tuple[int, Line]] = iter(())
        self._row: list[tuple[int, Line]] = []
        self._size = 0
        self._failures: list[Failure] = []
        self.line = 0
        self.first = 1
        self.is_spent = False
        self.is_empty = False

    def separator(self) -> str:
        """Look at the beginning and return the separator. Raise ``ReadError`` if it is no text."""
        self._lines = enumerate(self._text, 1)
        sample: list[tuple[int, Line]] = []
        size = 0
        for numbered in islice(self._lines, SAMPLE):
            sample.append(numbered)
            size += len(numbered[1]) if isinstance(numbered[1], str) else 0
            if size > LONGEST_ROW:
                break
        self.is_empty = not sample
        self._lines = chain(sample, self._lines)
        good = [line.rstrip("\r") for _, line in sample if isinstance(line, str)]
        if good and (stated := _STATED.fullmatch(good[0].lstrip("\ufeff"))):
            next(self._lines)
            self.line = 1
            return stated[1]
        return max(SEPARATORS, key=lambda one: _fitness(good, one))

    @property
    def encoding(self) -> str:
        """Return the encoding of the lines given so far."""
        return self._text.encoding

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self._row = []
        self._size = 0
        self.first = self.line + 1

    def back_to_row(self) -> None:
        """Go back to the first line of the row."""
        self._lines = chain(self._row, self._lines)
        self.line = self.first - 1
        self.is_spent = False

    def failures(self) -> Iterator[Failure]:
        """Give what was wrong with lines that were left out, once."""
        yield from self._failures
        self._failures = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            numbered = next(self._lines, None)
            if numbered is None:
                self.is_spent = True
                raise StopIteration
            self.line, line = numbered
            if isinstance(line, str):
                break
            self._failures.append(Failure(self._source.shown, self.line, str(line)))
        self._row.append(numbered)
        self._size += len(line)
        if self._size > LONGEST_ROW:
            raise csv.Error(f"it has more than {LONGEST_ROW:,} characters")
        if self.line == 1:
            line = line.lstrip("\ufeff")
        return line.rstrip("\r") + "\n"


def _fitness(lines: list[str], separator: str) -> tuple[int, float, int]:
    """Return how well a separator fits: fields that a header has with it, the share of rows that
    have the usual number of cells, and that number."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0, 0.0, 0
    named = max((sum(map(bool, fields_of(row) or ())) for row in rows[:1]), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return named, 0.0, 0
    width, count = widths.most_common(1)[0]
    return named, count / len(rows), width
