"""Make paragraphs of the DocBook that antiword writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.cleaning import clean, one_line
from corpus.dates import read_date
from corpus.formats.office.office_record import HEADING, Facts, Paragraph
from corpus.formats.office.safe_xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_INLINE: Final = frozenset("emphasis subscript superscript ulink".split())
_NO_TEXT: Final = frozenset({"bookinfo", "footnote"})
_LINE: Final = re.compile("-{23}")
"""What antiword draws before text boxes and notes."""

_NO_DAY: Final = ("1600-12-31", "1601-01-01")
"""The beginning of time of Windows, in a time zone or not: no day is stated."""


class DocBook(NamedTuple):
    """A document: its paragraphs, the notes that it refers to, and what its properties state. A
    note is empty if antiword did not give its text."""

    paragraphs: list[Paragraph]
    notes: list[str]
    facts: Facts


def read_docbook(data: bytes) -> DocBook:
    """Return what is in a file of DocBook. Raise ``ReadError`` if it is no XML."""
    root = parse_xml(_CONTROLS.sub(b" ", data), "DocBook")
    found: list[Paragraph] = []
    _blocks(root, found)
    notes = [one_line(" ".join(map(str, note.itertext()))) for note in root.iter("footnote")]
    return DocBook(found, notes, _facts(root.find("bookinfo")))


def _blocks(element: Element, found: list[Paragraph]) -> None:
    """Add the paragraphs in an element: the text between the blocks in it."""
    styles = frozenset({HEADING} if _is_heading(element) else ())
    pieces: list[str] = []

    def end() -> None:
        text = clean(_LINE.sub("", "".join(pieces))).strip()
        if text:
            found.append(Paragraph(text, text, styles))
        pieces.clear()

    pieces.append(element.text or "")
    for child in element:
        if child.tag in _INLINE:
            pieces.append("".join(map(str, child.itertext())))
        elif child.tag not in _NO_TEXT and not _is_book_title(child):
            end()
            _blocks(child, found)
        pieces.append(child.tail or "")
    end()


def _is_heading(element: Element) -> bool:
    """Tell whether an element is a heading of the first level."""
    parent = element.getparent()
    return element.tag == "title" and parent is not None and parent.tag == "chapter"


def _is_book_title(element: Element) -> bool:
    """Tell whether an element repeats the title of the properties."""
    parent = element.getparent()
    return element.tag == "title" and parent is not None and parent.tag == "book"


def _facts(info: Element | None) -> Facts:
    if info is None:
        return Facts()
    names = (info.findtext("author/firstname"), info.findtext("author/surname"))
    day = (info.findtext("date") or "").strip()
    return Facts(
        info.findtext("title") or "",
        " ".join(filter(None, names)),
        "" if day in _NO_DAY else read_date(day).date,
    )
