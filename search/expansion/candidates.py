"""From slots to what exists: sequences of keys whose neighbours all stand together somewhere.

Two neighbouring slots give tens to thousands of candidate pairs; the reader says which exist, in
one call each. What exists is joined to paths, at most ``PATHS_LIMIT``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from indexer import fields
from indexer.analysis.pairs import is_han_triple, joined
from indexer.engines.protocol import Reader
from search.expansion.alternatives import Alternative, Slot
from synonyms.spelling import is_han

PATHS_LIMIT: Final = 256
"""Most paths listed as forms: as many as DESIGN's prototype listed; the widest two-syllable query
of it (``thu ky``, 11,449 candidates) has fewer that exist."""

CANDIDATES_LIMIT: Final = 60_000
"""Most candidate pairs of two neighbouring slots that are probed: 30 ms at 0.5 µs each."""


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence of keys that exists, with an upper bound of its documents (any capitals)."""

    alternatives: tuple[Alternative, ...]
    most: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in order."""
        return tuple(part.key for part in self.alternatives)

    @property
    def weight(self) -> int:
        """The weight of the rarest reading on the way."""
        return max(part.weight for part in self.alternatives)


@dataclass(frozen=True, slots=True)
class Paths:
    """What exists, most frequent first; ``capped`` says that there was more."""

    found: tuple[Path, ...]
    capped: bool


def existing(reader: Reader, slots: Sequence[Slot]) -> Paths:
    """The paths through two slots or more that exist."""
    capped = False
    pairs: list[dict[tuple[str, str], int]] = []
    slots = _written(reader, slots)
    for left, right in pairwise(slots):
        if pairs:
            # Only what a pair before it leads to.
            reached = {second for _, second in pairs[-1]}
            left = {key: found for key, found in left.items() if key in reached}
        candidates = list(product(left, right))
        if len(candidates) > CANDIDATES_LIMIT:
            capped = True
            candidates = _best(left, right)
        terms = {joined(pair): pair for pair in candidates}
        known = reader.known(fields.PAIR, terms)
        pairs.append({terms[term]: count for term, count in known.items()})
        if not known:
            return Paths((), capped)
    keys = _join(pairs)
    if len(slots) == 3:
        keys = _confirm_triples(reader, keys)
    ranked = sorted(keys.items(), key=lambda item: (-item[1], item[0]))
    paths = tuple(
        Path(tuple(slot[key] for slot, key in zip(slots, path, strict=True)), most)
        for path, most in ranked[:PATHS_LIMIT]
    )
    return Paths(paths, capped or len(ranked) > PATHS_LIMIT)


def _written(reader: Reader, slots: Sequence[Slot]) -> list[Slot]:
    """The slots without the keys that stand nowhere at all: of 43 characters read *bình* news has
    written a dozen, and what is probed is the product of two slots."""
    written = reader.known(fields.BODY, {key for slot in slots for key in slot})
    return [{key: found for key, found in slot.items() if key in written} for slot in slots]


def _best(left: Slot, right: Slot) -> list[tuple[str, str]]:
    """The candidates of the best weights, as many as may be probed."""
    ranked = sorted(
        product(left.values(), right.values()),
        key=lambda pair: (max(pair[0].weight, pair[1].weight), pair[0].key, pair[1].key),
    )
    return [(first.key, second.key) for first, second in ranked[:CANDIDATES_LIMIT]]


def _join(pairs: Sequence[dict[tuple[str, str], int]]) -> dict[tuple[str, ...], int]:
    """Paths over the pairs; of each the count of its rarest pair."""
    paths: dict[tuple[str, ...], int] = {(*pair,): count for pair, count in pairs[0].items()}
    for following in pairs[1:]:
        by_first: dict[str, list[tuple[str, int]]] = {}
        for (first, second), count in following.items():
            by_first.setdefault(first, []).append((second, count))
        paths = {
            (*path, second): min(most, count)
            for path, most in paths.items()
            for second, count in by_first.get(path[-1], ())
        }
    return paths


def _confirm_triples(
    reader: Reader, paths: dict[tuple[str, ...], int]
) -> dict[tuple[str, ...], int]:
    """Han paths that the triple rule covers, only if the triple itself exists."""
    triples = {joined(path): path for path in paths if is_han_triple(path)}
    known = reader.known(fields.PAIR, triples)
    confirmed = {triples[term]: count for term, count in known.items()}
    return {
        path: confirmed.get(path, most)
        for path, most in paths.items()
        if path in confirmed or not (is_han(path[0]) and is_han_triple(path))
    }
