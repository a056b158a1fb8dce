"""How sure a measured F1 is: the interval that other documents of the same kind would give.

Documents are drawn again with replacement, as many as there are, and F1 is counted anew: names of
one document are alike, so single names would make the interval too narrow.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

DRAWS: Final = 1_000

SHARE: Final = 0.95
"""Of the draws that lie within an interval."""


class Counts(NamedTuple):
    """What one document adds: how many were found and right, how many found, how many labelled."""

    right: int
    found: int
    wanted: int


def f1(counts: Collection[Counts]) -> float | None:
    """Return F1 over these documents; None where nothing is labelled or found."""
    right, found, wanted = (sum(one) for one in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return 2 * right / (found + wanted) if found + wanted else None


def interval(counts: Sequence[Counts]) -> tuple[float, float] | None:
    """Return the bounds within which F1 lies in 95 of 100 draws, the same each time; None where
    nothing is labelled or found."""
    if f1(counts) is None:
        return None
    chance = random.Random(0)
    draws = (f1(chance.choices(counts, k=len(counts))) for _ in range(DRAWS))
    drawn = sorted(one for one in draws if one is not None)
    outside = round((1 - SHARE) / 2 * len(drawn))
    return drawn[outside], drawn[-1 - outside]


def shown(counts: Sequence[Counts]) -> str:
    """Write the interval of F1 as a cell of a table."""
    found = interval(counts)
    return f"{found[0]:.3f}–{found[1]:.3f}" if found else "–"
