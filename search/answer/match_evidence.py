"""The mentions of a document that explain why it was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from msgspec.structs import replace

from indexer import fields
from indexer.linking.mention import OTHER, Mention
from indexer.plan import Plan
from search.answer.marked_text import Span
from search.expansion.selection import SelectedTerm
from search.query.planner import PlannedQuery
from search.request import Request

FACET_KIND = "mention"
"""Kind of a mark that is there for an entity, of the query or of the filters, and not for a form of
the query."""


def linked_ids(terms: Iterable[SelectedTerm]) -> frozenset[str]:
    """Return the ids of the entities by whose mentions the terms find documents."""
    return frozenset(link.id for one in terms if one.is_whole for link in one.links)


def mentioning_of(planned: PlannedQuery) -> Plan | None:
    """Return the documents of a name that mention what it names; None where it names nothing, or
    where its hits are no others."""
    name = planned.name
    if name is None or not name.links or not name.is_whole:
        return None
    return name.mentioning


def of_entities(mentions: Iterable[Mention], ids: Collection[str]) -> tuple[Mention, ...]:
    """Return the mentions of these entities."""
    return tuple(one for one in mentions if (one.place or one.entity) in ids and one.label != OTHER)


def reasons(
    mentions: Iterable[Mention],
    spans: Sequence[Span],
    request: Request,
    linked: Collection[str] = frozenset(),
) -> tuple[Mention, ...]:
    """Return the mentions with a match on them, and those of the entities that the query names
    (``linked``) or the request narrows to, in order."""
    wanted = {value for name in fields.ENTITIES for value in request.filters.get(name, ())}
    wanted.update(linked)
    if not wanted and not spans:
        return ()
    mentions = tuple(mentions)
    of_wanted = frozenset(of_entities(mentions, wanted))
    matched = _Places(spans)
    return tuple(one for one in mentions if one in of_wanted or matched.meet(one))


def marks(spans: Sequence[Span], found: Iterable[Mention]) -> tuple[Span, ...]:
    """Return the matches, and the mentions without a match as further marks, in order."""
    matched = _Places(spans)
    added = [
        Span(one.field, one.start, one.end, one.surface, FACET_KIND)
        for one in found
        if not matched.meet(one)
    ]
    both = [*spans, *_without_overlaps(added)]
    return tuple(sorted(both, key=lambda span: (span.field != "title", span.start)))


def widened(spans: Iterable[Span], found: Sequence[Mention]) -> tuple[Span, ...]:
    """Return the matches, those inside a longer mention as the whole of it: 友谊 in 友谊关, where
    this gate is asked for too."""
    holders = _Holders(found)
    return tuple(_without_overlaps(map(holders.widest, spans)))


class _Holders:
    """Mentions by place, to find the one that a match lies in: a long text has thousands of
    both."""

    def __init__(self, found: Iterable[Mention]) -> None:
        self._found: dict[str, list[Mention]] = {}
        for one in sorted(found, key=lambda one: one.start):
            self._found.setdefault(one.field, []).append(one)
        self._reach = {
            name: list(accumulate((one.end for one in ones), max))
            for name, ones in self._found.items()
        }

    def widest(self, span: Span) -> Span:
        """Return the match as wide as the mention that it lies in, the first of several."""
        found, reach = self._found.get(span.field, []), self._reach.get(span.field, [])
        holder: Mention | None = None
        at = bisect_right(found, span.start, key=_start_of) - 1
        while at >= 0 and reach[at] >= span.end:
            holder = found[at] if found[at].end >= span.end else holder
            at -= 1
        return replace(span, start=holder.start, end=holder.end) if holder else span


def _start_of(mention: Mention) -> int:
    return mention.start


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].field != span.field or kept[-1].end <= span.start:
            kept.append(span)
    return kept


class _Places:
    """The places of matches; in each field they are in order and do not overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._borders: dict[str, tuple[list[int], list[int]]] = {}
        for span in spans:
            starts, ends = self._borders.setdefault(span.field, ([], []))
            starts.append(span.start)
            ends.append(span.end)

    def meet(self, mention: Mention) -> bool:
        """Whether a match is on the mention."""
        starts, ends = self._borders.get(mention.field, ((), ()))
        at = bisect_left(starts, mention.end) - 1
        return at >= 0 and ends[at] > mention.start
