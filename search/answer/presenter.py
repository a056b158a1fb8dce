"""Present an executed query: hits with highlighting, facets, forms, suggestions and notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.engines.protocol import OTHERS_PAGED
from search.answer.answers import answers
from search.answer.executor import ExecutedQuery
from search.answer.facets import facet_values
from search.answer.hit_rows import hit_rows
from search.answer.models import HitRow, Notice, Results
from search.answer.suggestions import Suggestions, suggestions
from search.query.context import QueryContext
from search.slips.offers import TERMS_LIMIT, Finds


def present(context: QueryContext, executed: ExecutedQuery, finds: Finds) -> Results:
    """Return the answer of an executed query; ``finds`` gives the documents of another one, for
    what is offered.

    Notices say how many documents were not read to verify a ``near``, and how many hits are without
    their matches, because the budget ended.
    """
    planned, summary, counts = executed.planned, executed.summary, executed.counts
    facets = facet_values(context, executed.plan, executed.result)
    suggested = suggestions(context, planned.terms, finds, executed.result.total)
    answered = answers(context, planned.terms)
    # Last: only the matches of hits are left out if there is no time for everything.
    hits = tuple(hit_rows(context, planned, executed.page, executed.ranking.parts))
    return Results(
        request=context.request,
        total=executed.result.total,
        size=context.reader.size,
        hits=hits,
        facets=facets,
        forms=summary.forms(counts),
        interpretations=summary.interpretations(counts),
        notices=(*summary.notices, *_left_out(executed, hits), *_unexamined(suggested)),
        parts=summary.parts(counts),
        suggestions=suggested.rows,
        is_name=planned.name is not None,
        answers=answered,
        others_total=executed.result.others_total,
        others_listed=min(executed.result.others_total, OTHERS_PAGED),
        other_sense=summary.other_sense(counts, executed.result.total),
        following=executed.page.following,
        previous=executed.page.previous,
    )


def _left_out(executed: ExecutedQuery, hits: Sequence[HitRow]) -> Iterator[Notice]:
    """Yield notices about what there was no time for."""
    looked = executed.looked
    if looked.left_out:
        yield Notice("near_unfinished", {"documents": looked.documents, "of": looked.of})
    unmarked = sum(not hit.marked for hit in hits)
    if unmarked:
        yield Notice("hits_unmarked", {"count": unmarked})
    if not executed.page.complete:
        yield Notice("folding_unfinished")


def _unexamined(suggested: Suggestions) -> Iterator[Notice]:
    """Yield a notice where more terms are rare than are looked at for slips."""
    if suggested.unexamined:
        yield Notice("slips_left_out", {"limit": TERMS_LIMIT, "count": suggested.unexamined})
