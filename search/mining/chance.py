"""Compute how likely two names of different people would share so many days by chance.

News about a person comes on several days in a row, so days are thinned to *occasions* that lie
further apart than the days that still count as shared. Each occasion of one name is a random draw
of a document that names people; it is a hit if the other name stands within those days. The number
of hits then has a binomial distribution. It is computed in both directions, and the result that
supports the pair less is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import exp, lgamma, log, log1p
from typing import Final

_LN10: Final = log(10)


class Calendar:
    """The number of documents of each day."""

    def __init__(self, documents: Mapping[int, int]) -> None:
        self._days = sorted(documents)
        self._sums = [0, *accumulate(documents[day] for day in self._days)]

    def share_near(self, days: Sequence[int], within: int) -> float:
        """Return the share of documents at most ``within`` days from one of these (sorted) days."""
        total = self._sums[-1]
        if not total:
            return 0.0
        near, reached = 0, 0
        for day in days:
            first = max(bisect_left(self._days, day - within), reached)
            last = bisect_right(self._days, day + within)
            if last > first:
                near += self._sums[last] - self._sums[first]
                reached = last
        return near / total


def near_days(days: Iterable[int], others: Sequence[int], within: int) -> list[int]:
    """Return the days that have one of the others (sorted) at most ``within`` days away."""
    found = []
    for day in days:
        at = bisect_left(others, day - within)
        if at < len(others) and others[at] <= day + within:
            found.append(day)
    return found


def occasions(days: Iterable[int], within: int) -> list[int]:
    """Keep of sorted days, from the first on, those more than ``within`` after the last kept."""
    kept: list[int] = []
    for day in days:
        if not kept or day - kept[-1] > within:
            kept.append(day)
    return kept


def log10_tail(draws: int, hits: int, chance: float) -> float:
    """Return log10 of the binomial probability of at least ``hits`` in ``draws``."""
    if hits <= 0 or chance >= 1.0:
        return 0.0
    if chance <= 0.0:
        # A name stands at its own day at least: no probability is zero.
        chance = 1.0 / (draws + 1)
    logs = [
        lgamma(draws + 1)
        - lgamma(k + 1)
        - lgamma(draws - k + 1)
        + k * log(chance)
        + (draws - k) * log1p(-chance)
        for k in range(hits, draws + 1)
    ]
    top = max(logs)
    return min(0.0, (top + log(sum(exp(one - top) for one in logs))) / _LN10)
