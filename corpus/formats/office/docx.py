"""Read ``.docx`` (python-docx): one document per file.

The text is the body with its tables and text boxes, then the footnotes, then the endnotes; headers
and footers of pages are no part of it. How it is walked: corpus/formats/office/docx_text.py.
Title, author and day: corpus/formats/office/office_record.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from corpus.cleaning import clean
from corpus.document import Document, Failure
from corpus.formats.office.docx_styles import Styles, W
from corpus.formats.office.docx_text import DocxText
from corpus.formats.office.font_text import FontText
from corpus.formats.office.office_record import Facts, Paragraph, office_record
from corpus.formats.office.safe_xml import check_office_parts, parse_xml
from corpus.formats.office.zip_bounds import open_document
from corpus.formats.outside_parsers import outside_parser
from corpus.formats.record import Parsed, one_document
from corpus.formats.source_file import Source

_KIND: Final = "Word document"
_LIBRARY: Final = "python-docx"
"""The author of the template of that library, whose date of 2013 is in all that is made of it."""


def read_docx(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a Word file, or a ``Failure``."""
    return one_document(source, _record)


def _record(data: bytes) -> Parsed:
    import docx  # 0.3 s, only where a file needs it

    with open_document(data, _KIND) as archive:
        check_office_parts(archive)
    with outside_parser("python-docx", _KIND):
        opened = docx.Document(BytesIO(data))
        fonts = FontText()
        paragraphs = _paragraphs(opened.part, fonts)
        stated = opened.core_properties
        made = stated.created if stated.author != _LIBRARY else None
        facts = Facts(stated.title, stated.author, f"{made:%Y-%m-%d}" if made else "")
    return office_record(paragraphs, facts, fonts)


def _paragraphs(main: Any, fonts: FontText) -> list[Paragraph]:
    """Return the paragraphs of the body and of the notes that it refers to."""
    styles = Styles(_part(main, "styles"))
    text = DocxText(styles)
    text.read(main.element.body)
    for kind in ("footnote", "endnote"):
        notes = _notes(_part(main, f"{kind}s"), kind)
        for note in [key for of_kind, key in text.notes if of_kind == kind]:
            text.read(notes.pop(note, ()))
    found = []
    for block in text.blocks:
        if words := clean(fonts.text(block.runs)).strip():
            coded = "".join(run.text for run in block.runs)
            found.append(Paragraph(words, coded, frozenset(styles.names(block.style))))
    return found


def _part(main: Any, kind: str) -> Any | None:
    """Return the root of the part of a kind that the main part points at; None if there is none."""
    for relation in main.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            # python-docx has parsed those that it knows.
            parsed = getattr(part, "element", None)
            return parse_xml(part.blob, str(part.partname)) if parsed is None else parsed
    return None


def _notes(root: Any | None, kind: str) -> dict[str, Any]:
    return {} if root is None else {note.get(f"{W}id"): note for note in root.iter(f"{W}{kind}")}
