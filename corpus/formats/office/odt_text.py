"""The text of an ODT as blocks: paragraphs in the order in which they are read.

Cells of tables follow row by row, a text box follows its paragraph. Text that was deleted with
tracking, comments, sources of indexes and readings (ruby) are left out, and so are numbers of
lists. Notes are collected where they stand, and no sign of them is left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.formats.office.font_text import Run
from corpus.formats.office.odt_styles import OdtStyles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_NO_TEXT: Final = frozenset(
    """
    tracked-changes annotation annotation-end note-citation ruby-text sequence-decls
    variable-decls user-field-decls forms scripts title desc event-listeners
    table-of-content-source user-index-source alphabetical-index-source bibliography-source
    illustration-index-source table-index-source object-index-source
    """.split()
)
_PARAGRAPHS: Final = frozenset({"p", "h"})
_WHITE: Final = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS: Final = 1_000
"""Most blanks that one element makes (``text:s``): a number in a file must not fill the memory."""


class Block(NamedTuple):
    """A paragraph: its style, the level of a heading (0 for none), its text with the fonts."""

    style: str
    level: int
    runs: list[Run]


class OdtText:
    """Collects the ``blocks`` of what it reads, and by their kind (``footnote``, ``endnote``) the
    ``notes`` in it, each the element with its text."""

    def __init__(self, styles: OdtStyles) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, list[Element]] = {"footnote": [], "endnote": []}
        self._styles = styles
        self._boxes: list[Element] = []

    def read(self, element: Element) -> None:
        """Read what stands below an element."""
        for child in element:
            name = _local_name(child)
            if name in _PARAGRAPHS:
                self._paragraph(child, is_heading=name == "h")
            elif name and name not in _NO_TEXT:
                self.read(child)

    def _paragraph(self, element: Element, *, is_heading: bool) -> None:
        style = element.get(f"{TEXT}style-name") or ""
        level = element.get(f"{TEXT}outline-level") or "1" if is_heading else "0"
        runs: list[Run] = []
        self._inline(element, runs, style, ())
        self.blocks.append(Block(style, int(level) if level.isdecimal() else 0, runs))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read(box)

    def _inline(
        self, element: Element, runs: list[Run], style: str, spans: tuple[str, ...]
    ) -> None:
        font = self._styles.font(style, spans)
        runs.append(_run(font, element.text))
        for child in element:
            name = _local_name(child)
            if name == "span":
                inner = child.get(f"{TEXT}style-name") or ""
                self._inline(child, runs, style, (*spans, inner))
            elif name == "note":
                self._note(child)
            elif name == "text-box":
                self._boxes.append(child)
            elif name == "s":
                runs.append(Run(font, " " * _count(child)))
            elif name == "tab":
                runs.append(Run(font, "\t"))
            elif name == "line-break":
                runs.append(Run(font, "\n"))
            elif name and name not in _NO_TEXT:
                self._inline(child, runs, style, spans)
            runs.append(_run(font, child.tail))

    def _note(self, note: Element) -> None:
        kind = note.get(f"{TEXT}note-class") or ""
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            self.notes.get(kind, self.notes["footnote"]).append(body)


def _run(font: str, text: str | None) -> Run:
    return Run(font, _WHITE.sub(" ", text or ""))


def _count(blanks: Element) -> int:
    count = blanks.get(f"{TEXT}c") or "1"
    return min(int(count), _MOST_BLANKS) if count.isdecimal() and len(count) < 9 else 1


def _local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for a comment or a reference."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
