"""Read ``.odt`` (lxml): one document per file.

The text is the body, then the footnotes, then the endnotes; headers and footers of pages are no
part of it. How it is walked: corpus/formats/office/odt_text.py. Title, author and day:
corpus/formats/office/office_record.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from corpus.cleaning import clean
from corpus.dates import read_date
from corpus.document import Document, Failure
from corpus.formats.office.font_text import FontText
from corpus.formats.office.odt_styles import OdtStyles
from corpus.formats.office.odt_text import Block, OdtText
from corpus.formats.office.office_record import HEADING, Facts, Paragraph, office_record
from corpus.formats.office.safe_xml import parse_xml
from corpus.formats.office.zip_bounds import LOCKED, open_document, read_member
from corpus.formats.record import Parsed, one_document
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KIND: Final = "OpenDocument text"
_BODY: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTED: Final = b"encryption-data"


def read_odt(source: Source) -> Iterator[Document | Failure]:
    """Give the document of an OpenDocument text, or a ``Failure``."""
    return one_document(source, _record)


def _record(data: bytes) -> Parsed:
    with open_document(data, _KIND) as archive:
        if _ENCRYPTED in (_part(archive, "META-INF/manifest.xml") or b""):
            raise ReadError(LOCKED)
        content = parse_xml(read_member(archive, "content.xml"), "content.xml")
        common = _root(archive, "styles.xml")
        meta = _root(archive, "meta.xml")
    fonts = FontText()
    return office_record(_paragraphs(content, common, fonts), _facts(meta), fonts)


def _part(archive: ZipFile, name: str) -> bytes | None:
    return read_member(archive, name) if name in archive.NameToInfo else None


def _root(archive: ZipFile, name: str) -> Element | None:
    data = _part(archive, name)
    return None if data is None else parse_xml(data, name)


def _paragraphs(content: Element, common: Element | None, fonts: FontText) -> list[Paragraph]:
    body = content.find(_BODY)
    if body is None:
        raise ReadError("its part 'content.xml' has no body; save the document again")
    styles = OdtStyles(content, common)
    text = OdtText(styles)
    text.read(body)
    for kind in ("footnote", "endnote"):
        for note in text.notes[kind]:
            text.read(note)
    found = []
    for block in text.blocks:
        if words := clean(fonts.text(block.runs)).strip():
            coded = "".join(run.text for run in block.runs)
            found.append(Paragraph(words, coded, frozenset(_styles(block, styles))))
    return found


def _styles(block: Block, styles: OdtStyles) -> Iterator[str]:
    yield from styles.names(block.style)
    if block.level == 1:
        yield HEADING


def _facts(meta: Element | None) -> Facts:
    def stated(*names: str) -> str:
        found = (meta.iter(name) for name in names) if meta is not None else ()
        return next((one.text for elements in found for one in elements if one.text), "")

    # A date with its time: 2022-04-27T18:55:00.
    made = read_date(stated(f"{_META}creation-date")[:10]).date
    return Facts(stated(f"{_DC}title"), stated(f"{_META}initial-creator", f"{_DC}creator"), made)
