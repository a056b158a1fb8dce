"""Leave out those weights of an order that tell no documents of a plan apart."""

from __future__ import annotations

from indexer.engines.protocol import Weighted
from indexer.plan import And, Everything, Nothing, Plan


def telling(plan: Plan, order: Weighted) -> dict[Plan, int]:
    """Return the weight of each part that may match some documents of the plan and others not; the
    order by these is the same.

    A plan of all terms that is ordered by its terms and by what else counts has only the latter
    left, and what matches none of it needs no sums.
    """
    of_all = {Everything(), Nothing()} | _demanded(plan)
    weights: dict[Plan, int] = {}
    for part, weight in order.parts:
        if part not in of_all:
            weights[part] = weights.get(part, 0) + weight
    return weights


def _demanded(plan: Plan) -> set[Plan]:
    """Find the parts that every document of the plan matches, itself among them."""
    found: set[Plan] = set()
    left = [plan]
    while left:
        part = left.pop()
        found.add(part)
        if isinstance(part, And):
            left += part.parts
    return found
