"""Where the hits of a plan end and the others begin, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from indexer.engines.protocol import Hit
from indexer.plan import And, Not, Plan


def beyond(plan: Plan, others: Plan) -> Plan:
    """Return the documents of ``others`` that are not of ``plan``."""
    return And((others, Not(plan)))


def parted(total: int, others: int, offset: int, limit: int) -> tuple[range, range]:
    """Part a page at the border: its places among the ``total`` hits of the plan, and its places
    among so many ``others``, both from 0; either may be empty."""
    end = offset + limit
    return (
        range(min(offset, total), min(end, total)),
        range(max(offset - total, 0), max(min(end - total, others), 0)),
    )


def marked(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits, said to be others."""
    return (replace(hit, beyond=True) for hit in hits)
