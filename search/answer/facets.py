"""The facets of an answer: values with their documents, and the chosen ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import fields
from indexer.engines.protocol import FACET_VALUES, ReadResult
from indexer.plan import AnyOf, Plan
from search.answer.models import FacetValue
from search.query.context import QueryContext
from search.query.planner import filters_of


def facet_values(
    context: QueryContext, plan: Plan, result: ReadResult
) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of each facet; a chosen value is listed even if no document has it."""
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name, values in result.facets.items():
        chosen = context.request.filters.get(name, ())
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
    filters = {name: one for name, one in filters_of(context.request).items() if name != field}
    filters[field] = AnyOf(field, (value,))
    return context.reader.count(plan, filters=filters)
