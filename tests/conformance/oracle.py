"""What every engine must answer, found by looking at each document: slow, and plain to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer import fields
from indexer.engines.protocol import Found, Hit, Newest, Record, Strata
from indexer.plan import (
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    Range,
)


@dataclass(frozen=True)
class Seen:
    """A document as the oracle looks at it."""

    id: str
    order: str
    keys: list[str]
    terms: Mapping[str, frozenset[str]]


def seen(record: Record) -> Seen:
    """The terms of each field, and the keys of the body in order."""
    tokenised = {name: frozenset(text.split()) for name, text in record.tokenised.items()}
    keywords = {name: frozenset((value,)) for name, value in record.keywords.items()}
    keys = record.tokenised[fields.BODY].split()
    return Seen(record.id, record.order, keys, tokenised | keywords)


def holds(one: Seen, plan: Plan) -> bool:
    """Whether the document is of the plan."""
    match plan:
        case Everything():
            return True
        case Nothing():
            return False
        case AnyOf(field, terms):
            return not one.terms[field].isdisjoint(terms)
        case Prefix(field, prefix):
            return any(term.startswith(prefix) for term in one.terms[field])
        case Phrase(slots):
            return any(
                all(one.keys[at + step] in slot for step, slot in enumerate(slots))
                for at in range(len(one.keys) - len(slots) + 1)
            )
        case Range(field, low, high):
            return any(
                (low is None or low <= term) and (high is None or term <= high)
                for term in one.terms[field]
            )
        case And(parts):
            return all(holds(one, part) for part in parts)
        case Or(parts):
            return any(holds(one, part) for part in parts)
        case Not(part):
            return not holds(one, part)
        case Near():
            raise TypeError("no engine sees it")


class Oracle:
    """All documents, newest first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._all = sorted(map(seen, records), key=lambda one: one.order)

    def matching(self, plan: Plan, filters: Mapping[str, Plan]) -> list[Seen]:
        """Documents of the plan and of all filters, newest first."""
        return [
            one
            for one in self._all
            if holds(one, plan) and all(holds(one, part) for part in filters.values())
        ]

    def hits(
        self, plan: Plan, filters: Mapping[str, Plan], order: Newest | Strata | None
    ) -> list[Hit]:
        """All hits in order."""
        found = self.matching(plan, filters)
        strata = order.plans if isinstance(order, Strata) else ()
        numbered = [
            Hit(
                one.id,
                next((at for at, own in enumerate(strata) if holds(one, own)), len(strata)),
            )
            for one in found
        ]
        return sorted(numbered, key=lambda hit: hit.stratum)

    def run(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan],
        offset: int,
        limit: int,
        order: Newest | Strata | None,
        facets: Sequence[str],
        counts: Mapping[str, Plan],
    ) -> Found:
        """What ``Reader.run`` must answer."""
        hits = self.hits(plan, filters, order)
        return Found(
            total=len(hits),
            hits=tuple(hits[offset : offset + limit]),
            facets={name: self._facet(plan, filters, name) for name in facets},
            counts={name: len(self.matching(part, filters)) for name, part in counts.items()},
        )

    def _facet(
        self, plan: Plan, filters: Mapping[str, Plan], name: str
    ) -> tuple[tuple[str, int], ...]:
        others = {field: part for field, part in filters.items() if field != name}
        counted = Counter(value for one in self.matching(plan, others) for value in one.terms[name])
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
