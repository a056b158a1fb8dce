"""Fold a ranked list: of each story one document is shown, the first of it in this list, and the
others are said to be its copies, wherever in the list they stand.

A place counts documents of the whole list, folded ones too. A page goes on from its place until it
has its rows, and says at which place the next one begins; so pages that follow each other neither
repeat nor lose a document. Which document is shown depends on the list alone and not on the page:
whether one of its story stands before it is asked of the index, in the order of the list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Protocol

from msgspec import Struct, field

from indexer.engines.protocol import Hit
from search.stories.stories import Stories

MOST_READ: Final = 500
"""Most documents that are read at a time where a page lies among the copies of long stories; not
measured."""


class Listing(Protocol):
    """A ranked list of documents."""

    def page(self, offset: int, limit: int) -> Sequence[Hit]:
        """The hits of these places; fewer, or none, at the end of the list."""

    def among(self, ids: Collection[str]) -> Sequence[str]:
        """Those of these documents that are in the list, in its order."""


class FoldedHit(Struct, frozen=True):
    """A document that is shown, and the ids of its copies in the list, in its order."""

    hit: Hit
    copies: tuple[str, ...] = ()


class FoldedPage(Struct, frozen=True):
    """A page of a folded list.

    ``following`` is the place where the next page begins, ``previous`` that of the page before;
    None where there is none. ``complete`` is False where time was not enough to look for all
    copies. ``stored`` are the texts of the documents shown, as the index has them.
    """

    rows: tuple[FoldedHit, ...]
    following: int | None
    previous: int | None
    complete: bool = True
    stored: Mapping[str, str] = field(default_factory=dict)


def unfolded(hits: Sequence[Hit]) -> FoldedPage:
    """Return hits as a page in which each stands for itself."""
    return FoldedPage(tuple(map(FoldedHit, hits)), None, None)


def folded_page(
    listing: Listing, stories: Stories, places: range, first: Sequence[Hit], limit: int
) -> FoldedPage:
    """Return the page of ``limit`` rows (at least one) from a place on: ``places`` are those from
    there to the end of the list, ``first`` are its hits from there on, one more than ``limit`` of
    them if there are so many."""
    fold = _Fold(listing, stories)
    rows: list[FoldedHit] = []
    following = None
    place, hits, asked = places.start, first, limit + 1
    while following is None:
        fold.look(hits)
        for hit in hits:
            if fold.is_shown(hit):
                if len(rows) == limit:
                    following = place
                    break
                rows.append(FoldedHit(hit, fold.copies(hit)))
            place += 1
        if following is not None or len(hits) < asked:
            break
        asked = min(2 * asked, max(asked, MOST_READ))
        hits = listing.page(place, asked)
    before = min(places.start, places.stop)
    previous = fold.place_before(before, limit) if before else None
    return FoldedPage(tuple(rows), following, previous, stories.complete, stories.stored)


def folded_part(listing: Listing, stories: Stories, hits: Sequence[Hit]) -> FoldedPage:
    """Return what a folded list shows of some hits that follow each other in it: for who goes
    through all of it in parts, of any size."""
    fold = _Fold(listing, stories)
    fold.look(hits)
    rows = [FoldedHit(hit, fold.copies(hit)) for hit in hits if fold.is_shown(hit)]
    return FoldedPage(tuple(rows), None, None, stories.complete, stories.stored)


class _Fold:
    """Which documents of a list are shown, as far as was asked."""

    def __init__(self, listing: Listing, stories: Stories) -> None:
        self._listing = listing
        self._stories = stories
        self._ordered: dict[str, tuple[str, ...]] = {}
        """Of each document with copies its story as far as it is in the list, in order."""

    def look(self, hits: Sequence[Hit]) -> None:
        """Find the stories of these hits, and in which order they stand in the list."""
        self._stories.look(hit.id for hit in hits if hit.id not in self._ordered)
        told: dict[str, frozenset[str]] = {}
        for hit in hits:
            if hit.id not in self._ordered and hit.id not in told:
                story = self._stories.of(hit.id)
                if len(story) > 1:
                    told.update(dict.fromkeys(story, story))
        if not told:
            return
        of_story: dict[frozenset[str], list[str]] = {}
        for doc_id in self._listing.among(told):
            of_story.setdefault(told[doc_id], []).append(doc_id)
        for ids in of_story.values():
            self._ordered.update(dict.fromkeys(ids, tuple(ids)))

    def is_shown(self, hit: Hit) -> bool:
        """Whether it is the first of its story."""
        return self._ordered.get(hit.id, (hit.id,))[0] == hit.id

    def copies(self, hit: Hit) -> tuple[str, ...]:
        """The others of its story."""
        return self._ordered.get(hit.id, (hit.id,))[1:]

    def place_before(self, offset: int, limit: int) -> int:
        """Return from which place on ``limit`` documents are shown until ``offset``; the first
        place where there are fewer."""
        place, shown = offset, 0
        while place:
            start = max(place - limit - 1, 0)
            hits = self._listing.page(start, place - start)
            self.look(hits)
            for hit in reversed(hits):
                place -= 1
                shown += self.is_shown(hit)
                if shown == limit:
                    return place
        return 0
