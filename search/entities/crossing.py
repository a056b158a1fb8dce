"""A crossing: a border gate, the gate across the border, and what is named for them.

Each side keeps its own counts, names and years, so that the two are seen side by side: *Hữu Nghị*
and *Hữu Nghị Quan* are one crossing and two gates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer.analysis.name_keys import keys_of
from indexer.engines.protocol import Reader
from indexer.plan import Plan, all_of
from search import group_counts
from search.concordance.mention_filter import MentionFilter
from search.group_counts import GroupCount
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import Entity
from synonyms.gazetteer_rows import RELATED, Name

OLD: Final = "old"
"""The flag of a name that is no longer in use."""


class NameHistory(Struct, frozen=True):
    """A name of a gate: what the gazetteer says of it, and its mentions with their first and last
    date (empty where undated). An old name is listed even where nothing mentions it."""

    text: str
    is_old: bool
    note: str
    mentions: int = 0
    first: str = ""
    last: str = ""


class GateSide(Struct, frozen=True):
    """One gate of a crossing as the archive knows it; ``years`` are its mentions by year, then
    language, whatever is asked of years."""

    entity: Entity
    side: str
    name: EntityName
    documents: int
    mentions: int
    names: tuple[NameHistory, ...]
    years: Mapping[str, Mapping[str, int]]


class Tied(Struct, frozen=True):
    """A road, bridge, railway or route that is named for a gate, with the documents that mention
    it: it has a dossier of its own. Where a road's name says that it ends at the gate (*cao tốc Hữu
    Nghị - Chi Lăng*), that is a mention of the gate as well: so are the labels by which the rules
    are measured (``_road_word`` in indexer/linking/rules_vi.py)."""

    id: str
    kind: str
    name: EntityName
    documents: int


class Crossing(Struct, frozen=True):
    """Both gates, the Vietnamese one first; the documents that mention the two; what is named for
    them."""

    sides: tuple[GateSide, ...]
    in_both: int
    tied: tuple[Tied, ...]


class CountedGates(Struct, frozen=True):
    """The mentions of gates by id, in the documents of the plans ``within``; and which of them are
    asked for."""

    by_id: Mapping[str, Sequence[GroupCount]]
    wanted: MentionFilter
    within: tuple[Plan, ...]

    def documents(self, counts: Sequence[GroupCount]) -> Plan:
        """Return the documents with one of these mentions."""
        return group_counts.documents_with(counts, *self.within)


def crossing_of(
    reader: Reader, lookup: NameLookup, gates: Sequence[Entity], counted: CountedGates
) -> Crossing | None:
    """Return the crossing of two gates, of what is asked for; None without gates."""
    if not gates:
        return None
    chosen = [counted.wanted.taken(counted.by_id[one.id]) for one in gates]
    plans = [counted.documents(counts) for counts in chosen if counts]
    return Crossing(
        tuple(
            _side(reader, lookup, gate, counts, counted)
            for gate, counts in zip(gates, chosen, strict=True)
        ),
        reader.count(all_of(plans)) if len(plans) == len(gates) else 0,
        _tied(reader, lookup, {one.id for one in gates}, counted.wanted.of_others()),
    )


def _side(
    reader: Reader,
    lookup: NameLookup,
    gate: Entity,
    chosen: Sequence[GroupCount],
    counted: CountedGates,
) -> GateSide:
    return GateSide(
        gate,
        gate.facts["side"],
        lookup.name_of(gate.id),
        reader.count(counted.documents(chosen)) if chosen else 0,
        group_counts.total(chosen),
        _histories(gate.names, chosen),
        group_counts.years(counted.wanted.taken(counted.by_id[gate.id], "year")),
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


def _tied(
    reader: Reader, lookup: NameLookup, gates: set[str], wanted: MentionFilter
) -> tuple[Tied, ...]:
    """Return what the gazetteer says is named for one of the gates, most documents first: those
    that its own dossier would say."""
    within = tuple(wanted.plans(lookup).values())

    def documents(entity_id: str) -> int:
        chosen = wanted.taken(group_counts.group_counts(reader, entity_id))
        return reader.count(group_counts.documents_with(chosen, *within)) if chosen else 0

    found = [
        Tied(entity.id, kind, lookup.name_of(entity.id), documents(entity.id))
        for kind in ("gate", "place")
        for entity in lookup.gazetteer.of_kind(kind)
        if not gates.isdisjoint(entity.values("of"))
    ]
    return tuple(sorted(found, key=lambda one: -one.documents))
