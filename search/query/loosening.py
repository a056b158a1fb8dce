"""Whether a query that found nothing may be searched again with finer terms."""

from __future__ import annotations

from indexer.engines.protocol import Reader
from indexer.near import without_near
from search.query.planner import PlannedQuery


def may_loosen(planned: PlannedQuery) -> bool:
    """Tell whether a query has a term that could be finer. One name in forms that exist has not."""
    if planned.name is not None and planned.name.forms:
        return False
    return any(len(one.term.keys) > 1 and not one.term.exact for one in planned.terms)


def has_same_terms(one: PlannedQuery, other: PlannedQuery) -> bool:
    """Tell whether two plans are of the same terms."""
    return [selected.term for selected in one.terms] == [selected.term for selected in other.terms]


def finds_nothing(reader: Reader, planned: PlannedQuery) -> bool:
    """Tell whether no document is found, whatever the filters; ``near`` counts as a mere AND."""
    return may_loosen(planned) and reader.count(without_near(planned.plan)) == 0
