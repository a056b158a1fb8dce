"""The text of a DOCX as blocks: paragraphs in the order in which they are read.

Cells of tables follow row by row, each paragraph a block of its own. Text boxes follow the
paragraph that they are fixed to. Insertions that are tracked are text, deletions are not. Notes are
collected where the text refers to them, and no sign is left there: it would split a name. Hidden
text is left out, and so are numbers that Word makes (of lists and headings).
"""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct, field

from corpus.decoding.font_runs import encoding_of_font
from corpus.formats.office.docx_styles import Styles, W, is_on, own_font, value
from corpus.formats.office.font_text import Run, soft_hyphen

_NO_TEXT: Final = frozenset(
    """
    del moveFrom delText instrText delInstrText pPr rPr tblPr trPr tcPr sdtPr sdtEndPr sectPr
    tblGrid rt rubyPr numPr annotationRef ctrlPr
    """.split()
)
"""Elements that are not looked into: deleted text, codes of fields, properties, readings (rt)."""

_CHARACTERS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}

_REFERENCES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}

_CODE: Final = re.compile("[0-9A-Fa-f]{1,4}")

# Deletions that are properties of what they delete.
_HIDDEN: Final = f"{W}rPr/{W}vanish"
_DELETED: Final = {"tr": f"{W}trPr/{W}del", "tc": f"{W}tcPr/{W}cellDel"}
_DELETED_MARK: Final = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")


class Block(Struct):
    """A paragraph: its style, and its text with the fonts."""

    style: str
    runs: list[Run] = field(default_factory=list)


class DocxText:
    """Collects the ``blocks`` of the parts that it reads, and the ``notes`` that they refer to, by
    kind (``footnote``) and id, in the order of the text."""

    def __init__(self, styles: Styles) -> None:
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, str]] = []
        self._styles = styles
        self._boxes: list[Any] = []
        self._goes_on = False

    def read(self, element: Any) -> None:
        """Read what stands below an element: the body, or a note."""
        for child in element:
            self._block(child)

    def _block(self, element: Any) -> None:
        name = local_name(element)
        if name == "p":
            self._paragraph(element)
        elif name and name not in _NO_TEXT and not _is_deleted(element, name):
            self.read(element[:1] if name == "AlternateContent" else element)

    def _paragraph(self, paragraph: Any) -> None:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        # If the mark at the end of the paragraph before was deleted, this one goes on.
        if not self._goes_on:
            self.blocks.append(Block(style))
        self._inline(paragraph, self.blocks[-1].runs, style, "")
        self._goes_on = any(paragraph.find(mark) is not None for mark in _DELETED_MARK)
        if self._boxes and not self._goes_on:
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self.read(box)
                self._goes_on = False

    def _inline(self, element: Any, runs: list[Run], style: str, font: str) -> None:
        for child in element:
            name = local_name(child)
            if name in _NO_TEXT or not name:
                continue
            if name == "t":
                runs.append(Run(font, child.text or ""))
            elif name in _CHARACTERS:
                runs.append(Run(font, _CHARACTERS[name]))
            elif name == "r":
                if not is_on(child.find(_HIDDEN)):
                    self._inline(child, runs, style, self._font(child, style))
            elif name == "softHyphen":
                runs.append(soft_hyphen(font))
            elif name == "sym":
                runs.append(_symbol(child))
            elif name in _REFERENCES:
                self.notes.append((_REFERENCES[name], child.get(f"{W}id") or ""))
            elif name == "txbxContent":
                self._boxes.append(child)
            else:
                # The second of alternatives is the same again, for older programs.
                inner = child[:1] if name == "AlternateContent" else child
                self._inline(inner, runs, style, font)

    def _font(self, run: Any, style: str) -> str:
        properties = run.find(f"{W}rPr")
        own = own_font(properties)
        if own is not None:
            return own
        run_style = "" if properties is None else value(properties.find(f"{W}rStyle"))
        return self._styles.font(style, run_style)


def _is_deleted(element: Any, name: str) -> bool:
    return name in _DELETED and element.find(_DELETED[name]) is not None


def _symbol(element: Any) -> Run:
    """Return a single character of a font. Where its code is moved to the private area (F0xx), it
    is a letter in an old font, and a picture (a tick, an arrow) in any other."""
    font, code = element.get(f"{W}font") or "", element.get(f"{W}char") or ""
    if not _CODE.fullmatch(code):
        return Run("", "")
    char = chr(int(code, 16))
    return (
        Run(font, char)
        if encoding_of_font(font) or not "\ue000" <= char <= "\uf8ff"
        else Run("", "")
    )


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
