"""The facets of an answer: values with their documents, and the chosen and excluded ones among
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from indexer import fields
from indexer.engines.protocol import ReadResult
from indexer.facet_values import WRITTEN, written_of
from indexer.plan import AnyOf, Plan
from search.answer.models import FacetValue
from search.names.facet_values import group_of, value_name
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request import Request

BY_LANGUAGE: Final[Mapping[str, str]] = MappingProxyType(
    {fields.YEAR: fields.LANG, fields.MONTH: fields.LANG}
)
"""The facets that are counted by language too, for the histogram: in the same pass, in which no
difference could be measured (20,957 documents, 2026-11)."""


def facet_values(
    context: QueryContext, plan: Plan, result: ReadResult
) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of each facet. A chosen value is listed even if no document has it, and an
    excluded one, though none has."""
    return {
        name: (
            *_counted(context, plan, result, name),
            *_excluded(context.request, name, context.names),
        )
        for name in result.facets
    }


def _counted(
    context: QueryContext, plan: Plan, result: ReadResult, name: str
) -> tuple[FacetValue, ...]:
    """Return the values of one facet that are chosen or that documents have."""
    values = result.facets[name]
    chosen = context.request.filters.get(name, ())
    if name in WRITTEN:
        return merged(name, values, context.names, chosen)
    languages = result.split.get(name, {})
    rows = [
        FacetValue(
            value,
            count,
            value in chosen,
            value_name(name, value, context.names),
            languages=languages.get(value, ()),
        )
        for value, count in values
    ]
    for value in _missing(chosen, values):
        count = 0
        if name in fields.ENTITIES and len(values) == context.values:
            # The engine gives only the most frequent values; this one may be rarer.
            count = _count(context, plan, name, value)
        rows.append(FacetValue(value, count, True, value_name(name, value, context.names)))
    return tuple(rows)


def narrowing_values(request: Request, names: NameLookup) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values that a request chooses and excludes, with their names and not counted."""
    return {
        field: (
            *(
                FacetValue(value, 0, True, value_name(field, value, names))
                for value in request.filters.get(field, ())
            ),
            *_excluded(request, field, names),
        )
        for field in fields.FACETS
    }


def _excluded(request: Request, field: str, names: NameLookup) -> list[FacetValue]:
    return [
        FacetValue(value, 0, False, value_name(field, value, names), excluded=True)
        for value in request.excluded.get(field, ())
    ]


def merged(
    field: str, values: Sequence[tuple[str, int]], names: NameLookup, chosen: Sequence[str] = ()
) -> tuple[FacetValue, ...]:
    """Return the values of a facet whose spellings are one, most documents first: each as it is
    written most often, or as it was chosen, so that a link can take the choice back."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for value, count in values:
        written = written_of(value)
        groups.setdefault(group_of(field, written, names), []).append((count, written))
    shown: dict[str, str] = {}
    for one in chosen:
        group = group_of(field, one, names)
        shown.setdefault(group, one)
        groups.setdefault(group, [(0, one)])
    rows = [
        FacetValue(
            shown.get(group) or max(spellings)[1],
            sum(count for count, _ in spellings),
            group in shown,
            value_name(field, spellings[0][1], names),
        )
        for group, spellings in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.value)))


def _missing(chosen: Sequence[str], values: Sequence[tuple[str, int]]) -> list[str]:
    """Return the chosen values that are not among the given ones."""
    if not chosen:
        return []
    given = {value for value, _ in values}
    return [value for value in chosen if value not in given]


def _count(context: QueryContext, plan: Plan, field: str, value: str) -> int:
    """Return the documents of one value; the filter of its own facet does not apply."""
    filters = {name: one for name, one in filters_of(context).items() if name != field}
    filters[field] = AnyOf(field, (value,))
    return context.reader.count(plan, filters=filters)
