"""Keep in the store of one part of an archive which part it is, and what the other parts say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from indexer.index_errors import IndexMismatch
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums

_OWN: Final = "part"
_OTHER: Final = "part "
"""What the store notes: the name of its part; the evidence of another, whose name follows."""


def own_part(store: EvidenceStore) -> str:
    """Return the name of the part that the store is of; empty where it is a whole archive."""
    return str(store.noted(_OWN) or "")


def note_part(store: EvidenceStore, name: str) -> None:
    """Note which part the store is of. Raises ``IndexMismatch`` where it is of another, or has
    documents of a whole archive."""
    before = own_part(store)
    if before != name and (before or len(store)):
        raise IndexMismatch(
            f"This is the index of {f'part {before}' if before else 'a whole archive'}, and can't "
            f"become that of part {name}. Name another folder with --index, or make it anew with "
            "--anew."
        )
    store.note(_OWN, name)


def others_of(store: EvidenceStore) -> list[EvidenceSums]:
    """Return what the other parts say, as far as it was given, in the order of their names."""
    rows = store.rows(
        "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ? ORDER BY key",
        (len(_OTHER), _OTHER),
    )
    return [EvidenceSums.of(value, f"the evidence of {key}") for key, value in rows]


def keep_others(store: EvidenceStore, given: Iterable[EvidenceSums]) -> None:
    """Keep what other parts say, in the place of what they said before; the own part may be among
    them."""
    own = own_part(store)
    for one in given:
        packed = one.packed()
        if one.part != own and store.noted(_OTHER + one.part) != packed:
            store.note(_OTHER + one.part, packed)
            store.touch()
