"""The archive introduces itself: what is in the index, before any query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.budget import Budget
from indexer.engines.protocol import Reader, ReadRequest
from indexer.plan import Everything
from search.answer.executor import hit_rows
from search.answer.models import FacetValue, HitRow
from search.names.name_lookup import NameLookup
from search.query.planner import PlannedQuery
from search.request import Request

NEWEST_SHOWN: Final = 6
TOP_SHOWN: Final = 8

PEOPLE_LISTED: Final = 20_000
"""Most people that are listed; anyone else is found by name."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Documents in all, by language, year and source; the newest; how many have no date; the gates
    and people that most documents name."""

    size: int
    undated: int
    by_lang: tuple[FacetValue, ...]
    by_year: tuple[FacetValue, ...]
    by_source: tuple[FacetValue, ...]
    newest: tuple[HitRow, ...]
    gates: tuple[FacetValue, ...]
    people: tuple[FacetValue, ...]


def overview(reader: Reader, aliases: NameLookup, budget: Budget) -> Overview:
    """What a snapshot holds."""
    facets = (fields.LANG, fields.YEAR, fields.SOURCE, fields.GATES, fields.PEOPLE)
    found = reader.run(ReadRequest(Everything(), limit=NEWEST_SHOWN, facets=facets))
    by_lang, by_year, by_source = (
        tuple(FacetValue(value, count, False) for value, count in found.facets[name])
        for name in (fields.LANG, fields.YEAR, fields.SOURCE)
    )
    gates, most_named = (
        _named(found.facets[name][:TOP_SHOWN], aliases) for name in (fields.GATES, fields.PEOPLE)
    )
    everything = PlannedQuery(Everything())
    return Overview(
        size=found.total,
        undated=sum(row.count for row in by_year if row.value == fields.UNKNOWN),
        by_lang=by_lang,
        by_year=tuple(sorted(by_year, key=lambda row: row.value)),
        by_source=by_source,
        newest=tuple(hit_rows(reader, everything, Request(""), found.hits, budget)),
        gates=gates,
        people=most_named,
    )


def people(reader: Reader, aliases: NameLookup) -> tuple[FacetValue, ...]:
    """The people of a snapshot with their documents, those whom most name first."""
    found = reader.run(
        ReadRequest(Everything(), limit=0, facets=(fields.PEOPLE,), values=PEOPLE_LISTED)
    )
    return _named(found.facets[fields.PEOPLE], aliases)


def _named(values: Sequence[tuple[str, int]], aliases: NameLookup) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(value, count, False, aliases.label_of(value)) for value, count in values
    )
