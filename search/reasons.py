"""What of a document's mentions explains why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer import fields
from indexer.mentions.mention import OTHER, Mention
from search.request import Request
from search.results import Span

FACET_KIND = "mention"
"""The kind of a mark that no form of the query made, but an entity that was narrowed to."""


def reasons(
    mentions: Iterable[Mention], spans: Sequence[Span], request: Request
) -> tuple[Mention, ...]:
    """The mentions on which a match stands, and those of the entities narrowed to, in order."""
    wanted = {value for name in fields.ENTITIES for value in request.filters.get(name, ())}
    found = []
    for one in mentions:
        is_wanted = not wanted.isdisjoint((one.place or one.entity,)) and one.label != OTHER
        if is_wanted or any(_meets(one, span) for span in spans):
            found.append(one)
    return tuple(found)


def marks(spans: Sequence[Span], found: Iterable[Mention]) -> tuple[Span, ...]:
    """The matches, and as further marks the mentions on which none stands; in order."""
    added = [
        Span(one.field, one.start, one.end, one.surface, FACET_KIND)
        for one in found
        if not any(_meets(one, span) for span in spans)
    ]
    both = [*spans, *_without_overlaps(added)]
    return tuple(sorted(both, key=lambda span: (span.field != "title", span.start)))


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].field != span.field or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _meets(mention: Mention, span: Span) -> bool:
    return mention.field == span.field and mention.start < span.end and span.start < mention.end
