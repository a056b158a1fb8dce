"""Fuse two ranked lists into one by the ranks alone: scores of the two can't be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

FoundBy = Literal["words", "meaning", "both"]

RANK_CONSTANT: Final = 10
"""How slowly the ranks of a list lose weight. The paper that reciprocal rank fusion comes from has
60 (Cormack, Clarke and Büttcher, SIGIR 2009), by which what is middling in both lists goes before
what one list has first; across languages the words find such by chance."""


class FusedHit(Struct, frozen=True):
    """A document of the fused list, and which of the two lists has it."""

    id: str
    found_by: FoundBy


def fused(lexical: Sequence[str], meaning: Sequence[str]) -> list[FusedHit]:
    """Return the documents of both lists, each once: by the sum of 1 / (10 + rank) over the lists
    that have it, ranks from 1; of equals, that of the lexical list first.

    Neither list holds an id twice. If what follows a lexical list of at least ``len(meaning)`` ids
    is left off, it can be put after the fused list: nothing in it would stand higher.
    """
    scores: dict[str, float] = {}
    for ranked in (lexical, meaning):
        for rank, doc_id in enumerate(ranked, 1):
            scores[doc_id] = scores.get(doc_id, 0.0) + 1 / (RANK_CONSTANT + rank)
    by_words, by_meaning = frozenset(lexical), frozenset(meaning)

    def found_by(doc_id: str) -> FoundBy:
        if doc_id not in by_words:
            return "meaning"
        return "both" if doc_id in by_meaning else "words"

    order = sorted(scores, key=lambda doc_id: -scores[doc_id])
    return [FusedHit(doc_id, found_by(doc_id)) for doc_id in order]
