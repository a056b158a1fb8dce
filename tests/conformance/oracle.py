"""What the answer must be, found by looking at every document: slow, short, and of no engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer import fields
from indexer.engines.protocol import Found, Hit, Order, Record, Scored, Strata
from indexer.plan import (
    And,
    AnyOf,
    Everything,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    Range,
)


def terms_of(record: Record, field: str) -> list[str]:
    """The terms of a document's field in their order."""
    if field in fields.KEYWORDS:
        return [record.keywords[field]]
    return record.tokenised[field].split()


def holds(record: Record, plan: Plan) -> bool:
    """Whether the document is one of the plan's."""
    match plan:
        case Everything():
            return True
        case Nothing():
            return False
        case AnyOf(field, terms):
            return any(term in terms for term in terms_of(record, field))
        case Prefix(field, prefix):
            return any(term.startswith(prefix) for term in terms_of(record, field))
        case Phrase(slots):
            keys = terms_of(record, fields.BODY)
            return any(
                all(key in slot for key, slot in zip(keys[at:], slots, strict=False))
                for at in range(len(keys) - len(slots) + 1)
            )
        case Range(field, low, high):
            return any(
                (low is None or low <= term) and (high is None or term <= high)
                for term in terms_of(record, field)
            )
        case And(parts):
            return all(holds(record, part) for part in parts)
        case Or(parts):
            return any(holds(record, part) for part in parts)
        case Not(part):
            return not holds(record, part)
        case _:
            raise TypeError(f"no engine is given {plan}")


@dataclass(frozen=True)
class Oracle:
    """Answers as a reader does."""

    records: Sequence[Record]

    def run(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan] | None = None,
        offset: int = 0,
        limit: int = 10,
        order: Order | None = None,
        facets: Sequence[str] = (),
        counts: Mapping[str, Plan] | None = None,
    ) -> Found:
        """The answer; under ``Scored`` those with a score stand newest first too."""
        filters = filters or {}

        def within(asked: Plan, but: str = "") -> list[Record]:
            kept = [part for field, part in filters.items() if field != but]
            return [one for one in self.records if holds(one, And((asked, *kept)))]

        matching = within(plan)
        hits = sorted(matching, key=lambda one: (stratum(one, order), one.order))
        shown = [
            Hit(one.id, stratum(one, order) if isinstance(order, Strata) else 0) for one in hits
        ]
        return Found(
            total=len(matching),
            hits=tuple(shown[offset : offset + limit]),
            facets={name: _values(within(plan, but=name), name) for name in facets},
            counts={name: len(within(part)) for name, part in (counts or {}).items()},
        )


def stratum(record: Record, order: Order | None) -> int:
    """In which group of the order the document stands."""
    match order:
        case Strata(plans):
            plans = plans
        case Scored(plan):
            plans = (plan,)
        case _:
            return 0
    return next((at for at, part in enumerate(plans) if holds(record, part)), len(plans))


def _values(records: Sequence[Record], field: str) -> tuple[tuple[str, int], ...]:
    found = Counter(one.keywords[field] for one in records)
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))
