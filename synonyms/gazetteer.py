"""The gazetteer: gates, places, people, organisations and bilingual terms by their names.

Files are tab-separated with a header line; ``#`` begins a comment line. One line is one entity:

``id``       a slug of its own, the same in every file that says something about the entity
``kind``     gate, place, person, organisation or term; a user's file may leave it empty where the
             id is known, or write ``remove`` to take the entity away
``vi``, ``zh``, ``latin``
             its names in one language, ``|`` between them, the main name first
``related``  names that are offered with a warning and never searched unasked: mistaken spellings,
             parts and neighbours, words too common to stand for it
any other    a fact of that name, kept as it stands; an empty cell is no fact

After a name may stand its flags and a note: ``凉山 [mistaken: a prefecture of Sichuan]``.

A user's files are laid over ours in the order given. A name of an id that is known already is
added, or stands in the place of the same text; ``[remove]`` takes it away and ``[main]`` puts it
first in its language. Facts are replaced one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

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
OWN: Final = Path(__file__).parent / "data"
OWN_FILES: Final = (
    "gates",
    "places",
    "provinces",
    "people",
    "organisations",
    "world",
    "leaders",
    "terms",
    "cldr",
)

LINE_END: Final = re.compile("\r\n?|\n")
_NAME: Final = re.compile(r"([^\[\]]+?)(?: *\[([^\[\]:]*)(?:: *([^\[\]]*))?\])?")


class GazetteerError(ValueError):
    """A file that cannot be read as a gazetteer; the message is safe to show."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(frozen=True, slots=True)
class Entity:
    """Something with names. ``source`` is the ``path:line`` that said it first."""

    id: str
    kind: str
    names: tuple[Name, ...]
    facts: Mapping[str, str]
    source: str

    def main(self, lang: str) -> Name | None:
        """Return its main name in a language; None where none is known."""
        return next(
            (one for one in self.names if one.lang == lang and one.tier == EQUIVALENT), None
        )


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """One line of a file: an entity, or what a layer says about one."""

    id: str
    kind: str
    names: tuple[Name, ...]
    facts: Mapping[str, str]
    path: str
    line: int


class Gazetteer:
    """All entities by id, in the order of the files."""

    def __init__(self, entities: Mapping[str, Entity], digest: str) -> None:
        self.entities = entities
        self.digest = digest
        self._kinds: dict[str, tuple[Entity, ...]] = {
            kind: tuple(one for one in entities.values() if one.kind == kind) for kind in KINDS
        }
        self._pairs: dict[str, list[Entity]] = {}
        for gate in self._kinds["gate"]:
            if gate.facts.get("pair"):
                self._pairs.setdefault(gate.facts["pair"], []).append(gate)

    def of_kind(self, kind: str) -> tuple[Entity, ...]:
        """Return the entities of one of ``KINDS``."""
        return self._kinds[kind]

    def counterpart(self, gate: Entity) -> Entity | None:
        """Return the gate on the other side of the border; None if it is unknown or not another."""
        pair = self._pairs.get(gate.facts.get("pair", ""), [])
        return next((one for one in pair if one.id != gate.id), None)


def load(extra: Sequence[Path] = ()) -> Gazetteer:
    """Load our gazetteer with the user's files, or folders of ``.tsv`` files, laid over it.

    Raises ``GazetteerError`` at the first line that cannot be read.
    """
    digest = sha256()
    entities: dict[str, Entity] = {}
    for path in (*own_files(), *(file for given in extra for file in files_of(given))):
        data = path.read_bytes()
        digest.update(len(data).to_bytes(8, "big") + data)
        for row in rows(path, data):
            lay(row, entities)
    return Gazetteer(entities, digest.hexdigest())


def own_files() -> list[Path]:
    """Return the files that ship with this package."""
    return [OWN / f"{name}.tsv" for name in OWN_FILES]


def files_of(given: Path) -> list[Path]:
    """Return the file itself, or the ``.tsv`` files of a folder, sorted by name.

    Only regular files are read: opening a pipe would wait for a writer for ever. Raises
    ``GazetteerError`` for a path that is neither.
    """
    if given.is_dir():
        return sorted(path for path in given.glob("*.tsv") if path.is_file())
    if not given.is_file():
        raise GazetteerError(str(given), 0, "no such file or folder")
    return [given]


def rows(path: Path, data: bytes) -> Iterator[GazetteerRow]:
    """Yield the lines of a file as rows; raises ``GazetteerError``."""
    shown = shown_path(path)
    header, lines = table(shown, data)
    for number, line in lines:
        yield row_of(shown, number, header, line)


def shown_path(path: Path) -> str:
    """Return a path as it is shown: ours from the package on."""
    return str(path.relative_to(OWN.parent.parent)) if path.parent == OWN else str(path)


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


def lay(row: GazetteerRow, entities: dict[str, Entity]) -> None:
    """Lay a row over what is known; raises ``GazetteerError`` if it is nothing by itself."""
    known = entities.get(row.id)
    if row.kind == REMOVE:
        entities.pop(row.id, None)
    elif known is not None:
        names = _laid_over(known.names, row.names)
        facts = {**known.facts, **row.facts}
        entities[row.id] = Entity(known.id, row.kind or known.kind, names, facts, known.source)
    elif row.kind:
        names = _laid_over((), row.names)
        source = f"{row.path}:{row.line}"
        entities[row.id] = Entity(row.id, row.kind, names, row.facts, source)
    else:
        raise GazetteerError(
            row.path, row.line, f"nothing is known as {row.id}: its kind is needed"
        )


def _laid_over(ours: Sequence[Name], theirs: Sequence[Name]) -> tuple[Name, ...]:
    """Lay a layer's names over ours, one of each text; the main ones come first, and are marked
    so."""
    said = {name.text: name for name in theirs}
    texts = dict.fromkeys(name.text for name in theirs if "main" in name.flags)
    texts |= dict.fromkeys(name.text for name in (*ours, *theirs))
    known = {name.text: name for name in ours} | said
    kept = [known[text] for text in texts if REMOVE not in known[text].flags]
    found: list[Name] = []
    for lang in LANGUAGES:
        own = [name for name in kept if name.lang == lang and name.tier != RELATED]
        found += [_in_tier(name, VARIANT if at else EQUIVALENT) for at, name in enumerate(own)]
    return (*found, *(name for name in kept if name.tier == RELATED))


def _in_tier(name: Name, tier: str) -> Name:
    if name.tier == tier:
        return name
    return Name(name.text, name.lang, tier, name.searched, name.flags, name.note)
