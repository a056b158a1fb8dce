"""Run a plan once: its hits, facets and all counts of the answer together."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from indexer import fields
from indexer.budget import Looked
from indexer.engines.protocol import OTHERS_PAGED, ReadRequest, ReadResult
from indexer.near import resolved
from indexer.plan import Plan
from search.answer.facets import BY_LANGUAGE
from search.answer.query_summary import QuerySummary, summarise
from search.answer.ranking import Ranking, ranking_of
from search.answer.shown_list import RankedListing, asked_hits, shown_page
from search.expansion.frequencies import counted, numbered
from search.query.context import QueryContext
from search.query.planner import PlannedQuery, filters_of
from search.stories.folded_list import FoldedPage


class ExecutedQuery(Struct, frozen=True):
    """A planned query with what the index answered.

    ``plan`` is the plan as it was run, without ``near``. ``counts`` has the documents of each plan
    of the summary; ``looked`` says how many documents were read to verify ``near``; ``page`` is
    what of the list is shown.
    """

    planned: PlannedQuery
    summary: QuerySummary
    plan: Plan
    looked: Looked
    ranking: Ranking
    result: ReadResult
    counts: Mapping[Plan, int]
    page: FoldedPage


def execute(context: QueryContext, planned: PlannedQuery) -> ExecutedQuery:
    """Run a planned query within the filters of its request."""
    request = context.request
    summary = summarise(planned, request)
    plan, looked = resolved(context.reader, planned.plan, context.budget)
    plans = numbered(summary.plans)
    ranking = ranking_of(context, planned)
    asked = ReadRequest(
        plan,
        filters=filters_of(context),
        offset=request.offset,
        limit=asked_hits(request),
        order=ranking.order,
        others=ranking.others,
        facets=fields.FACETS,
        split=BY_LANGUAGE,
        values=context.values,
        counts=plans,
    )
    result = context.reader.run(asked)
    counts = counted(plans, result)
    listing = RankedListing.of(context.reader, asked)
    listed = result.total + min(result.others_total, OTHERS_PAGED)
    page = shown_page(context, listing, request, result.hits, listed)
    return ExecutedQuery(planned, summary, plan, looked, ranking, result, counts, page)
