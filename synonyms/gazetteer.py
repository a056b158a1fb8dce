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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

from msgspec import Struct

from synonyms.gazetteer_rows import (
    EQUIVALENT,
    KINDS,
    LANGUAGES,
    RELATED,
    REMOVE,
    VARIANT,
    GazetteerError,
    GazetteerRow,
    Name,
    row_of,
    table,
)
from synonyms.kept_tables import kept_table

OWN: Final = Path(__file__).parent / "data"
OWN_FILES: Final = (
    "gates",
    "places",
    "provinces",
    "people",
    "organisations",
    "world",
    "terms",
    "cldr",
)


class Entity(Struct, frozen=True):
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

    def values(self, fact: str) -> tuple[str, ...]:
        """Return the values of a fact that may have several, ``|`` between them: ids of places."""
        cell = self.facts.get(fact, "")
        return tuple(one for part in cell.split("|") if (one := part.strip()))


_Rows: TypeAlias = tuple[bytes, Iterable[GazetteerRow]]
"""A file as it stands, and its lines."""

_Kept: TypeAlias = tuple[str, str, tuple[tuple[Any, ...], ...], dict[str, str], str]
"""The parts of an ``Entity``, and of its names."""


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
    if not extra:
        return _ours()
    return _laid(chain(_own_rows(), (_rows_of(file) for one in extra for file in files_of(one))))


@cache
def _ours() -> Gazetteer:
    """Return our gazetteer, made once in a process: layers of users change while it runs, ours
    don't."""
    digest, kept = kept_table("gazetteer", _laid_ours, own_files())
    entities = (
        Entity(id_, kind, tuple(map(Name._make, names)), facts, source)
        for id_, kind, names, facts, source in kept
    )
    return Gazetteer({entity.id: entity for entity in entities}, digest)


def _laid_ours() -> tuple[str, tuple[_Kept, ...]]:
    laid = _laid(_own_rows())
    return laid.digest, tuple(
        (one.id, one.kind, tuple((*name,) for name in one.names), dict(one.facts), one.source)
        for one in laid.entities.values()
    )


@cache
def _own_rows() -> tuple[_Rows, ...]:
    return tuple((data, tuple(found)) for data, found in map(_rows_of, own_files()))


def _rows_of(path: Path) -> _Rows:
    data = path.read_bytes()
    return data, rows(path, data)


def _laid(files: Iterable[_Rows]) -> Gazetteer:
    digest = sha256()
    entities: dict[str, Entity] = {}
    for data, found in files:
        digest.update(len(data).to_bytes(8, "big") + data)
        for row in found:
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
