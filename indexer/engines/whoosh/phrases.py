"""Find neighbouring positions in a segment of whoosh, whose own spans crawl on alternatives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import TypeAlias

from indexer import fields
from indexer.engines.whoosh.leaf import Leaf

Numbers: TypeAlias = frozenset[int]
"""Numbers of documents, across all segments."""


def phrase_in(leaf: Leaf, slots: Sequence[Sequence[str]], within: Numbers) -> Numbers:
    """Return documents of one segment, and of those within, that hold the phrase.

    First the documents of all slots are intersected, without a look at positions; then of each slot
    only those positions stay that continue what stands before it.
    """
    candidates = within
    terms: list[list[bytes]] = []
    for slot in slots:
        terms.append(leaf.existing(fields.BODY, slot))
        having = [leaf.having(fields.BODY, term) for term in terms[-1]]
        candidates = candidates.intersection(chain.from_iterable(having))
        if not candidates:
            return candidates
    if len(slots) == 1:
        return candidates
    begins: dict[int, set[int]] = {}
    for place, alternatives in enumerate(terms):
        here: defaultdict[int, set[int]] = defaultdict(set)
        for term in alternatives:
            for number, places in leaf.places(term, candidates):
                here[number].update([at - place for at in places])
        begins = {
            number: kept
            for number, found in here.items()
            if (kept := found & begins[number] if place else found)
        }
        candidates = frozenset(begins)
    return candidates
