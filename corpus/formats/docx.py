"""Read ``.docx`` (python-docx): one document per file.

The text is the body with its tables and text boxes, then the footnotes, then the endnotes; headers
and footers of pages are no part of it. How it is walked: corpus/formats/docx_text.py. The title is
a paragraph in the style Title, else that of the properties, else a first or only Heading 1, else
the first line as in ``.txt``: a template's title outlives its text, what is printed does not. The
day on which the file was made is only a guess at that of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, Final, NamedTuple

from corpus.cleaning import clean, one_line
from corpus.date_origins import GUESSED
from corpus.document import Document, Failure
from corpus.formats.docx_styles import Styles, W
from corpus.formats.docx_text import DocxText
from corpus.formats.font_text import FontText
from corpus.formats.outside_parsers import outside_parser
from corpus.formats.plain import LONGEST_TITLE, split_title
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.safe_xml import check_office_parts, parse_xml
from corpus.formats.source_file import Source
from corpus.formats.stated_facts import stated_author, stated_title, without_title
from corpus.formats.zip_bounds import open_document

_KIND: Final = "Word document"
_LIBRARY: Final = "python-docx"
"""The author of the template of that library, whose date of 2013 is in all that is made of it."""
_HEADING: Final = "heading 1"


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
        facts = opened.core_properties
        stated = stated_title(facts.title)
        author = stated_author(facts.author)
        made = None if facts.author == _LIBRARY else facts.created
    title, body = _title_and_body(paragraphs, stated)
    record: dict[str, object] = {
        "title": title,
        "body": body,
        "source": author,
        "date": f"{made:%Y-%m-%d}" if made else "",
    }
    return record, HowRead(date_origin=GUESSED, repaired=fonts.repaired)


class _Paragraph(NamedTuple):
    """A paragraph that is not blank: its clean text, that with the codes of old fonts on one line,
    and the names of its style and its bases."""

    text: str
    coded: str
    styles: frozenset[str]


def _paragraphs(main: Any, fonts: FontText) -> list[_Paragraph]:
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
            coded = one_line("".join(run.text for run in block.runs))
            found.append(_Paragraph(words, coded, frozenset(styles.names(block.style))))
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


def _title_and_body(paragraphs: list[_Paragraph], stated: str) -> tuple[str, str]:
    """Return the title, and the text without it where it stands there as a paragraph."""
    printed = _printed_title(paragraphs)
    title = " ".join(one_line(paragraphs[at].text) for at in printed)
    if title and len(title) <= LONGEST_TITLE and not (stated and _is_heading(paragraphs, printed)):
        return title, _joined(one for at, one in enumerate(paragraphs) if at not in printed)
    # Word states the first line as it is coded in an old font.
    coded = (one_line(one.text) for one in paragraphs if one.coded == stated)
    stated = next(coded, stated)
    body = _joined(paragraphs)
    return (stated, without_title(body, stated)) if stated else split_title(body)


def _printed_title(paragraphs: list[_Paragraph]) -> range:
    """Return which paragraphs are the title by their style: a Title of one or more lines, else a
    Heading 1 that comes first or is the only one."""
    titles = [at for at, one in enumerate(paragraphs) if "title" in one.styles]
    if titles:
        first = titles[0]
        # Of the positions in a row, each is as far from the first as in the list.
        lines = sum(1 for number, at in enumerate(titles) if at == first + number)
        return range(first, first + lines)
    headings = [at for at, one in enumerate(paragraphs) if _HEADING in one.styles]
    if headings and (headings[0] == 0 or len(headings) == 1):
        return range(headings[0], headings[0] + 1)
    return range(0)


def _is_heading(paragraphs: list[_Paragraph], printed: range) -> bool:
    return any(_HEADING in paragraphs[at].styles for at in printed)


def _joined(paragraphs: Iterable[_Paragraph]) -> str:
    return "\n\n".join(one.text for one in paragraphs)
