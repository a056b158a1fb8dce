"""The blocks of text of a page, in their order, and what the tags around them say of each.

A block is what stands between two tags of block elements, or between two ``<br>`` in a row. Inline
elements leave no trace, so that ``<b>Lưu</b> Ninh`` stays one name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

APART: Final = frozenset("aside button dialog footer menu nav optgroup option select".split())
"""Elements that are no part of an article, by the HTML standard."""

_APART_NAMES: Final = re.compile(
    "(?<![a-z])(?:breadcrumbs?|comments?|cookies?|copyright|footer|menu|navigation|navbar|nav|popup|"
    "recommend|related|share|sharing|sidebar|social|tags|widget)(?![a-z])",
    re.IGNORECASE,
)
"""Names that pages give to elements which are no part of the article, as whole words."""

_IMPLIED_ENDS: Final = {
    name: frozenset(ends.split())
    for name, ends in {
        "li": "p li",
        "dt": "p dt dd",
        "dd": "p dt dd",
        "tr": "p td th tr",
        "td": "p td th",
        "th": "p td th",
        "option": "option",
        "optgroup": "option optgroup",
    }.items()
}
"""The open elements that the beginning of another ends. All others end a ``<p>``."""
_PARAGRAPH: Final = frozenset(["p"])
_WITHOUT_END: Final = frozenset(["hr"])

_NESTED: Final = 100
"""Most open elements among which the one is looked for that an end tag means; real pages are some
30 deep (the furniture of tests/corpus/formats/data at most 20). It keeps the time linear."""

_BLANKS: Final = re.compile(r" {2,}")
_LINE_ENDS: Final = re.compile(r" *\n[ \n]*")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

_BREAK: Final = "\n\n"
_LINE: Final = "\n"


class Block(NamedTuple):
    """A block of text. ``linked`` is the share of its characters that are links, ``heading`` the
    level of the heading that it is (1 to 6) or 0, ``apart`` the number of the innermost element
    around it that seems to be no part of an article, by its kind or its name; 0 if there is none.
    """

    text: str
    linked: float = 0.0
    heading: int = 0
    apart: int = 0


class _Open(NamedTuple):
    """An open element: its name, the level of the heading around, and the element apart that it is
    or is in (0: none)."""

    name: str
    heading: int = 0
    apart: int = 0


_NOTHING: Final = _Open("")

_Kind = tuple[bool, int, int]
"""Of a piece of text: whether it is linked, the heading it is in, the element apart it is in."""


class Blocks:
    """Collects pieces of text and where elements begin and end, and makes blocks of them.

    ``deepest`` is the largest number of block elements that were open.
    """

    def __init__(self) -> None:
        self.deepest = 0
        self._pieces: list[str] = []
        self._kinds: list[_Kind] = []
        self._open: list[_Open] = []
        self.parents = [0]
        """Of each element apart, by its number, the number of the one that it is in."""
        self._kind: _Kind = (False, 0, 0)
        self._within_link = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, piece: str) -> None:
        """Add a piece of text."""
        self._pieces.append(piece)
        self._kinds.append(self._kind)

    def since(self, number: int) -> str:
        """Return the text of the pieces from one on."""
        return "".join(self._pieces[number:])

    def forget(self, number: int) -> None:
        """Remove the pieces from one on."""
        del self._pieces[number:]
        del self._kinds[number:]

    def line_end(self) -> None:
        """Note a ``<br>``."""
        self.add(_LINE)

    def begin(self, name: str, called: str) -> None:
        """Note the beginning of a block element, and what its class and id call it."""
        self._part()
        ends = _IMPLIED_ENDS.get(name, _PARAGRAPH)
        while self._open and self._open[-1].name in ends:
            self._open.pop()
        if name in _WITHOUT_END:
            return
        around = self._open[-1] if self._open else _NOTHING
        apart = around.apart
        if name in APART or (called and _APART_NAMES.search(called)):
            self.parents.append(apart)
            apart = len(self.parents) - 1
        self._open.append(_Open(name, _HEADINGS.get(name, around.heading), apart))
        self.deepest = max(self.deepest, len(self._open))
        self._within_link += 1
        self._now(linked=self._kind[0])

    def end(self, name: str) -> None:
        """Note the end of a block element. A link that began in it ends too."""
        self._part()
        for back in range(1, min(len(self._open), _NESTED) + 1):
            if self._open[-back].name == name:
                del self._open[-back:]
                break
        self._within_link -= 1
        self._now(linked=self._kind[0] and self._within_link >= 0)

    def begin_link(self) -> None:
        """Note the beginning of a link."""
        self._within_link = 0
        self._now(linked=True)

    def end_link(self) -> None:
        """Note the end of a link."""
        self._now(linked=False)

    def _part(self) -> None:
        if not self._pieces or self._pieces[-1] != _BREAK:
            self.add(_BREAK)

    def _now(self, linked: bool) -> None:
        around = self._open[-1] if self._open else _NOTHING
        self._kind = (linked, around.heading, around.apart)

    def all(self) -> list[Block]:
        """Return the blocks that are not blank, in their order."""
        found: list[Block] = []
        pieces: list[tuple[str, _Kind]] = []
        line = False
        for piece, kind in zip(self._pieces, self._kinds, strict=True):
            if piece == _BREAK or (line and piece == _LINE):
                if pieces:
                    _flush(pieces, found)
                    pieces = []
                line = False
            if piece != _BREAK:
                pieces.append((piece, kind))
                if piece == _LINE:
                    line = True
                elif not piece.isspace():
                    line = False
        _flush(pieces, found)
        return found


def _flush(pieces: Sequence[tuple[str, _Kind]], found: list[Block]) -> None:
    """Make a block of the pieces of its text, if it is not blank."""
    text = "".join([piece for piece, _ in pieces])
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    if "\n" in text:
        text = _LINE_ENDS.sub(_line_end, text)
    text = text.strip()
    if not text:
        return
    total = linked = 0
    last: _Kind = (False, 0, 0)
    for piece, kind in pieces:
        length = len(piece.strip())
        if length:
            total += length
            linked += length * kind[0]
            last = kind
    found.append(Block(text, linked / total, last[1], last[2]))


def _line_end(found: re.Match[str]) -> str:
    return "\n\n" if found[0].count("\n") > 1 else "\n"
