"""What every engine must answer, found by looking at each document: slow, and plain to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import (
    DatedValue,
    Hit,
    Order,
    ReadRequest,
    ReadResult,
    Record,
    Strata,
    Weighted,
)
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
    entities = {name: frozenset(values) for name, values in record.entities.items()}
    keys = record.tokenised[fields.BODY].split()
    multiple = {
        fields.MENTIONS: frozenset(record.mentions),
        fields.BANDS: frozenset(record.bands),
    }
    return Seen(record.id, record.order, keys, tokenised | keywords | entities | multiple)


Test = Callable[[Seen], bool]


def holds(plan: Plan) -> Test:
    """Return what tells whether a document is of the plan."""
    match plan:
        case And(parts):
            tests = [holds(part) for part in parts]
            return lambda one: all(test(one) for test in tests)
        case Or(parts):
            tests = [holds(part) for part in parts]
            return lambda one: any(test(one) for test in tests)
        case Not(part):
            inner = holds(part)
            return lambda one: not inner(one)
        case _:
            return of_terms(plan)


def of_terms(plan: Plan) -> Test:
    """The same of a plan that has no parts."""
    match plan:
        case Everything():
            return lambda one: True
        case Nothing():
            return lambda one: False
        case AnyOf(field, terms):
            wanted = frozenset(terms)
            return lambda one: not one.terms[field].isdisjoint(wanted)
        case Prefix(field, prefix):
            return lambda one: any(term.startswith(prefix) for term in one.terms[field])
        case Phrase(slots):
            sets = [frozenset(slot) for slot in slots]
            return lambda one: any(
                all(one.keys[at + step] in slot for step, slot in enumerate(sets))
                for at in range(len(one.keys) - len(sets) + 1)
            )
        case Range(field, low, high):
            return lambda one: any(
                (low is None or low <= term) and (high is None or term <= high)
                for term in one.terms[field]
            )
        case _:
            raise TypeError(f"no engine sees {plan}")


class Oracle:
    """All documents, newest first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._all = sorted(map(seen, records), key=lambda one: one.order)

    def matching(self, plan: Plan, filters: Mapping[str, Plan]) -> list[Seen]:
        """Documents of the plan and of all filters, newest first."""
        test = holds(And((plan, *filters.values())))
        return [one for one in self._all if test(one)]

    def hits(self, plan: Plan, filters: Mapping[str, Plan], order: Order) -> list[Hit]:
        """All hits in order."""
        found = self.matching(plan, filters)
        if isinstance(order, Weighted):
            tests = [(holds(part), weight) for part, weight in order.parts]
            found.sort(key=lambda one: -sum(weight for test, weight in tests if test(one)))
        strata = [holds(own) for own in order.plans] if isinstance(order, Strata) else []
        numbered = [
            Hit(
                one.id,
                next((at for at, own in enumerate(strata) if own(one)), len(strata)),
            )
            for one in found
        ]
        return sorted(numbered, key=lambda hit: hit.stratum)

    def every(
        self,
        plan: Plan,
        filters: Mapping[str, Plan],
        order: Order,
        others: Plan | None = None,
        most: int | None = None,
    ) -> list[Hit]:
        """All hits, and the others behind them."""
        hits = self.hits(plan, filters, order)
        ids = {hit.id for hit in hits}
        loose = [] if others is None else self.hits(others, filters, order)
        beyond = [replace(hit, beyond=True) for hit in loose if hit.id not in ids]
        return hits + beyond[:most]

    def run(self, request: ReadRequest) -> ReadResult:
        """What ``Reader.run`` must answer."""
        plan, filters = request.plan, request.filters
        whole = self.every(plan, filters, request.order, request.others)
        total = sum(not hit.beyond for hit in whole)
        paged = whole[: total + request.others_limit]
        return ReadResult(
            total=total,
            hits=tuple(paged[request.offset : request.offset + request.limit]),
            facets={name: self._facet(plan, filters, name) for name in request.facets},
            split={
                name: self._split(plan, filters, name, other)
                for name, other in request.split.items()
                if name in request.facets
            },
            counts={
                name: len(self.matching(part, filters)) for name, part in request.counts.items()
            },
            others_total=len(whole) - total,
        )

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """What ``Reader.dated_values`` must answer."""
        dates: dict[str, list[str]] = {}
        for one in self.matching(plan, {}):
            for value in one.terms[field]:
                if value.startswith(prefix):
                    dates.setdefault(value, []).extend(one.terms[fields.DATE])
        return tuple(
            DatedValue(value, len(found), min(found), max(found))
            for value, found in sorted(dates.items())
        )

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """What ``Reader.values`` must answer."""
        dated = self.dated_values(Everything(), field, prefix)
        return tuple((one.value, one.documents) for one in dated)

    def _facet(
        self, plan: Plan, filters: Mapping[str, Plan], name: str
    ) -> tuple[tuple[str, int], ...]:
        return counted(self._under_others(plan, filters, name), name)

    def _split(
        self, plan: Plan, filters: Mapping[str, Plan], name: str, other: str
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        found = self._under_others(plan, filters, name)
        return {
            value: counted([one for one in found if value in one.terms[name]], other)
            for value, _ in counted(found, name)
        }

    def _under_others(self, plan: Plan, filters: Mapping[str, Plan], name: str) -> list[Seen]:
        return self.matching(plan, {key: part for key, part in filters.items() if key != name})


def counted(found: Sequence[Seen], name: str) -> tuple[tuple[str, int], ...]:
    """The values of a field in documents, most first."""
    values = Counter(value for one in found for value in one.terms[name])
    return tuple(sorted(values.items(), key=lambda item: (-item[1], item[0])))
