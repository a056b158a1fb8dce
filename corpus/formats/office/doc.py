"""Read ``.doc`` (antiword): one document per file, with tables, notes and text boxes.

Files of this name are often something else: RTF, a web page, a DOCX. Their beginning tells, and
they are read as what they are. antiword does not tell fonts, so text in fonts from before Unicode
is only mended where the text itself proves it (corpus/decoding/repair.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from msgspec.structs import replace

from corpus.cleaning import clean
from corpus.document import Document, Failure
from corpus.formats.office import antiword
from corpus.formats.office.docbook import read_docbook
from corpus.formats.office.docx import read_docx
from corpus.formats.office.font_text import FontText
from corpus.formats.office.office_record import Paragraph, office_record
from corpus.formats.office.rtf import BEGINNING, read_rtf
from corpus.formats.record import Parsed, documents
from corpus.formats.source_file import Reader, Source, nothing_to_report
from corpus.formats.web.html import read_html
from corpus.read_errors import ReadError

_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|meta)\b", re.I)
_NOTES: Final = re.compile(r"^-{23}\n(?=\[1\]\t)(.*?)(?:^-{23}$|\Z)", re.MULTILINE | re.DOTALL)
_NOTE: Final = re.compile(r"^\[\d+\]\t", re.MULTILINE)


def read_doc(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a file of Word 2 to 2003, or of what it is instead; or a ``Failure``."""
    try:
        data = source.whole()
        other = _other_reader(data)
        if other is None:
            record, how = _parsed(data)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    if other is not None:
        # The bytes that were read are counted already.
        again = replace(source, progress=nothing_to_report, open=lambda: BytesIO(data))
        yield from other(again)
    else:
        yield from documents(record, source, how=how)


def _other_reader(data: bytes) -> Reader | None:
    """Return the reader of a file that is no document of Word 97, None if it may be one."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(BEGINNING):
        return read_rtf
    if data.startswith(b"PK\x03\x04"):
        return read_docx
    return read_html if _PAGE.match(data) else None


def _parsed(data: bytes) -> Parsed:
    book = read_docbook(antiword.docbook(data))
    notes = book.notes
    if not all(notes):
        notes = _notes(antiword.plain_text(data)) or notes
    paragraphs = [*book.paragraphs, *(Paragraph(one, one, frozenset()) for one in notes if one)]
    return office_record(paragraphs, book.facts, FontText())


def _notes(text: str) -> list[str]:
    """Return the notes at the end of the plain text."""
    found = list(_NOTES.finditer(text))
    if not found:
        return []
    return [clean(note).strip() for note in _NOTE.split(found[-1][1])[1:]]
