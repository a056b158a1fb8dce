"""Find the names that have changed since the mentions of an index were decided.

A query is expanded when it is asked, so a new name is searched at once; but mentions were decided
with the gazetteer of that day. A digest of each entity is kept beside the index, so that only
documents that hold a changed name are annotated again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.analysis.tokens import MARKS, analyse
from indexer.index_errors import IndexMismatch
from indexer.plan import And, AnyOf, Nothing, Or, Plan
from indexer.whole_files import write_whole
from synonyms.gazetteer import Entity, Gazetteer

FILE: Final = "names.json"


def save(folder: Path, gazetteer: Gazetteer) -> None:
    """Put it beside the index, whole or not at all."""
    write_whole(folder / FILE, json.dumps(_shape(gazetteer), ensure_ascii=False).encode())


def changed_names(folder: Path, gazetteer: Gazetteer) -> frozenset[str] | None:
    """Return the names, then and now, of all that changed since; None where nothing of then is
    known.

    A place that changed changes what lies in it. Raises ``IndexMismatch`` for a damaged file.
    """
    path = folder / FILE
    if not path.exists():
        return None
    now = _shape(gazetteer)
    try:
        then = {str(key): [str(one) for one in said] for key, said in _object(path).items()}
    except (ValueError, TypeError, AttributeError):
        raise IndexMismatch(
            f"{path} is damaged. Have it made again: songngu annotate --index {folder.parent}"
        ) from None
    changed = {one for one in now.keys() | then.keys() if now.get(one) != then.get(one)}
    touched = changed | _resting_on(gazetteer, changed)
    return frozenset(
        name for one in touched for said in (now, then) for name in said.get(one, [])[1:]
    )


def _object(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return found


@lru_cache(maxsize=2)
def _shape(gazetteer: Gazetteer) -> Mapping[str, list[str]]:
    return {one.id: _said(one) for one in gazetteer.entities.values()}


def _said(entity: Entity) -> list[str]:
    """Return a digest of all that is said of an entity, then its names."""
    names = [(one.text, one.lang, one.tier, *sorted(one.flags)) for one in entity.names]
    whole = repr((entity.kind, names, sorted(entity.facts.items())))
    digest = blake2b(whole.encode(), digest_size=8).hexdigest()
    return [digest, *(one.text for one in entity.names)]


def _resting_on(gazetteer: Gazetteer, changed: Collection[str]) -> set[str]:
    """Find entities whose facts name a changed one, or another of these."""
    found: set[str] = set()
    around = set(changed)
    while around:
        around = {
            one.id
            for one in gazetteer.entities.values()
            if one.id not in found and not around.isdisjoint(_facts_of(one))
        }
        found |= around
    return found


def _facts_of(entity: Entity) -> Iterator[str]:
    for fact in entity.facts:
        yield from entity.values(fact)


def holding(names: Collection[str]) -> Plan:
    """Return the documents in which one of the names may stand; some more, never fewer."""
    parts = [part for name in sorted(names) if (part := _holding(name)) is not None]
    return Or(tuple(parts)) if parts else Nothing()


def _holding(name: str) -> Plan | None:
    keys = analyse(name).keys
    pairs = [pair for pair in pairwise(keys) if MARKS.isdisjoint(pair)]
    if pairs:
        return And(tuple(AnyOf(fields.PAIR, (joined(pair),)) for pair in pairs))
    words = [key for key in keys if key not in MARKS]
    return And(tuple(AnyOf(fields.BODY, (key,)) for key in words)) if words else None
