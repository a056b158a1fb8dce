"""Which sequences exist of all that a few keys may have been meant to be.

Neighbouring places are probed pair by pair, so that what no document has is dropped at once; of a
term one key may be wrong, of a long one two. Nothing is multiplied out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.engines.protocol import Reader

PROBES: Final = 12_000
"""Most pairs of two neighbouring places that are probed, cheapest slips first: 6 ms at 0.5 µs each
(the reader's ``known``)."""

SEQUENCES: Final = 4_000
"""Most sequences carried from one place to the next; not measured."""

Place = Mapping[str, float]
"""What one place may hold, with its cost; what was typed costs nothing."""


class Existing(NamedTuple):
    """A sequence that exists: its keys, the sum of its costs, a bound of its documents."""

    keys: tuple[str, ...]
    cost: float
    most: int


def existing(reader: Reader, places: Sequence[Place], most_cost: float) -> list[Existing]:
    """Return the sequences of at most this cost whose neighbouring pairs all exist, in any
    capitals."""
    written = reader.known(fields.BODY, {key for place in places for key in place})
    places = [{key: place[key] for key in place if key in written} for place in places]
    if not all(places):
        return []
    found = [Existing((key,), cost, written[key]) for key, cost in places[0].items()]
    for left, right in pairwise(places):
        reached = {one.keys[-1]: left[one.keys[-1]] for one in found}
        known = _pairs(reader, reached, right, most_cost)
        followers: dict[str, list[tuple[str, int]]] = {}
        for (first, second), count in known.items():
            followers.setdefault(first, []).append((second, count))
        longer = [
            Existing((*one.keys, second), one.cost + right[second], min(one.most, count))
            for one in found
            for second, count in followers.get(one.keys[-1], ())
            if one.cost + right[second] <= most_cost
        ]
        found = sorted(longer, key=lambda one: (one.cost, -one.most, one.keys))[:SEQUENCES]
    return found


def _pairs(
    reader: Reader, left: Place, right: Place, most_cost: float
) -> dict[tuple[str, str], int]:
    """Return the pairs that exist of two places, with a bound of their documents."""
    ordered = sorted(right.items(), key=lambda item: item[1])
    pairs = (
        (first, second)
        for first, cost in sorted(left.items(), key=lambda item: item[1])
        for second, more in ordered
        if cost + more <= most_cost
    )
    terms = {joined(pair): pair for pair in islice(pairs, PROBES)}
    return {terms[term]: count for term, count in reader.known(fields.PAIR, terms).items()}
