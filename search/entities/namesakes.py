"""Tell people of one name apart, by what contradicts in an archive.

The offices beside a name are compared two by two. They may be one person's where a document has
both, where the people named beside them are partly the same or unknown, where they begin (in
Chinese end) alike, or where the years of one end before the other's, as in a career. They
contradict where none of this holds, and both are dated or neither is: then the name is perhaps that
of several people, and each is shown with the offices, dates and companions that speak for it.
Nothing is decided: a reader may part them (``apart``). People of the gazetteer are not asked about:
they bear their names alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, starmap
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.name_keys import keys_of
from indexer.engines.protocol import Reader, ReadRequest
from indexer.plan import Plan, all_of
from search.entities.offices import Office, TitledCount, counts_by_office, the_office
from search.group_counts import GroupCount, documents_with
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup
from search.names.named_with import named_with
from synonyms.spelling import is_han
from synonyms.word_lists import word_list

OFFICES: Final = 12
"""Most offices that are compared, those with most mentions: 66 questions to the index."""

HEAD: Final = 2
"""Syllables or characters that say what an office is: *phó chủ tịch*, 部长."""

COMPANIONS: Final = 6
"""Most companions that are shown of each."""


class Namesake(Struct, frozen=True):
    """Perhaps one of several people of a name: the offices, the documents that have them, their
    first and last date (empty where undated), and who else stands in these, with the number of
    documents."""

    offices: tuple[Office, ...]
    documents: int
    first: str
    last: str
    companions: tuple[tuple[str, EntityName, int], ...]


class _Holder(Struct, frozen=True):
    """Whoever bears an office: its counts with its title, its documents, and the people in
    these."""

    counts: tuple[TitledCount, ...]
    plan: Plan
    companions: frozenset[str]

    @property
    def titles(self) -> frozenset[str]:
        """The titles as they stand."""
        return frozenset(one.title for one in self.counts)

    @property
    def dates(self) -> tuple[str, ...]:
        """The first and the last date; none where undated."""
        found = sorted(date for *_, one in self.counts for date in (one.first, one.last) if date)
        return (found[0], found[-1]) if found else ()


def namesakes(
    reader: Reader, lookup: NameLookup, ids: Sequence[str], counts: Iterable[GroupCount]
) -> tuple[Namesake, ...]:
    """Return the people that bear a name, most mentioned first; none where nothing contradicts.
    ``counts`` are those of the mentions that stand for ``ids``."""
    if any(one in lookup.gazetteer.entities for one in ids):
        return ()
    holders = [_holder(reader, ids, own) for own in counts_by_office(counts)[:OFFICES]]
    groups = _people(reader, holders)
    if len(groups) < 2:
        return ()
    return tuple(_namesake(reader, lookup, ids, own) for own in groups)


def _holder(reader: Reader, ids: Sequence[str], counts: list[TitledCount]) -> _Holder:
    plan = documents_with(one.counted for one in counts)
    found = reader.run(ReadRequest(plan, limit=0, facets=(fields.PEOPLE,)))
    companions = frozenset(one for one, _ in found.facets[fields.PEOPLE]) - frozenset(ids)
    return _Holder(tuple(counts), plan, companions)


def _people(reader: Reader, holders: list[_Holder]) -> list[list[_Holder]]:
    """Return the holders of offices by person: those that anything joins are one."""
    person = list(range(len(holders)))
    for first, second in combinations(range(len(holders)), 2):
        if person[first] != person[second] and _may_be_one(reader, holders[first], holders[second]):
            gone, kept = person[second], person[first]
            person = [kept if one == gone else one for one in person]
    groups: defaultdict[int, list[_Holder]] = defaultdict(list)
    for holder, number in zip(holders, person, strict=True):
        groups[number].append(holder)
    return list(groups.values())


def _may_be_one(reader: Reader, one: _Holder, other: _Holder) -> bool:
    """Tell whether nothing contradicts that two offices are one person's."""
    if not (one.companions and other.companions) or one.companions & other.companions:
        return True
    pairs = [
        (title, its) for title in one.titles for its in other.titles if _comparable(title, its)
    ]
    if not pairs or any(starmap(_alike, pairs)):
        return True
    if one.dates and other.dates and not _overlap(one.dates, other.dates):
        return True
    if bool(one.dates) != bool(other.dates):
        return True
    return reader.count(all_of([one.plan, other.plan])) > 0


def _comparable(one: str, other: str) -> bool:
    """Tell whether two titles are of one script: of others only the lexicon knows."""
    return is_han(one[0]) == is_han(other[0])


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles may be of one office: they begin alike in Vietnamese, or end alike in
    Chinese (*phó chủ tịch*, *phó chủ tịch UBND*; 部长, 财政部部长), or one is a degree."""
    if _degrees() & {one.lower(), other.lower()}:
        return True
    first, second = keys_of(one), keys_of(other)
    return first[-HEAD:] == second[-HEAD:] if is_han(first[0]) else first[:HEAD] == second[:HEAD]


@cache
def _degrees() -> frozenset[str]:
    """Return academic degrees, which anybody may have beside an office."""
    return frozenset(word_list("profiles", "degree"))


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two spans have a year in common."""
    return one[0][:4] <= other[1][:4] and other[0][:4] <= one[1][:4]


def _namesake(
    reader: Reader, lookup: NameLookup, ids: Sequence[str], holders: list[_Holder]
) -> Namesake:
    # A mention with two offices is of two holders, and one of this person.
    counts = list(dict.fromkeys(one.counted for holder in holders for one in holder.counts))
    plan = documents_with(counts)
    found = reader.run(ReadRequest(plan, limit=0, facets=(fields.PEOPLE,)))
    people = found.facets[fields.PEOPLE]
    dates = [date for holder in holders for date in holder.dates]
    return Namesake(
        offices=tuple(the_office(holder.counts) for holder in holders),
        documents=reader.count(plan),
        first=min(dates, default=""),
        last=max(dates, default=""),
        companions=tuple(named_with(reader, lookup, people, ids, COMPANIONS)),
    )
