"""What a request finds, counted: by the values of each facet, and by year and language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import ReadRequest
from indexer.near import resolved
from indexer.plan import AnyOf, Plan
from search import query_pipeline
from search.answer.facets import facet_values
from search.answer.models import FacetValue
from search.query.context import QueryContext
from search.query.planner import filters_of

FACET_COLUMNS: Final = ("facet", "value", "name", "documents", "chosen")
YEAR_COLUMNS: Final = ("year", "lang", "documents")

EVERY_VALUE: Final = 1 << 24
"""Values of a facet of entities: more than any archive names."""


class FacetRow(Struct, frozen=True):
    """A value of a facet with its documents; ``chosen`` is 1 for one that the request asks for.
    Each facet obeys all filters but its own, as on the page."""

    facet: str
    value: FacetValue

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        one = self.value
        values = (self.facet, one.value, str(one.name or ""), one.count, int(one.chosen))
        return dict(zip(FACET_COLUMNS, values, strict=True))


class YearRow(Struct, frozen=True):
    """The documents of a year in one language; an undated document is of ``unknown``."""

    year: str
    lang: str
    documents: int

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        values = (self.year, self.lang, self.documents)
        return dict(zip(YEAR_COLUMNS, values, strict=True))


def facet_rows(context: QueryContext) -> Iterator[list[FacetRow]]:
    """Yield every value of each facet of a request, one facet at a time, most documents first.
    Raises ``BadRequest`` and ``OutOfTime``."""
    plan = _exact(context)
    for facet in fields.FACETS:
        context.budget.check()
        asked = ReadRequest(
            plan, filters=filters_of(context), limit=0, facets=(facet,), values=EVERY_VALUE
        )
        found = facet_values(context, plan, context.reader.run(asked))
        yield [FacetRow(facet, value) for value in found[facet]]


def year_rows(context: QueryContext) -> Iterator[list[YearRow]]:
    """Yield the documents of a request by year and language, first years first: what the bars of
    the page show, which obey all filters but that of years. Raises ``BadRequest`` and
    ``OutOfTime``."""
    plan, filters = _exact(context), filters_of(context)
    asked = ReadRequest(plan, filters=filters, limit=0, facets=(fields.LANG,))
    chosen = context.request.filters.get(fields.LANG, ())
    found = context.reader.run(_without(asked, fields.YEAR)).facets[fields.LANG]
    rows = [
        YearRow(year, lang, documents)
        for lang, _ in found
        if not chosen or lang in chosen
        for year, documents in _years(context, plan, lang)
    ]
    yield sorted(rows, key=lambda row: (row.year, row.lang))


def _years(context: QueryContext, plan: Plan, lang: str) -> tuple[tuple[str, int], ...]:
    filters = {**filters_of(context), fields.LANG: AnyOf(fields.LANG, (lang,))}
    asked = ReadRequest(plan, filters=filters, limit=0, facets=(fields.YEAR,))
    return context.reader.run(asked).facets[fields.YEAR]


def _without(asked: ReadRequest, name: str) -> ReadRequest:
    kept = {field: plan for field, plan in asked.filters.items() if field != name}
    return ReadRequest(asked.plan, filters=kept, limit=0, facets=asked.facets)


def _exact(context: QueryContext) -> Plan:
    """Return the plan of a request with every ``near`` verified. Raises ``OutOfTime`` rather than
    leave anything out."""
    plan, looked = resolved(context.reader, query_pipeline.plan(context).plan, context.budget)
    if looked.left_out:
        context.budget.check()
    return plan
