"""The fonts of an RTF: what bytes mean in each.

The encoding of a text is that of its font (fcharset), else that of the file (ansicpg). Text
in a Vietnamese font from before Unicode is read as Windows-1252, whatever its charset says: that is
how the codes of all such fonts are taken (corpus/decoding/font_runs.py).
"""

from __future__ import annotations

import codecs
from typing import Final

from msgspec import Struct

from corpus.decoding.font_runs import encoding_of_font
from corpus.formats.office.font_text import Run

SYMBOLS: Final = 2
"""The charset of fonts of signs, whose codes are no letters."""

_ANSI: Final = 0
_DEFAULT: Final = 1


class RtfFont(Struct):
    """A font of the table; ``charset`` is None if none is stated."""

    name: str = ""
    charset: int | None = None


class RtfFonts:
    """The font table, and the encoding of the file. ``damaged`` counts the places that could not
    be decoded."""

    def __init__(self, charsets: dict[int, str]) -> None:
        self.table: dict[int, RtfFont] = {}
        self.page = "cp1252"
        self.damaged = 0
        self._charsets = charsets

    def set_page(self, number: int) -> None:
        """Take a code page as that of the file, if it is known."""
        if _is_known(f"cp{number}"):
            self.page = f"cp{number}"

    def run(self, font: int | None, data: bytes) -> Run:
        """Return bytes in a font as text. What cannot be decoded is U+FFFD."""
        name = self.name(font)
        text = data.decode(self._encoding(font), "replace")
        self.damaged += text.count("\ufffd")
        return Run(name, text)

    def name(self, font: int | None) -> str:
        """Return the name of a font, empty if it is not in the table."""
        return self.table[font].name if font in self.table else ""

    def is_of_signs(self, font: int | None) -> bool:
        """Tell whether the codes of a font are signs (ticks, arrows, bullets) and no letters."""
        found = self.table.get(font) if font is not None else None
        return found is not None and found.charset == SYMBOLS and not encoding_of_font(found.name)

    def _encoding(self, font: int | None) -> str:
        found = self.table.get(font) if font is not None else None
        if found is None or found.charset in (None, _DEFAULT):
            return self.page
        if found.charset in (_ANSI, SYMBOLS) or encoding_of_font(found.name):
            return "cp1252"
        name = self._charsets.get(found.charset or 0, "")
        return name if name and _is_known(name) else self.page


def _is_known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False
