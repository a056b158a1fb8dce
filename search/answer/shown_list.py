"""The list of an answer as it is shown: folded, or each document for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import Hit, Reader, ReadRequest
from indexer.plan import And, AnyOf, Plan
from search.query.context import QueryContext
from search.request import Request
from search.stories.folded_list import FoldedPage, Listing, folded_page, unfolded
from search.stories.stories import Stories

SHARE: Final = 0.5
"""Part of what is left of the budget that looking for copies may take. Not measured."""


def asked_hits(request: Request) -> int:
    """How many hits of the list a page looks at first: whether another page follows depends on the
    one behind it."""
    return request.limit + request.folds


def shown_page(
    context: QueryContext, listing: Listing, request: Request, first: Sequence[Hit], listed: int
) -> FoldedPage:
    """Return the page of a request; ``first`` are its ``asked_hits``, ``listed`` the documents of
    the list."""
    if not request.folds:
        return unfolded(first)
    stories = Stories(context.reader, context.budget.part(SHARE))
    return folded_page(listing, stories, range(request.offset, listed), first, request.limit)


class RankedListing(Struct, frozen=True):
    """The list that a request of the index ranks: its hits, then the others."""

    reader: Reader
    request: ReadRequest

    @classmethod
    def of(cls, reader: Reader, request: ReadRequest) -> RankedListing:
        """The list without what the request counts."""
        return cls(reader, replace(request, facets=(), counts={}))

    def page(self, offset: int, limit: int) -> Sequence[Hit]:
        """The hits of these places."""
        return self.reader.run(replace(self.request, offset=offset, limit=limit)).hits

    def every(self, others: int) -> Iterator[Hit]:
        """All hits in order, then so many others at most."""
        request = self.request
        return self.reader.every(
            request.plan,
            filters=request.filters,
            order=request.order,
            others=request.others,
            most=others,
        )

    def among(self, ids: Collection[str]) -> Sequence[str]:
        """Those of these documents that are in the list, in its order."""
        these = AnyOf(fields.ID, tuple(sorted(ids)))
        request = self.request
        others: Plan | None = None if request.others is None else And((request.others, these))
        hits = self.reader.every(
            And((request.plan, these)), filters=request.filters, order=request.order, others=others
        )
        return [hit.id for hit in hits]
