"""The text of an RTF as blocks, with the font of each piece (RTF specification 1.9.1).

striprtf, whose lists of destinations and charsets are used, gives the text without its fonts,
notes and text boxes, so the groups are walked here. Cells of tables are blocks. Deleted and hidden
text is left out, numbers of lists are text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from corpus.formats.office.font_text import soft_hyphen
from corpus.formats.office.rtf_fonts import RtfFont, RtfFonts
from corpus.formats.office.rtf_story import Group, Story
from corpus.formats.office.rtf_words import (
    CHARACTERS,
    ENDS,
    ESCAPED,
    MARKED_WITH_TEXT,
    SIGNS,
    TOKEN,
    WITH_TEXT,
)
from corpus.read_errors import ReadError

MOST_DEPTH: Final = 1_000
"""Most groups within groups; each is held in memory. Documents have some ten; not measured."""

_FACTS: Final = frozenset({"title", "author"})


class RtfText:
    """Reads a file into the stories ``body``, ``notes`` and ``endnotes``, the names of paragraph
    styles by their numbers, and ``facts`` (``title`` and ``author`` of the properties; ``day``: the
    year, month and day when it was made).

    ``is_cut_off`` tells whether it ended within a group. ``silent`` are the destinations whose text
    is none of the document's. Raise ``ReadError`` if groups are nested too deep.
    """

    def __init__(self, fonts: RtfFonts, silent: frozenset[str]) -> None:
        self.body = Story(fonts)
        self.notes: list[Story] = []
        self.endnotes: list[Story] = []
        self.styles: dict[int, str] = {}
        self.facts: dict[str, Story] = {}
        self.day: dict[str, int] = {}
        self.is_cut_off = False
        self._fonts = fonts
        self._silent = silent - WITH_TEXT - MARKED_WITH_TEXT
        self._default_font: int | None = None
        self._outer: list[Group] = []
        self._now = Group(self.body)
        self._skip = 0  # characters that stand for one of Unicode
        self._is_marked = False

    def read(self, data: bytes) -> None:
        """Read the file to the end of its outermost group."""
        at = 0
        while token := TOKEN.match(data, at):
            at = token.end()
            word, number, code, sign, brace, text = token.groups()
            if text is not None:
                self._bytes(text)
            elif code is not None:
                self._bytes(bytes((int(code, 16),)))
            elif word == b"bin":
                at += max(int(number or 0), 0)
            elif word is not None:
                self._word(word.decode(), None if number is None else int(number))
            elif sign is not None:
                self._sign(sign)
            elif brace == b"{":
                self._open()
            elif brace is not None:
                self._close()
                if not self._outer:
                    break
        self.is_cut_off = bool(self._outer)
        for story in (*self.notes, *self.endnotes, self.body):
            story.end_block(self._now.style)

    def _open(self) -> None:
        if len(self._outer) >= MOST_DEPTH:
            raise ReadError(
                f"its groups are nested more than {MOST_DEPTH:,} deep, as in no document; save it "
                "again with a word processor"
            )
        self._outer.append(self._now)
        self._now = self._now.inner()
        self._skip = 0
        self._is_marked = False
        if self._now.part == "stylesheet":
            self._now.entry = 0  # the style without a number

    def _close(self) -> None:
        self._skip = 0
        self._is_marked = False
        if self._outer:
            self._now = self._outer.pop()

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        now = self._now
        if now.story is None or now.is_deleted or now.is_hidden:
            return
        if now.part in ("fonttbl", "stylesheet"):
            self._name(data[skipped:].decode("cp1252", "replace"))
        elif not self._fonts.is_of_signs(now.font):
            now.story.add_bytes(now.font, data[skipped:])

    def _text(self, text: str) -> None:
        now = self._now
        if not text or now.story is None or now.is_deleted or now.is_hidden:
            return
        if now.part in ("fonttbl", "stylesheet"):
            self._name(text)
        else:
            now.story.add_text(now.font, text)

    def _name(self, text: str) -> None:
        """Add to the name of the font or style; a semicolon ends it."""
        name = text.partition(";")[0]
        if self._now.entry < 0:
            return
        if self._now.part == "stylesheet":
            self.styles[self._now.entry] = self.styles.get(self._now.entry, "") + name
        elif self._now.entry in self._fonts.table:
            self._fonts.table[self._now.entry].name += name
        if ";" in text:
            self._now.entry = -1

    def _sign(self, sign: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif sign in ESCAPED:
            self._bytes(sign)
        elif sign in SIGNS:
            self._text(SIGNS[sign])
        elif sign == b"-":
            self._text(soft_hyphen(self._fonts.name(self._now.font)).text)
        elif sign == b"*":
            self._is_marked = True

    def _word(self, word: str, number: int | None) -> None:
        if self._is_marked:
            self._is_marked = False
            if word not in MARKED_WITH_TEXT:
                self._now.story = None
        if word == "u":
            self._unicode(number or 0)
        elif self._skip:
            self._skip -= 1
        elif word in ENDS:
            if self._now.story is not None and not self._now.part:
                self._now.story.end_block(self._now.style)
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])
        elif word in _WORDS:
            _WORDS[word](self, 1 if number is None else number)
        elif word in _PARTS:
            _PARTS[word](self, word)
        elif word in self._silent:
            self._now.story = None

    def _unicode(self, number: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        if -0x8000 <= number <= 0xFFFF:
            self._text(chr(number & 0xFFFF))
        self._skip = self._now.unicode_skip

    # Control words with a number, which is 1 if there is none.

    def _set_font(self, number: int) -> None:
        if self._now.part == "fonttbl":
            self._now.entry = number
            self._fonts.table[number] = RtfFont()
        self._now.font = number

    def _set_charset(self, number: int) -> None:
        if self._now.part == "fonttbl" and self._now.entry in self._fonts.table:
            self._fonts.table[self._now.entry].charset = number

    def _set_default_font(self, number: int) -> None:
        self._default_font = self._now.font = number

    def _set_style(self, number: int) -> None:
        self._now.style = self._now.entry = number

    def _set_other_style(self, _: int) -> None:
        self._now.entry = -1

    def _plain(self, _: int) -> None:
        self._now.font = self._default_font
        self._now.is_deleted = self._now.is_hidden = False

    def _new_paragraph(self, _: int) -> None:
        self._now.style = 0

    def _set_skip(self, number: int) -> None:
        self._now.unicode_skip = max(number, 0)

    def _set_page(self, number: int) -> None:
        self._fonts.set_page(number)

    def _set_deleted(self, number: int) -> None:
        self._now.is_deleted = number != 0

    def _set_hidden(self, number: int) -> None:
        self._now.is_hidden = number != 0

    def _is_endnote(self, _: int) -> None:
        if self.notes and self.notes[-1] is self._now.story:
            self.endnotes.append(self.notes.pop())

    # Destinations. In a group that is left out they are left out too.

    def _begin_part(self, word: str) -> None:
        self._now.part = word
        if word == "info":
            self._now.story = None

    def _begin_fact(self, word: str) -> None:
        if self._now.part == "info":
            self._now.story = self.facts[word] = Story(self._fonts)
            self._now.font = None
        else:
            self._now.story = None

    def _begin_day(self, word: str) -> None:
        self._now.part = word if self._now.part == "info" else self._now.part

    def _begin_note(self, _: str) -> None:
        if self._now.story is not None:
            self._now.story = Story(self._fonts)
            self.notes.append(self._now.story)

    def _begin_box(self, _: str) -> None:
        outer = self._now.story
        if outer is not None:
            self._now.story = Story(self._fonts)
            outer.boxes.append(self._now.story)


def _day(part: str) -> Callable[[RtfText, int], None]:
    def keep(text: RtfText, number: int) -> None:
        if text._now.part == "creatim":
            text.day[part] = number

    return keep


_WORDS: Final[dict[str, Callable[[RtfText, int], None]]] = {
    "f": RtfText._set_font,
    "fcharset": RtfText._set_charset,
    "deff": RtfText._set_default_font,
    "ansicpg": RtfText._set_page,
    "plain": RtfText._plain,
    "pard": RtfText._new_paragraph,
    "s": RtfText._set_style,
    **dict.fromkeys(("cs", "ds", "ts"), RtfText._set_other_style),
    "uc": RtfText._set_skip,
    "deleted": RtfText._set_deleted,
    "v": RtfText._set_hidden,
    "ftnalt": RtfText._is_endnote,
    **{word: _day(word) for word in ("yr", "mo", "dy")},
}
_PARTS: Final[dict[str, Callable[[RtfText, str], None]]] = {
    **dict.fromkeys(("fonttbl", "stylesheet", "info"), RtfText._begin_part),
    **dict.fromkeys(_FACTS, RtfText._begin_fact),
    "creatim": RtfText._begin_day,
    "footnote": RtfText._begin_note,
    **dict.fromkeys(("shptxt", "dptxbxtext"), RtfText._begin_box),
}
