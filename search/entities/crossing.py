"""A crossing: a border gate, the gate across the border, and what is named for them.

Each side keeps its own counts, names and years, so that the two are seen side by side: *Hữu Nghị*
and *Hữu Nghị Quan* are one crossing and two gates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis.name_keys import keys_of
from indexer.engines.protocol import Reader
from indexer.plan import all_of
from search import group_counts
from search.group_counts import GroupCount
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import Entity
from synonyms.gazetteer_rows import RELATED, Name

OLD: Final = "old"
"""The flag of a name that is no longer in use."""


@dataclass(frozen=True, slots=True)
class NameHistory:
    """A name of a gate: what the gazetteer says of it, and its mentions with their first and last
    date (empty where undated). An old name is listed even where nothing mentions it."""

    text: str
    is_old: bool
    note: str
    mentions: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class GateSide:
    """One gate of a crossing as the archive knows it; ``years`` are its mentions by year, then
    language."""

    entity: Entity
    side: str
    name: EntityName
    documents: int
    mentions: int
    names: tuple[NameHistory, ...]
    years: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Tied:
    """A road, bridge, railway or route that is named for a gate, with the documents that mention
    it: it has a dossier of its own."""

    id: str
    kind: str
    name: EntityName
    documents: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Both gates, the Vietnamese one first; the documents that mention the two; what is named for
    them."""

    sides: tuple[GateSide, ...]
    in_both: int
    tied: tuple[Tied, ...]


def crossing_of(
    reader: Reader,
    lookup: NameLookup,
    gates: Sequence[Entity],
    counts: Mapping[str, Sequence[GroupCount]],
) -> Crossing | None:
    """Return the crossing of two gates, of which these are the mentions; None without gates."""
    if not gates:
        return None
    meant = {one.id: group_counts.meant(counts[one.id]) for one in gates}
    plans = [group_counts.documents_with(one) for one in meant.values() if one]
    return Crossing(
        tuple(_side(reader, lookup, one, meant[one.id]) for one in gates),
        reader.count(all_of(plans)) if len(plans) == len(gates) else 0,
        _tied(reader, lookup, {one.id for one in gates}),
    )


def _side(
    reader: Reader, lookup: NameLookup, gate: Entity, meant: Sequence[GroupCount]
) -> GateSide:
    return GateSide(
        gate,
        gate.facts["side"],
        lookup.name_of(gate.id),
        reader.count(group_counts.documents_with(meant)) if meant else 0,
        group_counts.total(meant),
        _histories(gate.names, meant),
        group_counts.years(meant),
    )


def _histories(names: Iterable[Name], meant: Iterable[GroupCount]) -> tuple[NameHistory, ...]:
    """Return the names that are mentioned, and the old ones, most mentioned first."""
    known: dict[tuple[str, ...], NameHistory] = {}
    for name in names:
        if name.tier != RELATED or OLD in name.flags:
            history = NameHistory(name.text, OLD in name.flags, name.note)
            known.setdefault(keys_of(name.text), history)
    for one in meant:
        keys = keys_of(one.group.form)
        before = known.get(keys) or NameHistory(one.group.form, is_old=False, note="")
        dates = [date for date in (before.first, before.last, one.first, one.last) if date]
        known[keys] = NameHistory(
            before.text,
            before.is_old,
            before.note,
            before.mentions + one.mentions,
            min(dates, default=""),
            max(dates, default=""),
        )
    found = [one for one in known.values() if one.mentions or one.is_old]
    return tuple(sorted(found, key=lambda one: -one.mentions))


def _tied(reader: Reader, lookup: NameLookup, gates: set[str]) -> tuple[Tied, ...]:
    """Return what the gazetteer says is named for one of the gates, most documents first."""
    found = [
        Tied(entity.id, kind, lookup.name_of(entity.id), _documents(reader, entity.id))
        for kind in ("gate", "place")
        for entity in lookup.gazetteer.of_kind(kind)
        if not gates.isdisjoint(entity.values("of"))
    ]
    return tuple(sorted(found, key=lambda one: -one.documents))


def _documents(reader: Reader, entity_id: str) -> int:
    """Count the documents that its own dossier would say."""
    meant = group_counts.meant(group_counts.group_counts(reader, entity_id))
    return reader.count(group_counts.documents_with(meant)) if meant else 0
