"""The facets of an answer: values with their documents, and the chosen ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import fields
from indexer.engines.protocol import FACET_VALUES, ReadResult
from indexer.facet_values import WRITTEN, written_of
from indexer.plan import AnyOf, Plan
from search.answer.models import FacetValue
from search.names.facet_values import group_of, label_of
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.query.planner import filters_of


def facet_values(
    context: QueryContext, plan: Plan, result: ReadResult
) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of each facet; a chosen value is listed even if no document has it."""
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name, values in result.facets.items():
        chosen = context.request.filters.get(name, ())
        if name in WRITTEN:
            facets[name] = merged(name, values, context.names, chosen)
            continue
        label_of = context.names.label_of if name in fields.ENTITIES else _no_label
        rows = [
            FacetValue(value, count, value in chosen, label_of(value)) for value, count in values
        ]
        for value in _missing(chosen, values):
            count = 0
            if name in fields.ENTITIES and len(values) == FACET_VALUES:
                # The engine gives only the most frequent values; this one may be rarer.
                count = _count(context, plan, name, value)
            rows.append(FacetValue(value, count, True, label_of(value)))
        facets[name] = tuple(rows)
    return facets


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
            label_of(field, spellings[0][1], names),
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


def _no_label(value: str) -> str:
    return ""


def _count(context: QueryContext, plan: Plan, field: str, value: str) -> int:
    """Return the documents of one value; the filter of its own facet does not apply."""
    filters = {name: one for name, one in filters_of(context).items() if name != field}
    filters[field] = AnyOf(field, (value,))
    return context.reader.count(plan, filters=filters)
