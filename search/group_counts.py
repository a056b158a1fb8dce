"""Counts of an entity's mentions, from the index alone: no document is read for them.

A document says in its values of ``fields.MENTIONS`` how often it mentions what
(indexer/annotation/mention_groups.py); the index says how many documents have each value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.annotation.annotation import documents_naming
from indexer.annotation.mention_groups import MentionGroup, from_value, is_meant, values_prefix
from indexer.annotation.records import date_of_key
from indexer.engines.protocol import Reader
from indexer.plan import AnyOf, Plan, all_of
from synonyms.word_lists import word_list

_BETWEEN: Final = re.compile(", |、")
"""What stands between two offices that one name has in one place."""


class GroupCount(Struct, frozen=True):
    """A value of ``fields.MENTIONS`` with its group, the mentions that it stands for in all
    documents together, and the first and last of their dates (empty where undated)."""

    value: str
    group: MentionGroup
    mentions: int
    first: str
    last: str


def group_counts(reader: Reader, entity_id: str) -> tuple[GroupCount, ...]:
    """Count all mentions of an entity, whatever they stand for."""
    return counts_in(reader, documents_naming((entity_id,)), entity_id)


def counts_in(reader: Reader, plan: Plan, entity_id: str) -> tuple[GroupCount, ...]:
    """Count the mentions of an entity in the documents of a plan."""
    found = []
    for one in reader.dated_values(plan, fields.MENTIONS, values_prefix(entity_id)):
        group, weight = from_value(one.value)
        dates = date_of_key(one.first), date_of_key(one.last)
        found.append(GroupCount(one.value, group, weight * one.documents, *dates))
    return tuple(found)


def counts_in_all(reader: Reader, entity_id: str) -> tuple[GroupCount, ...]:
    """Count the mentions of an entity in all documents, without dates: as the values lie in the
    index, which counts nothing anew where ``counts_in`` goes through the documents."""
    found = []
    for value, documents in reader.values(fields.MENTIONS, values_prefix(entity_id)):
        group, weight = from_value(value)
        found.append(GroupCount(value, group, weight * documents, "", ""))
    return tuple(found)


def total(counts: Iterable[GroupCount]) -> int:
    """Return how many mentions these are."""
    return sum(one.mentions for one in counts)


def meant(counts: Iterable[GroupCount]) -> tuple[GroupCount, ...]:
    """Return the counts of mentions that stand for the entity, and for nothing else."""
    return tuple(one for one in counts if is_meant(one.group.label))


def documents_with(counts: Iterable[GroupCount], *within: Plan) -> Plan:
    """Return the documents of all plans ``within`` that hold one of these mentions."""
    return all_of([AnyOf(fields.MENTIONS, tuple(one.value for one in counts)), *within])


def labels(counts: Iterable[GroupCount]) -> Mapping[str, int]:
    """Return the mentions by label."""
    return _summed((one.group.label, one.mentions) for one in counts)


def forms(counts: Iterable[GroupCount]) -> Mapping[str, int]:
    """Return the mentions by form."""
    return _summed((one.group.form, one.mentions) for one in counts)


def langs(counts: Iterable[GroupCount]) -> Mapping[str, int]:
    """Return the mentions by the language of their document."""
    return _summed((one.group.lang, one.mentions) for one in counts)


def reasons(counts: Iterable[GroupCount]) -> Mapping[str, int]:
    """Return the mentions that stand for something else, by reason."""
    return _summed(
        (one.group.reason, one.mentions) for one in counts if not is_meant(one.group.label)
    )


def years(counts: Iterable[GroupCount]) -> Mapping[str, Mapping[str, int]]:
    """Return the mentions by year, then language; years in order, ``fields.UNKNOWN`` last."""
    found: dict[str, Counter[str]] = {}
    for one in counts:
        found.setdefault(one.group.year, Counter())[one.group.lang] += one.mentions
    return dict(sorted(found.items()))


class TitleCount(Struct, frozen=True):
    """How often a title stands next to a person's name, and the first and last date."""

    mentions: int
    first: str
    last: str

    @property
    def dates(self) -> tuple[str, ...]:
        """The first and the last date; one where they are the same, none where undated."""
        return tuple(dict.fromkeys(date for date in (self.first, self.last) if date))


def written_titles(group: MentionGroup) -> dict[str, str]:
    """Return the offices of a group as they are counted, each as it is written there. Ways to
    address anyone are none."""
    return dict(_written(group.title))


def titles_of(group: MentionGroup) -> tuple[str, ...]:
    """Return the offices of a group as they are counted."""
    return tuple(reversed(written_titles(group)))


@lru_cache(maxsize=20_000)
def _written(titles: str) -> tuple[tuple[str, str], ...]:
    """Return each office of a group, as it is counted and as it is written: a statesman has the
    same with thousands of his mentions, in each year and language."""
    found = {
        title: one
        for one in reversed(_BETWEEN.split(titles))  # The first way to write it stays.
        if one and (title := folded_title(one)) not in _address()
    }
    return tuple(found.items())


def folded_title(title: str) -> str:
    """Return a title as it is counted, whatever its capitals: writers differ in these (*Khu ủy
    Khu*, *Khu ủy khu*), and a sentence begins with one."""
    return title.lower()


def as_written(times: Mapping[str, int]) -> str:
    """Return the way to write a title that most mentions have, of equals that with fewer capitals.
    Sentences begin with some, but texts are clear: *Tổng thống* 1,591 of 1,620 times, *Tổng Bí thư*
    217 of 227, *bác sĩ* 80 of 129 (20,957 documents, 2026-11)."""
    return max(times, key=lambda one: (times[one], one))


@cache
def _address() -> frozenset[str]:
    return frozenset(word_list("profiles", "address"))


def titles(counts: Iterable[GroupCount]) -> Mapping[str, TitleCount]:
    """Return the titles next to the name, most frequent first, as most mentions write them. Ways to
    address anyone are none."""
    found: dict[str, TitleCount] = {}
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in counts:
        for title, text in written_titles(one.group).items():
            written[title][text] += one.mentions
            before = found.get(title, TitleCount(0, "", ""))
            dates = [date for date in (before.first, before.last, one.first, one.last) if date]
            found[title] = TitleCount(
                before.mentions + one.mentions, min(dates, default=""), max(dates, default="")
            )
    ranked = sorted(found.items(), key=lambda item: (-item[1].mentions, item[0]))
    return {as_written(written[title]): one for title, one in ranked}


def _summed(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for key, mentions in pairs:
        found[key] += mentions
    return found
