"""What an index was made with, kept beside it and compared on opening.

Only what acts at indexing counts: the analysis. Readings, variants and the gazetteer act when
asked, so editing them leaves an index good.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from indexer.errors import IndexMismatch, NoIndex
from indexer.tokens import ANALYSIS_VERSION
from synonyms.spelling import SPELLING_VERSION, simplified_table
from synonyms.surnames import SURNAMES_ZH

FILE: Final = "songngu.json"
LAYOUT_VERSION: Final = 4
"""Raised when fields or the stored form of a document change."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The versions of everything that a document's terms depend on, and the engine."""

    engine: str
    layout: int
    analysis: int
    spelling: int
    tables: str


def fingerprint_of(engine: str) -> Fingerprint:
    """What this code would make an index with."""
    digest = hashlib.blake2b(digest_size=8)
    for source, target in sorted(simplified_table().items()):
        digest.update(f"{source}{target}".encode())
    digest.update("".join(sorted(SURNAMES_ZH)).encode())
    return Fingerprint(
        engine, LAYOUT_VERSION, ANALYSIS_VERSION, SPELLING_VERSION, digest.hexdigest()
    )


def write_fingerprint(folder: Path, fingerprint: Fingerprint) -> None:
    """Put the fingerprint beside the index, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    part.write_text(json.dumps(asdict(fingerprint), indent=1) + "\n", "utf-8")
    part.replace(folder / FILE)


def read_fingerprint(folder: Path) -> Fingerprint:
    """The fingerprint beside an index.

    Raises ``NoIndex`` where there is none, ``IndexMismatch`` where it can't be read.
    """
    try:
        text = (folder / FILE).read_text("utf-8")
    except FileNotFoundError:
        raise NoIndex(
            f"There is no index in {folder}. Make one: songngu index PATH… --index {folder}"
        ) from None
    try:
        return Fingerprint(**json.loads(text))
    except (ValueError, TypeError):
        raise IndexMismatch(
            f"{folder / FILE} is damaged or of another version. Delete the folder and index again."
        ) from None


def check_fingerprint(folder: Path) -> Fingerprint:
    """The fingerprint, if this code would make the same; raises ``IndexMismatch`` if not."""
    found = read_fingerprint(folder)
    wanted = fingerprint_of(found.engine)
    if found != wanted:
        changed = [name for name, value in asdict(wanted).items() if value != getattr(found, name)]
        raise IndexMismatch(
            f"The index in {folder} was made by another version ({', '.join(changed)} changed); "
            f"names would be missed. Make it anew: songngu index PATH… --index {folder} --anew"
        )
    return found
