"""The candidates of a term: sequences of alternatives whose neighbouring pairs all exist.

Two neighbouring places give tens to thousands of pairs; one call of the reader says which exist.
Existing pairs are joined to candidates, at most ``CANDIDATES_LIMIT``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import is_han_triple, joined
from indexer.engines.protocol import Reader
from search.expansion.alternatives import Alternative, Alternatives
from synonyms.spelling import is_han

CANDIDATES_LIMIT: Final = 256
"""Most candidates listed as forms, as in DESIGN's prototype; fewer exist of its widest query of two
syllables (``thu ky``, 11,449 pairs)."""

PAIRS_LIMIT: Final = 60_000
"""Most pairs of two neighbouring places that the reader is asked for: 30 ms at 0.5 µs each."""


class Candidate(Struct, frozen=True):
    """A sequence of keys that exists; ``most`` bounds its documents, in any capitals."""

    alternatives: tuple[Alternative, ...]
    most: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in order."""
        return tuple(one.key for one in self.alternatives)

    @property
    def weight(self) -> int:
        """The weight of the rarest reading used."""
        return max(one.weight for one in self.alternatives)


class Candidates(Struct, frozen=True):
    """The candidates, most frequent first; ``capped`` says that some were left out."""

    found: tuple[Candidate, ...]
    capped: bool


def existing_candidates(reader: Reader, places: Sequence[Alternatives]) -> Candidates:
    """Return the candidates that exist for two places or more."""
    capped = False
    pairs: list[dict[tuple[str, str], int]] = []
    places = _written(reader, places)
    for left, right in pairwise(places):
        if pairs:
            # Only keys that end an existing pair.
            reached = {second for _, second in pairs[-1]}
            left = {key: found for key, found in left.items() if key in reached}
        probed = list(product(left, right))
        if len(probed) > PAIRS_LIMIT:
            capped = True
            probed = _best(left, right)
        terms = {joined(pair): pair for pair in probed}
        known = reader.known(fields.PAIR, terms)
        pairs.append({terms[term]: count for term, count in known.items()})
        if not known:
            return Candidates((), capped)
    counted = _join(pairs)
    if len(places) == 3:
        counted = _confirm_triples(reader, counted)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    found = tuple(
        Candidate(tuple(place[key] for place, key in zip(places, keys, strict=True)), most)
        for keys, most in ranked[:CANDIDATES_LIMIT]
    )
    return Candidates(found, capped or len(ranked) > CANDIDATES_LIMIT)


def _written(reader: Reader, places: Sequence[Alternatives]) -> list[Alternatives]:
    """Return the places without keys that are in no document: news uses a dozen of the 43
    characters read *bình*, and the pairs to ask for are the product of two places."""
    written = reader.known(fields.BODY, {key for place in places for key in place})
    return [{key: found for key, found in place.items() if key in written} for place in places]


def _best(left: Alternatives, right: Alternatives) -> list[tuple[str, str]]:
    """Return the pairs of the best weights, at most ``PAIRS_LIMIT``."""
    ranked = sorted(
        product(left.values(), right.values()),
        key=lambda pair: (max(pair[0].weight, pair[1].weight), pair[0].key, pair[1].key),
    )
    return [(first.key, second.key) for first, second in ranked[:PAIRS_LIMIT]]


def _join(pairs: Sequence[dict[tuple[str, str], int]]) -> dict[tuple[str, ...], int]:
    """Join pairs to whole sequences, each with the count of its rarest pair."""
    joint: dict[tuple[str, ...], int] = {(*pair,): count for pair, count in pairs[0].items()}
    for following in pairs[1:]:
        by_first: dict[str, list[tuple[str, int]]] = {}
        for (first, second), count in following.items():
            by_first.setdefault(first, []).append((second, count))
        joint = {
            (*path, second): min(most, count)
            for path, most in joint.items()
            for second, count in by_first.get(path[-1], ())
        }
    return joint


def _confirm_triples(
    reader: Reader, paths: dict[tuple[str, ...], int]
) -> dict[tuple[str, ...], int]:
    """Drop Han sequences of three for which triples are indexed but this triple is not."""
    triples = {joined(path): path for path in paths if is_han_triple(path)}
    known = reader.known(fields.PAIR, triples)
    confirmed = {triples[term]: count for term, count in known.items()}
    return {
        path: confirmed.get(path, most)
        for path, most in paths.items()
        if path in confirmed or not (is_han(path[0]) and is_han_triple(path))
    }
