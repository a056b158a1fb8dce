"""Encode a correction as a line of the file, and decode it: whatever text it holds comes back.

Cells are separated by tabs and lines end as lines of files do (``\\n``, ``\\r\\n`` or ``\\r``), and
nowhere else: U+2028 or a form feed within a note is a character like any other. What would not
survive that, or an editor, is written as ``\\u{9}``, the character of that number: controls,
separators of lines, white space at the ends of a cell, lone surrogates, and all but ASCII of a
cell that is not NFC, which a file written by hand is made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from indexer.corrections.correction import APART, COLUMNS, MENTION, SAME, UNDO, WHATS, Correction
from indexer.linking.mention import LABELS
from synonyms.gazetteer import Gazetteer
from synonyms.spelling import nfc

SHOWN: Final = 40
"""Characters of a wrong value that are said back."""

START_DIGITS: Final = 12
"""More than any text has code points."""

NEEDED: Final = {
    MENTION: ("entity", "label", "doc", "field", "surface"),
    SAME: ("entity", "other"),
    APART: ("entity", "other"),
    UNDO: ("other",),
}

FIELDS: Final = ("title", "body")

_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]{1,8})\}")
_LIKE_ESCAPED: Final = re.compile(r"\\(?=u\{)")
_UNSAFE: Final = frozenset(("Cc", "Cs", "Zl", "Zp"))
_ENDS: Final = re.compile(r"\A\s+|\s+\Z")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def line_of(one: Correction, columns: Sequence[str] = COLUMNS) -> str:
    """Return a correction as a line of these columns, without its end."""
    return "\t".join(_cell(str(getattr(one, name))) for name in columns)


def lacks(one: Correction, columns: Sequence[str]) -> bool:
    """Tell whether these columns cannot hold all that a correction says."""
    return any(getattr(one, name) for name in COLUMNS if name not in columns)


def cells_of(line: str) -> list[str]:
    """Return the cells of a line as they stand; empty ones at its end are none."""
    cells = [cell.strip() for cell in nfc(line).split("\t")]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def columns_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that a line names; none if it is no header. A file may have several, each
    for what follows."""
    is_header = "what" in cells and set(cells) <= set(COLUMNS) and len(set(cells)) == len(cells)
    return tuple(cells) if is_header else ()


def correction_of(
    cells: Sequence[str], columns: Sequence[str], names: Gazetteer | None = None
) -> Correction:
    """Return the correction of a line. With the gazetteer's names, none that speaks of a gate or
    place as of a person. Raises ``ValueError``."""
    if len(cells) > len(columns):
        raise ValueError(f"{len(cells)} cells for {len(columns)} columns")
    given = {name: _text(cell) for name, cell in zip(columns, cells, strict=False)}
    what, start = given.pop("what", ""), given.pop("start", "") or "0"
    if not (start.isascii() and start.isdigit() and len(start) <= START_DIGITS):
        raise ValueError(f"start must be a number, not {start[:SHOWN]!r}")
    found = Correction(what, start=int(start), **given)
    _check(found)
    if names is not None and found.what in (SAME, APART):
        for entity in (found.entity, found.other):
            known = names.entities.get(entity)
            if known is not None and known.kind != "person":
                raise ValueError(f"{entity!r} is a {known.kind}; {found.what} speaks of people")
    return found


def _check(found: Correction) -> None:
    """Raise ``ValueError`` for a correction that lacks something or says something impossible."""
    _check_among("", found.what, WHATS)
    if found.label:
        _check_among("label ", found.label, LABELS)
    if found.what == MENTION and found.field:
        _check_among("field ", found.field, FIELDS)
    missing = [name for name in NEEDED[found.what] if not getattr(found, name)]
    if found.what == APART and not found.surface and not found.doc:
        missing = ["surface or doc"]
    if missing:
        raise ValueError(f"{found.what} needs {', '.join(missing)}")
    if found.what in (SAME, APART) and found.entity == found.other:
        raise ValueError(f"{found.what} needs two different ids in entity and other")


def _check_among(kind: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise ValueError(f"unknown {kind}{value[:SHOWN]!r}; known: {', '.join(known)}")


def _cell(text: str) -> str:
    cell = _LIKE_ESCAPED.sub(r"\\u{5c}", text)
    cell = _ENDS.sub(lambda match: "".join(map(_escaped, match[0])), cell)
    cell = "".join(
        _escaped(char) if unicodedata.category(char) in _UNSAFE else char for char in cell
    )
    if nfc(cell) != cell:
        cell = _BEYOND_ASCII.sub(lambda match: _escaped(match[0]), cell)
    return cell


def _escaped(char: str) -> str:
    return f"\\u{{{ord(char):x}}}"


def _text(cell: str) -> str:
    return _ESCAPED.sub(_unescaped, cell)


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    if number > 0x10FFFF:
        raise ValueError(f"{match[0]} is no character")
    return chr(number)
