"""Present an executed query: hits with highlighting, facets, forms, suggestions and notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from indexer import fields
from search.answer.executor import ExecutedQuery
from search.answer.facets import facet_values
from search.answer.hit_rows import hit_rows
from search.answer.models import HitRow, NamedEntity, Notice, Results
from search.answer.suggestions import Suggestions, suggestions
from search.query.context import QueryContext
from search.slips.offers import TERMS_LIMIT, Finds
from synonyms.variants import canonical

ENTITIES_SHOWN: Final = 4
"""Most entities above the results; not measured."""

KIND_OF: Final = {
    fields.GATES: "gate",
    fields.PEOPLE: "person",
    fields.PLACES: "place",
    fields.ORGANISATIONS: "organisation",
}


def present(context: QueryContext, executed: ExecutedQuery, finds: Finds) -> Results:
    """Return the answer of an executed query; ``finds`` gives the documents of another one, for
    what is offered.

    Notices say how many documents were not read to verify a ``near``, and how many hits are without
    their matches, because the budget ended.
    """
    planned, summary, counts = executed.planned, executed.summary, executed.counts
    facets = facet_values(context, executed.plan, executed.result)
    suggested = suggestions(context, planned.terms, finds, executed.result.total)
    # Last: only the matches of hits are left out if there is no time for everything.
    hits = tuple(hit_rows(context, planned, executed.result.hits))
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
        entities=_entities(context, executed),
    )


def _left_out(executed: ExecutedQuery, hits: Sequence[HitRow]) -> Iterator[Notice]:
    """Yield notices about what there was no time for."""
    looked = executed.looked
    if looked.left_out:
        yield Notice("near_unfinished", {"documents": looked.documents, "of": looked.of})
    unmarked = sum(not hit.marked for hit in hits)
    if unmarked:
        yield Notice("hits_unmarked", {"count": unmarked})


def _unexamined(suggested: Suggestions) -> Iterator[Notice]:
    """Yield a notice where more terms are rare than are looked at for slips."""
    if suggested.unexamined:
        yield Notice("slips_left_out", {"limit": TERMS_LIMIT, "count": suggested.unexamined})


def _entities(context: QueryContext, executed: ExecutedQuery) -> tuple[NamedEntity, ...]:
    """Return the entities that a selected form of the query names and a found document mentions."""
    name = executed.planned.name
    if name is None:
        return ()
    names = context.names
    own = {entity.id for form in name.forms for entity in names.entities(form.keys)}
    own |= {" ".join(map(canonical, form.keys)) for form in name.forms if form.lang == "vi"}
    named = [
        NamedEntity(value, KIND_OF[field], names.name_of(value), count)
        for field in fields.FACETED_ENTITIES
        for value, count in executed.result.facets[field]
        if value in own
    ]
    return tuple(sorted(named, key=lambda one: -one.times)[:ENTITIES_SHOWN])
