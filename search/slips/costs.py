"""What a slip costs: the less likely it is made, the more. Costs of a term are added up.

The unit is one ordinary slip. Only the order matters much: of two spellings as frequent, the
cheaper is offered. Not fitted: measured is what they give together (docs/slips.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

Slips: TypeAlias = Mapping[str, float]
"""What one typed key may have been meant to be, with its cost; never the key itself."""

KEYSTROKES: Final = 0.3
"""Keystrokes of Telex or VNI: hardly ever typed by chance."""

IMPOSSIBLE: Final = 0.7
"""An edit of letters that make no possible syllable: something is wrong for certain."""

TONE: Final = 0.8
CONFUSION: Final = 1.0
"""A rule of what sounds or looks alike."""

LETTER: Final = 1.2
"""A letter that is missing, too many or swapped, where what was typed is possible too."""

FAR: Final = 1.6
"""Two slips of the usual kinds in one word."""


def cheapest(*rows: Iterable[tuple[str, float]], but: str) -> dict[str, float]:
    """Return each spelling with its least cost, without what was typed."""
    found: dict[str, float] = {}
    for row in rows:
        for key, cost in row:
            if key != but and cost < found.get(key, float("inf")):
                found[key] = cost
    return found
