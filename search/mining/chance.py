"""What chance gives: how likely two names stand at so many same days without being one.

Days of news come in runs, so days are thinned to *occasions* further apart than the days that
still count as shared. Each occasion of one name is a draw of a document that names people; it hits
if the other name stands within those days. The number of hits is then binomial. It is asked in both
directions, and the answer that speaks less for the pair is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import exp, lgamma, log, log1p
from typing import Final

_LN10: Final = log(10)


class Calendar:
    """The documents of each day, asked how many of them lie near some days."""

    def __init__(self, documents: Mapping[int, int]) -> None:
        self._days = sorted(documents)
        self._sums = [0, *accumulate(documents[day] for day in self._days)]

    def share_near(self, days: Sequence[int], within: int) -> float:
        """The share of documents at most ``within`` days from one of these (sorted) days."""
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
    """Those of the days that have one of the others (sorted) at most ``within`` days away."""
    found = []
    for day in days:
        at = bisect_left(others, day - within)
        if at < len(others) and others[at] <= day + within:
            found.append(day)
    return found


def occasions(days: Iterable[int], within: int) -> list[int]:
    """Sorted days thinned, from the first on, to such that are more than ``within`` apart."""
    kept: list[int] = []
    for day in days:
        if not kept or day - kept[-1] > within:
            kept.append(day)
    return kept


def log10_tail(draws: int, hits: int, chance: float) -> float:
    """log10 of the probability of at least so many hits."""
    if hits <= 0 or chance >= 1.0:
        return 0.0
    if chance <= 0.0:
        # A name is at least at its own day; nothing is impossible.
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
