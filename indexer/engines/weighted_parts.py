"""Leave out of an order by weights, and of its plan, what cannot change which hit comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.engines.protocol import Weighted
from indexer.plan import And, Everything, Nothing, Or, Plan


def telling(plan: Plan, order: Weighted) -> dict[Plan, int]:
    """Return the weight of each part that may match some documents of the plan and others not; the
    order by these is the same.

    A plan of all terms that is ordered by its terms and by what else counts has only the latter
    left, and what matches none of it needs no sums.
    """
    of_all = {Everything(), Nothing(), *_demanded(plan)}
    weights: dict[Plan, int] = {}
    for part, weight in order.parts:
        if part not in of_all:
            weights[part] = weights.get(part, 0) + weight
    return weights


def covering(plan: Plan, weights: Mapping[Plan, int]) -> tuple[Plan, ...]:
    """Return weighted parts of which every document of the plan matches one, if the plan is a
    choice among such; else none."""
    for part in _demanded(plan):
        if isinstance(part, Or) and weights.keys() >= {*part.parts}:
            return part.parts
    return ()


def limiting(plan: Plan, weights: Mapping[Plan, int]) -> list[Plan]:
    """Return plans that all together pick the documents of the plan from those that match any part
    (any that is ``covering``, if some are): the plan's own parts but for a choice that this is."""
    chosen = covering(plan, weights)
    return [
        part
        for part in _demanded(plan)
        if not isinstance(part, And | Everything)
        and not (isinstance(part, Or) and {*(chosen or weights)} <= {*part.parts})
    ]


def _demanded(plan: Plan) -> Iterator[Plan]:
    """Yield the parts that every document of the plan matches, itself among them."""
    left = [plan]
    while left:
        part = left.pop()
        yield part
        if isinstance(part, And):
            left += part.parts
