"""Read the lines of a gazetteer's file (synonyms/gazetteer.py says what stands in them)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from synonyms.spelling import is_han, nfc

KINDS: Final = ("gate", "place", "person", "organisation", "term")
REMOVE: Final = "remove"

VARIANT: Final = "variant"
EQUIVALENT: Final = "equivalent"
RELATED: Final = "related"

FLAGS: Final[Mapping[str, str]] = {
    "ambiguous": "the bare words are also something else: context decides what a mention is",
    "capital": "one syllable that names something only where it is capitalised",
    "unsearched": "never searched unless it is typed",
    "hant": "holds a traditional form that the conversion would get wrong",
    "old": "a former name",
    "mistaken": "a wrong spelling that occurs: related, in whichever column it stands",
    "main": "first of its language (in a user's file)",
    "remove": "taken away (in a user's file)",
}

LANGUAGES: Final = ("vi", "zh", "latin")

LINE_END: Final = re.compile("\r\n?|\n")
_NAME: Final = re.compile(r"([^\[\]]+?)(?: *\[([^\[\]:]*)(?:: *([^\[\]]*))?\])?")


class GazetteerError(ValueError):
    """A file that cannot be read as a gazetteer; the message is safe to show."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


class Name(NamedTuple):
    """One name in one language (``vi``, ``zh`` or ``latin``), in NFC.

    ``tier`` is ``equivalent`` for the main name of each language, ``variant`` for its other names
    there and ``related`` for what is only offered. ``searched`` says whether a query that names
    the entity otherwise asks for this text too.
    """

    text: str
    lang: str
    tier: str
    searched: bool
    flags: frozenset[str]
    note: str


class GazetteerRow(Struct, frozen=True):
    """One line of a file: an entity, or what a layer says about one."""

    id: str
    kind: str
    names: tuple[Name, ...]
    facts: Mapping[str, str]
    path: str
    line: int


def table(path: str, data: bytes) -> tuple[list[str], Iterator[tuple[int, str]]]:
    """Return the columns of a file, and its lines that are not comments with their numbers from
    1."""
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GazetteerError(path, 0, "not UTF-8") from error
    lines = (
        (number, line)
        for number, line in enumerate(LINE_END.split(text), start=1)
        if line.strip() and not line.startswith("#")
    )
    number, first = next(lines, (1, ""))
    header = [cell.strip() for cell in first.split("\t")]
    if "id" not in header:
        raise GazetteerError(path, number, "the first line must name the columns, id among them")
    if len(set(header)) < len(header):
        raise GazetteerError(path, number, "two columns of one name")
    return header, lines


def row_of(path: str, number: int, header: Sequence[str], line: str) -> GazetteerRow:
    """Parse one line. Raises ``GazetteerError`` with the reason."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(header):
        raise GazetteerError(path, number, f"{len(cells)} cells for {len(header)} columns")
    known = {column: cell for column, cell in zip(header, cells, strict=False) if cell}
    id_ = known.pop("id", "")
    if not id_:
        raise GazetteerError(path, number, "no id")
    kind = known.pop("kind", "")
    if kind and kind not in KINDS and kind != REMOVE:
        raise GazetteerError(path, number, f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
    names: list[Name] = []
    try:
        for lang in LANGUAGES:
            names += names_of(known.pop(lang, ""), lang)
        names += names_of(known.pop(RELATED, ""), "")
    except ValueError as error:
        raise GazetteerError(path, number, str(error)) from error
    return GazetteerRow(id_, kind, tuple(names), known, path, number)


def names_of(cell: str, lang: str) -> list[Name]:
    """Return the names of a cell; without a language they are related, in the language they look
    like.

    Which is the main one shows when they are laid over others. Raises ``ValueError``.
    """
    names = []
    for piece in cell.split("|") if cell else ():
        match = _NAME.fullmatch(piece.strip())
        if match is None:
            raise ValueError(f"not a name: {piece.strip()!r}; a name is: text [flag flag: note]")
        text, flags, note = match.groups()
        of_name = frozenset((flags or "").split())
        if not of_name <= FLAGS.keys():
            unknown = ", ".join(sorted(of_name - FLAGS.keys()))
            raise ValueError(f"unknown flag {unknown}; known: {', '.join(FLAGS)}")
        is_related = not lang or "mistaken" in of_name
        tier = RELATED if is_related else VARIANT
        own = lang or ("zh" if any(map(is_han, text)) else "vi")
        searched = not is_related and "unsearched" not in of_name
        names.append(Name(text, own, tier, searched, of_name, (note or "").strip()))
    return names
