"""What an RTF is read into: texts that stand for themselves (the body, a note, a box, a name), and
the groups in which what is set holds."""

from __future__ import annotations

from msgspec import Struct

from corpus.formats.office.font_text import Run
from corpus.formats.office.rtf_fonts import RtfFonts


class Story:
    """Collects ``blocks``: the number of a paragraph's style, and its text with the fonts. The
    ``boxes`` that are fixed to a paragraph follow it."""

    def __init__(self, fonts: RtfFonts) -> None:
        self.blocks: list[tuple[int, list[Run]]] = []
        self.boxes: list[Story] = []
        self._fonts = fonts
        self._runs: list[Run] = []
        self._bytes = bytearray()
        self._font: int | None = None

    def add_bytes(self, font: int | None, data: bytes) -> None:
        """Add bytes in a font. Those of one font are decoded together: a character may have two."""
        if font != self._font:
            self._decode()
            self._font = font
        self._bytes += data

    def add_text(self, font: int | None, text: str) -> None:
        """Add characters in a font."""
        self._decode()
        self._runs.append(Run(self._fonts.name(font), text))

    def end_block(self, style: int = 0) -> None:
        """End the paragraph, which has the style of a number."""
        self._decode()
        if self._runs:
            self.blocks.append((style, self._runs))
            self._runs = []
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            box.end_block()
            self.blocks += box.blocks

    def text(self) -> str:
        """Return all text on one line, for names and properties."""
        self.end_block()
        return " ".join("".join(run.text for run in runs) for _, runs in self.blocks).strip()

    def _decode(self) -> None:
        if self._bytes:
            self._runs.append(self._fonts.run(self._font, bytes(self._bytes)))
            self._bytes.clear()


class Group(Struct):
    """What holds within a group. ``story`` is None where text is left out, ``part`` the part of the
    head that it is in, ``entry`` the number of a font or style there, -1 for none."""

    story: Story | None
    part: str = ""
    entry: int = -1
    font: int | None = None
    style: int = 0
    unicode_skip: int = 1
    is_deleted: bool = False
    is_hidden: bool = False

    def inner(self) -> Group:
        """Return what holds at the beginning of a group within this one."""
        return Group(
            self.story,
            self.part,
            self.entry,
            self.font,
            self.style,
            self.unicode_skip,
            self.is_deleted,
            self.is_hidden,
        )
