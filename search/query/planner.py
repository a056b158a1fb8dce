"""Selected terms to the plan that the index runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from indexer import fields
from indexer.plan import AnyOf, Everything, Near, Not, Or, Phrase, Plan, Prefix, Range, all_of
from search.expansion.selection import SelectedTerm
from search.names.facet_values import documents_of
from search.query.context import QueryContext
from search.query.grammar import All, Dates, Either, Nearby, Without
from search.query.term_tree import BeginningKeys, FieldValue, Leaf, SegmentedQuery, Terms, TermTree
from search.request import EXCLUDES
from search.terms.query_term import QueryTerm


class PlannedQuery(Struct, frozen=True):
    """The plan of a query, and its terms for showing and highlighting.

    ``terms`` are those that are not excluded, in order; ``beginnings`` are beginnings of keys.
    ``optional`` are the terms of plain words that need not all be in a document for it to follow
    those that have all; ``required`` is all else that is asked of it. ``left_out`` counts the
    tokens that were too many, ``little`` are the little words that were not searched.
    """

    plan: Plan
    terms: tuple[SelectedTerm, ...] = ()
    beginnings: tuple[str, ...] = ()
    optional: tuple[SelectedTerm, ...] = ()
    required: tuple[Plan, ...] = ()
    left_out: int = 0
    little: tuple[str, ...] = ()

    @property
    def name(self) -> SelectedTerm | None:
        """The term that is the whole query, if it is one term with forms."""
        only = len(self.terms) == 1 and not self.beginnings
        return self.terms[0] if only and not self.terms[0].is_phrase else None

    @property
    def markable(self) -> bool:
        """Whether anything of the query can be highlighted in a text."""
        return bool(self.terms or self.beginnings)


EVERYTHING = PlannedQuery(Everything())
"""The plan of an empty query."""


def plan_query(
    segmented: SegmentedQuery, selected: Mapping[QueryTerm, SelectedTerm]
) -> PlannedQuery:
    """Plan a segmented query whose terms are selected."""
    walk = _Planner(selected)
    plan = walk.plan(segmented.tree)
    optional, required = _parts(segmented.tree, selected)
    return PlannedQuery(
        plan,
        tuple(walk.terms),
        tuple(walk.beginnings),
        optional,
        required,
        segmented.left_out,
        segmented.little,
    )


def _parts(
    tree: TermTree, selected: Mapping[QueryTerm, SelectedTerm]
) -> tuple[tuple[SelectedTerm, ...], tuple[Plan, ...]]:
    """Return the terms of plain words that a query asks for, and the plans of all else in it. What
    is quoted, excluded, of a field or between operators is never optional."""
    optional: list[SelectedTerm] = []
    required: list[Plan] = []
    for node in tree.nodes if isinstance(tree, All) else (tree,):
        if isinstance(node, Terms) and not node.strict:
            optional += [selected[term] for term in node.terms]
        else:
            required.append(_Planner(selected).plan(node))
    return tuple(optional), tuple(required)


class _Planner:
    """One walk over a tree of terms; it collects the terms that are not excluded."""

    def __init__(self, selected: Mapping[QueryTerm, SelectedTerm]) -> None:
        self._selected = selected
        self.terms: list[SelectedTerm] = []
        self.beginnings: list[str] = []

    def plan(self, tree: TermTree) -> Plan:
        match tree:
            case All(nodes):
                return all_of(list(map(self.plan, nodes)))
            case Either(nodes):
                return Or(tuple(map(self.plan, nodes)))
            case Nearby(left, right, within):
                return Near(self._phrases(left), self._phrases(right), within)
            case Without(inner):
                return self._excluded(inner)
            case _:
                return self._leaf(tree)

    def _leaf(self, leaf: Leaf) -> Plan:
        match leaf:
            case Terms(terms, name):
                return self._all(terms, name)
            case BeginningKeys(keys):
                self.beginnings.append(keys[-1])
                before = [AnyOf(fields.BODY, (key,)) for key in keys[:-1]]
                return all_of([*before, Prefix(fields.BODY, keys[-1])])
            case FieldValue(_, plan):
                return plan
            case Dates(since, until):
                return date_range(since, until)

    def _excluded(self, tree: TermTree) -> Plan:
        match tree:
            case Terms((first, *others), fields.PAIR, _):
                # Of plain words only the first term: ``-Lưu Ninh cửa khẩu`` searches *cửa khẩu*.
                excluded = Not(self._selected[first].negative())
                return all_of([excluded, self._all(others)]) if others else excluded
            case _:
                return Not(_Planner(self._selected).plan(tree))

    def _all(self, terms: Sequence[QueryTerm], name: str = fields.PAIR) -> Plan:
        selected = [self._selected[term] for term in terms]
        self.terms += selected
        return all_of([one.plan(name) for one in selected])

    def _phrases(self, side: Terms) -> tuple[Phrase, ...]:
        selected = self._selected[side.terms[0]]
        self.terms.append(selected)
        return selected.phrases()


def date_range(since: str, until: str) -> Plan:
    """Return the plan for documents with a date in a range, both ends included.

    ``2023`` as an end is the whole year. Documents without a date are not in any range.
    """
    low = since.replace("-", "").ljust(8, "0") if since else "00000001"
    high = until.replace("-", "").ljust(8, "9") if until else None
    return Range(fields.DATE, low, high)


def filters_of(context: QueryContext) -> Mapping[str, Plan]:
    """Return the filters of a request, one plan a field; what is excluded of a field is a filter of
    its own, which that facet obeys too."""
    request = context.request
    filters = {
        name: documents_of(name, values, context.names) for name, values in request.filters.items()
    }
    for name, values in request.excluded.items():
        filters[EXCLUDES + name] = Not(documents_of(name, values, context.names))
    if request.since or request.until:
        filters[fields.DATE] = date_range(request.since, request.until)
    return filters
