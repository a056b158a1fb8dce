"""Present an executed query: hits with highlighting, facets, forms, suggestions and notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.answer.answers import answers
from search.answer.executor import ExecutedQuery
from search.answer.facets import facet_values
from search.answer.hit_rows import hit_rows
from search.answer.models import HitRow, Notice, Results
from search.answer.suggestions import suggestions
from search.query.context import QueryContext


def present(context: QueryContext, executed: ExecutedQuery) -> Results:
    """Return the answer of an executed query.

    Notices say how many documents were not read to verify a ``near``, and how many hits are without
    their matches, because the budget ended.
    """
    planned, summary, counts = executed.planned, executed.summary, executed.counts
    nothing_found = not executed.result.total
    facets = facet_values(context, executed.plan, executed.result)
    suggested = suggestions(context, planned.terms, nothing_found=nothing_found)
    answered = answers(context, planned.terms)
    # Last: only the matches of hits are left out if there is no time for everything.
    hits = tuple(hit_rows(context, planned, executed.result.hits, executed.ranking.parts))
    return Results(
        request=context.request,
        total=executed.result.total,
        size=context.reader.size,
        hits=hits,
        facets=facets,
        forms=summary.forms(counts),
        interpretations=summary.interpretations(counts),
        notices=(*summary.notices, *_left_out(executed, hits)),
        parts=summary.parts(counts),
        suggestions=suggested,
        is_name=planned.name is not None,
        answers=answered,
        others_total=executed.result.others_total,
        other_sense=summary.other_sense(counts, executed.result.total),
    )


def _left_out(executed: ExecutedQuery, hits: Sequence[HitRow]) -> Iterator[Notice]:
    """Yield notices about what there was no time for."""
    looked = executed.looked
    if looked.left_out:
        yield Notice("near_unfinished", {"documents": looked.documents, "of": looked.of})
    unmarked = sum(not hit.marked for hit in hits)
    if unmarked:
        yield Notice("hits_unmarked", {"count": unmarked})
