"""Order hits by strata, the same on every engine, by counting and by pages ordered by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from indexer.engines.protocol import Hit
from indexer.plan import And, Everything, Not, Or, Plan


class ByDate(Protocol):
    """What an engine does for one stratum."""

    def count(self, plan: Plan) -> int:
        """Return documents of the plan, exactly."""

    def newest(self, plan: Plan, offset: int, limit: int) -> list[str]:
        """Return ids of one page, newest first."""


def stratum_plans(plan: Plan, strata: Sequence[Plan]) -> Iterator[Plan]:
    """Yield each stratum's own documents, those of none last."""
    before: list[Plan] = []
    for stratum in (*strata, Everything()):
        parts = [plan, stratum]
        if before:
            parts.append(Not(Or(tuple(before))))
        yield And(tuple(parts))
        before.append(stratum)


def strata_page(
    engine: ByDate, plan: Plan, strata: Sequence[Plan], offset: int, limit: int
) -> list[Hit]:
    """Return one page of the documents of ``plan``, all of which exist, in the order of the strata.

    Strata before the page are only counted, those behind it are never asked.
    """
    hits: list[Hit] = []
    for number, own in enumerate(stratum_plans(plan, strata)):
        if len(hits) >= limit:
            break
        page = engine.newest(own, offset, limit - len(hits))
        hits += [Hit(doc_id, number) for doc_id in page]
        # A page that begins in this stratum goes on at the start of the next one.
        offset = 0 if page or not offset else offset - engine.count(own)
    return hits
