"""The overview of an archive: what is in the index, before any query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.budget import Budget
from indexer.engines.protocol import Reader, ReadRequest, ReadResult
from indexer.plan import Everything
from search.answer.facets import BY_LANGUAGE, merged
from search.answer.hit_rows import hit_rows
from search.answer.models import FacetValue, HitRow
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.query.planner import EVERYTHING
from search.request import Request
from search.stories.folded_list import unfolded

SHOWN: Final = (fields.LANG, fields.YEAR, fields.MONTH)
"""Facets of which every value is given as it is."""

NEWEST_SHOWN: Final = 6
"""Newest documents on the first page, one line each: they fit on a screen with the rest."""

TOP_SHOWN: Final = 8
"""Gates and people on the first page, most named first: one line each."""


class Overview(Struct, frozen=True):
    """Number of documents in all, without a date, by language, year, month and source; the newest
    ones; the gates and people that most documents name."""

    size: int
    undated: int
    by_lang: tuple[FacetValue, ...]
    by_year: tuple[FacetValue, ...]
    by_month: tuple[FacetValue, ...]
    by_source: tuple[FacetValue, ...]
    newest: tuple[HitRow, ...]
    gates: tuple[FacetValue, ...]
    people: tuple[FacetValue, ...]


def overview(reader: Reader, names: NameLookup, budget: Budget) -> Overview:
    """Return the overview of a snapshot."""
    facets = (*SHOWN, fields.SOURCE, fields.GATES, fields.PEOPLE)
    found = reader.run(
        ReadRequest(Everything(), limit=NEWEST_SHOWN, facets=facets, split=BY_LANGUAGE)
    )
    by_lang, by_year, by_month = (_values(found, name) for name in SHOWN)
    gates, most_named = (
        _named(found.facets[name][:TOP_SHOWN], names) for name in (fields.GATES, fields.PEOPLE)
    )
    context = QueryContext(reader, names, Request(""), budget)
    return Overview(
        size=found.total,
        undated=sum(row.count for row in by_year if row.value == fields.UNKNOWN),
        by_lang=by_lang,
        by_year=tuple(sorted(by_year, key=lambda row: row.value)),
        by_month=tuple(sorted(by_month, key=lambda row: row.value)),
        by_source=merged(fields.SOURCE, found.facets[fields.SOURCE], names),
        newest=tuple(hit_rows(context, EVERYTHING, unfolded(found.hits))),
        gates=gates,
        people=most_named,
    )


def _values(found: ReadResult, name: str) -> tuple[FacetValue, ...]:
    languages = found.split.get(name, {})
    return tuple(
        FacetValue(value, count, False, languages=languages.get(value, ()))
        for value, count in found.facets[name]
    )


def _named(values: Sequence[tuple[str, int]], names: NameLookup) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, count, False, names.name_of(value)) for value, count in values)
