"""Keep beside an index what it was made with, compared on opening, and which of its generations is
the one that is read.

Only what acts at indexing counts: the analysis. Readings, variants and the gazetteer act when
asked, so editing them leaves an index good.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from indexer.analysis.tokens import ANALYSIS_VERSION
from indexer.index_errors import IndexDamaged, IndexMismatch, NoIndex
from indexer.storage.generations import generations, was_read
from indexer.whole_files import sealed, unsealed, write_whole
from synonyms.spelling import SPELLING_VERSION, simplified_table
from synonyms.surnames import SURNAMES_ZH

FILE: Final = "songngu.json"
LAYOUT_VERSION: Final = 9
"""Raised when fields, the stored form of a document or the files of an index change.

9: tantivy counts facets of many documents as text (indexer/engines/tantivy/facets.py).
8: tantivy counts facets of entities as numbers (indexer/engines/tantivy/numbers.py).
7: ``bands`` and the stored signature tell which documents are copies (indexer/duplicates). The
field ``dated`` tells guessed dates from sure ones; sources, provinces and genres have a key before
them under which their spellings are one (indexer/facet_values.py).
6: the field ``mentions`` counts a document's mentions, so that a profile reads no document to count
them (indexer/annotation/mention_groups.py). In an index without it every profile would be empty.
"""


class Fingerprint(Struct, frozen=True):
    """The versions of everything that a document's terms depend on, and the engine."""

    engine: str
    layout: int
    analysis: int
    spelling: int
    tables: str


def fingerprint_of(engine: str) -> Fingerprint:
    """Return the fingerprint of an index that this code would make."""
    digest = hashlib.blake2b(digest_size=8)
    for source, target in sorted(simplified_table().items()):
        digest.update(f"{source}{target}".encode())
    digest.update("".join(sorted(SURNAMES_ZH)).encode())
    return Fingerprint(
        engine, LAYOUT_VERSION, ANALYSIS_VERSION, SPELLING_VERSION, digest.hexdigest()
    )


class Current(Struct, frozen=True):
    """What ``FILE`` says: what the index was made with, and the name of its generation."""

    fingerprint: Fingerprint
    generation: str


def write_fingerprint(folder: Path, fingerprint: Fingerprint, generation: str = "") -> None:
    """Make a generation the one that is read, whole or not at all: this is how an index changes
    for another. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / FILE, sealed({**asdict(fingerprint), "generation": generation}))


def read_current(folder: Path) -> Current:
    """Return the fingerprint beside an index and its generation.

    Raises ``NoIndex`` where there is none, ``IndexMismatch`` for one of before, ``IndexDamaged``
    where it can't be read.
    """
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        raise _none_in(folder) from None
    except NotADirectoryError:
        raise NoIndex(f"{folder} is a file; an index is a folder. Name it with --index.") from None
    except OSError as error:
        raise IndexDamaged(f"{folder / FILE} can't be read: {error.strerror}.") from None
    try:
        shape = unsealed(content)
    except ValueError:
        if not _is_of_before(content):
            raise IndexDamaged(
                f"{folder / FILE} is damaged. Make it anew: {anew(folder)}"
            ) from None
        shape = {}
    try:
        generation = str(shape.pop("generation"))
        return Current(Fingerprint(**shape), generation)  # type: ignore[arg-type]
    except (TypeError, KeyError):
        raise IndexMismatch(
            f"The index in {folder} was made by another version, which kept its files otherwise. "
            f"Make it anew: {anew(folder)}"
        ) from None


def anew(folder: Path) -> str:
    """Return the command that mends everything."""
    return f"songngu index PATH… --index {folder} --anew"


def _none_in(folder: Path) -> NoIndex | IndexDamaged:
    found = [path for path in generations(folder) if was_read(path)]
    if found:
        return IndexDamaged(
            f"{folder / FILE} is missing, though the index that it names is there: "
            f"{found[0].name}. Put it back, or make the index anew: {anew(folder)}"
        )
    return NoIndex(f"There is no index in {folder}. Make one: songngu index PATH… --index {folder}")


def _is_of_before(content: bytes) -> bool:
    """Tell whether a fingerprint is one of the layouts that had no generations, nor a checksum."""
    try:
        shape = json.loads(content)
    except ValueError:
        return False
    names = set(Fingerprint.__struct_fields__)
    return isinstance(shape, dict) and shape.keys() == names


def check_current(folder: Path) -> Current:
    """Read the fingerprint beside an index and its generation. Raises ``IndexMismatch`` if this
    code would make another index, and what ``read_current`` raises."""
    found = read_current(folder)
    wanted = asdict(fingerprint_of(found.fingerprint.engine))
    made = asdict(found.fingerprint)
    changed = [name for name, value in wanted.items() if value != made[name]]
    if changed:
        raise IndexMismatch(
            f"The index in {folder} was made by another version ({', '.join(changed)} changed); "
            "names would be missed. Make it anew from the texts that it holds: songngu index "
            f"--from-stored --index {folder}"
        )
    return found


def data_folder(folder: Path) -> Path:
    """Return the generation that is read now: everything the index consists of. Raises what
    ``read_current`` does."""
    generation = read_current(folder).generation
    data = folder / generation
    if not generation or not data.is_dir():
        raise IndexDamaged(
            f"{folder / FILE} names {generation}, which is missing. Make the index anew: "
            f"{anew(folder)}"
        )
    return data
