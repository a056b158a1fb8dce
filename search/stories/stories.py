"""Find the story of a document: the documents that are copies of it, and copies of these.

What may be a copy shares a term of ``fields.BANDS``, so the index is asked for terms, and only what
it answers is read and compared (indexer/duplicates/editions.py). Most documents share none, which
the counts of their terms tell without a search. A story is looked for in the whole index, whatever
was asked: so it has the same documents in every list.

Documents with the same keys are compared as one, a *printed text*: a page that was saved a thousand
times costs a thousand documents read and not a million comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from corpus.document import Document
from indexer import fields
from indexer.annotation.records import edition_of
from indexer.budget import Budget
from indexer.duplicates.editions import Edition, Printings
from indexer.duplicates.signature import Signature
from indexer.engines.protocol import Reader
from indexer.plan import And, AnyOf, Plan, any_of

FEW: Final = 6
"""Documents beside one with its terms up to which all are read, and their dates looked at then: to
ask for dates near its own takes longer (names in a million documents 3.8 ms, so 3.5: bench.growth
in turn). Where the border is best was not measured."""


class _Text:
    """All documents with the same keys."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.editions: dict[str, Edition] = {}
        self.story = {self}
        """The texts that are joined with it, one set that they share."""

    @property
    def signature(self) -> Signature:
        """What its documents are found by."""
        return self.edition.signature

    @property
    def printings(self) -> Printings:
        """When it was printed."""
        return Printings(one.days for one in self.editions.values())


class Stories:
    """The stories of one snapshot, as far as they were asked for.

    While a budget lasts: after that ``complete`` is False, and a document that was not looked at
    is a story of its own. ``stored`` are the texts of all that was read, as the index has them.
    """

    def __init__(self, reader: Reader, budget: Budget) -> None:
        self._reader = reader
        self._budget = budget
        self._texts: dict[str, _Text] = {}
        self._by_exact: dict[str, _Text] = {}
        self._looked: set[str] = set()
        self.stored: dict[str, str] = {}
        self.complete = True

    def of(self, doc_id: str) -> frozenset[str]:
        """The ids of the story of a document, its own among them; it was looked at before."""
        if doc_id not in self._looked:
            return frozenset((doc_id,))
        return frozenset(one for text in self._texts[doc_id].story for one in text.editions)

    def copies(self, doc_id: str) -> list[Document]:
        """The other documents of the story of a document, oldest first, undated ones last."""
        self.look([doc_id])
        others = self.of(doc_id) - {doc_id}
        found = [self._texts[one].editions[one].document for one in others]
        return sorted(found, key=lambda one: (not one.date, one.date, one.id))

    def look(self, ids: Iterable[str]) -> None:
        """Find the stories of these documents."""
        new = [doc_id for doc_id in ids if doc_id not in self._looked]
        frontier = self._read(new) if new and self._may_go_on() else []
        while frontier and self._may_go_on():
            # First all documents of these texts: their days say how far apart copies may be.
            self._read(self._found(self._same(frontier)))
            for text in frontier:
                self._looked.update(text.editions)
            alike = self._read(self._found(self._alike(frontier)))
            frontier = self._joined(frontier, alike)

    def _may_go_on(self) -> bool:
        if self._budget.over:
            self.complete = False
        return self.complete

    def _read(self, ids: Sequence[str]) -> list[_Text]:
        """Read documents; return their texts, each once."""
        stored = self._reader.fetch([one for one in ids if one not in self._texts])
        self.stored |= stored
        for doc_id, text in stored.items():
            edition = edition_of(text)
            # A document without a word is the same as no other.
            exact = edition.signature.exact or f"of {doc_id}"
            found = self._by_exact.setdefault(exact, _Text(edition))
            found.editions[doc_id] = edition
            self._texts[doc_id] = found
        return list(dict.fromkeys(self._texts[one] for one in ids if one in self._texts))

    def _found(self, plans: Sequence[Plan]) -> list[str]:
        return [hit.id for hit in self._reader.every(any_of(plans))] if plans else []

    def _shared(self, terms: Iterable[str]) -> dict[str, int]:
        """Return those of the terms that several documents have, with how many."""
        counts = self._reader.known(fields.BANDS, terms)
        return {term: count for term, count in counts.items() if count > 1}

    def _same(self, texts: Sequence[_Text]) -> list[Plan]:
        """Return plans of the documents of these texts, where there are several."""
        exact = [one.signature.exact_term for one in texts if one.signature.exact]
        shared = self._shared(exact)
        return [AnyOf(fields.BANDS, tuple(sorted(shared)))] if shared else []

    def _alike(self, texts: Sequence[_Text]) -> list[Plan]:
        """Return plans of the documents that may be copies of these texts."""
        shared = self._shared({term for one in texts for term in one.signature.band_terms})
        plans: list[Plan] = []
        for one in texts if shared else ():
            terms = tuple(term for term in one.signature.band_terms if term in shared)
            if terms:
                alike = AnyOf(fields.BANDS, terms)
                few = sum(shared[term] - 1 for term in terms) <= FEW
                plans.append(alike if few else And((alike, one.printings.near)))
        return plans

    def _joined(self, frontier: Sequence[_Text], found: Sequence[_Text]) -> list[_Text]:
        """Join texts with those found that are copies of them; return the ones that are new."""
        if not found:
            return []
        by_band: dict[str, list[_Text]] = {}
        for other in found:
            for term in other.signature.band_terms:
                by_band.setdefault(term, []).append(other)
        new: dict[_Text, None] = {}
        for one in frontier:
            near = dict.fromkeys(
                other for term in one.signature.band_terms for other in by_band.get(term, ())
            )
            for other in near:
                if other in one.story or not _are_copies(one, other):
                    continue
                one.story |= other.story
                for text in other.story:
                    text.story = one.story
                if self._looked.isdisjoint(other.editions):
                    new[other] = None
        return list(new)


def _are_copies(one: _Text, other: _Text) -> bool:
    """Tell whether a document of one text is a copy of one of the other."""
    return one.edition.is_alike(other.edition) and one.printings.has_near(other.printings)
