"""Keep in the store of one part of an archive which part it is, and what the other parts say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
    """Note which part the store is of, empty for a whole archive. Raises ``IndexMismatch`` where it
    is of another, or has documents of a whole archive."""
    before = own_part(store)
    if before == name:
        return
    if before or len(store):
        was = f"part {before}" if before else "a whole archive"
        now = f"part {name}" if name else "a whole archive"
        said = f"; its part is named with --part {before}" if before else ""
        raise IndexMismatch(
            f"This is the index of {was}, and can't become that of {now}{said}. Name another folder"
            " with --index, or make it anew with --anew."
        )
    store.note(_OWN, name)


def others_of(store: EvidenceStore) -> list[EvidenceSums]:
    """Return what the other parts say, as far as it was given, in the order of their names."""
    rows = store.rows(
        "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ? ORDER BY key",
        (len(_OTHER), _OTHER),
    )
    return [EvidenceSums.of(value, f"the evidence of {key}") for key, value in rows]


def keep_others(
    store: EvidenceStore, given: Iterable[EvidenceSums], names: Collection[str]
) -> None:
    """Keep what other parts say, in the place of what they said before; the own part may be among
    them. Raises ``IndexMismatch`` for one that is none of these ``names``."""
    own = own_part(store)
    for one in given:
        if one.part == own:
            continue
        if one.part not in names:
            raise IndexMismatch(
                f"The evidence of part {one.part} is not of this archive, whose parts are "
                f"{', '.join(sorted({own, *names}))}. Name the files of these with --evidence."
            )
        packed = one.packed()
        if store.noted(_OTHER + one.part) != packed:
            store.note(_OTHER + one.part, packed)
            store.touch()


def check_others(store: EvidenceStore, names: Collection[str]) -> None:
    """Raise ``IndexMismatch`` unless it is known what all other parts of these ``names`` say."""
    missing = sorted(name for name in names if store.noted(_OTHER + name) is None)
    if missing:
        raise IndexMismatch(
            f"What the parts {', '.join(missing)} say of names is missing. Gather it where they are"
            " with songngu parts gather, and name the files of all parts with --evidence."
        )


def take_over(before: EvidenceStore, store: EvidenceStore) -> None:
    """Make a new store that of the same part as one ``before``, with what the others say."""
    store.note(_OWN, own_part(before))
    for one in others_of(before):
        store.note(_OTHER + one.part, one.packed())
        store.touch()
