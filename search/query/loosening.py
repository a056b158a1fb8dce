"""Whether a query that found nothing may be searched again with finer terms."""

from __future__ import annotations

from indexer.engines.protocol import Reader
from indexer.plan import And, Everything, Near, Not, Or, Plan
from search.query.planner import PlannedQuery


def may_loosen(planned: PlannedQuery) -> bool:
    """Whether a query has a term that could be finer. One name in forms that exist has not."""
    if planned.name is not None and planned.name.forms:
        return False
    return any(len(one.term.keys) > 1 and not one.term.exact for one in planned.terms)


def has_same_terms(one: PlannedQuery, other: PlannedQuery) -> bool:
    """Whether two plans are of the same terms."""
    return [selected.term for selected in one.terms] == [selected.term for selected in other.terms]


def finds_nothing(reader: Reader, planned: PlannedQuery) -> bool:
    """Whether no document is found, whatever the filters; ``near`` counts as a mere AND."""
    return may_loosen(planned) and reader.count(_without_near(planned.plan)) == 0


def _without_near(plan: Plan) -> Plan:
    match plan:
        case Near(left, right):
            return And((Or(left), Or(right)))
        case And(parts):
            return And(tuple(map(_without_near, parts)))
        case Or(parts):
            return Or(tuple(map(_without_near, parts)))
        case Not(Near()):
            return Everything()
        case Not(part):
            return Not(_without_near(part))
        case _:
            return plan
