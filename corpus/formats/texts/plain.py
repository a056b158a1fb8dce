"""Read ``.txt``: one document per file, with the line as title that reads like one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.lines.related_tail import without_tail
from corpus.formats.lines.title_line import split_title
from corpus.formats.options import ReadOptions
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.source_file import Source


def read_text(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a text file, or a ``Failure``."""
    return one_document(source, partial(_record, source.options))


def _record(options: ReadOptions, data: bytes) -> Parsed:
    decoded = decode(data)
    title, body = split_title(clean(decoded.text))
    if not options.whole_page:
        body = without_tail(body)
    return {"title": title, "body": body}, HowRead(encoding=decoded.encoding)
