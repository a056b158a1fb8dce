"""The path of a query, from what was typed to what is shown.

Each step is a function of what the steps before it gave; none calls a later one.

1. parse    search/query/grammar.py         text → tree of words and operators
2. segment  search/query/term_tree.py       words → query terms (segmentation.py divides them)
3. link     search/expansion/linking.py     term → the other names of the entities it names
4. expand   search/expansion/expander.py    term → all forms of it that exist, counted
5. select   search/expansion/selection.py   forms → those that are searched now
6. plan     search/query/planner.py         terms → the plan that the index runs
7. execute  search/answer/executor.py       plan → hits, facets and counts, in one run
8. present  search/answer/presenter.py      → results with highlighting, suggestions and notices

Steps 3 to 5 are done for each term by ``TermExpander`` (search/expansion/term_expander.py), which
remembers its terms: segmentation asks it which divisions of a text exist, so the terms of step 2
are often selected already. If a query finds nothing, steps 2 to 7 are done once more with finer
terms (search/query/loosening.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from indexer.budget import OutOfTime
from indexer.engines.protocol import Hit
from indexer.near import holds_near, resolved
from search.answer.document_view import document_view
from search.answer.executor import ExecutedQuery, execute, order_of
from search.answer.models import DocumentView, Results
from search.answer.presenter import present
from search.query.context import QueryContext
from search.query.grammar import Node, parse
from search.query.loosening import finds_nothing, has_same_terms
from search.query.planner import EVERYTHING, PlannedQuery, filters_of, plan_query
from search.query.term_tree import segment, terms_in
from search.request_errors import NotThere


def answer(context: QueryContext) -> Results:
    """Return the answer to a request. Raises ``BadRequest``."""
    return present(context, _executed(context), partial(documents_found, context))


def plan(context: QueryContext) -> PlannedQuery:
    """Return the plan of a request, with finer terms if it finds nothing; an empty query finds
    everything. Raises ``BadRequest``."""
    if not context.request.query:
        return EVERYTHING
    tree = parse(context.request.query)
    return _that_finds(context, tree, _planned(context, tree))


def documents_found(context: QueryContext, query: str) -> int:
    """Return the documents that another query finds under the filters of the request. Raises
    ``BadRequest`` and ``OutOfTime``."""
    request = context.request.but(query=query, off=frozenset(), on=frozenset(), reading="")
    asked = QueryContext(context.reader, context.names, request, context.budget)
    exact, looked = resolved(asked.reader, plan(asked).plan, asked.budget)
    if looked.left_out:
        raise OutOfTime(context.budget.seconds)
    return asked.reader.count(exact, filters_of(request))


def every_id(context: QueryContext) -> Iterator[Hit]:
    """Return every hit of a request in ranked order. Raises ``BadRequest`` and ``OutOfTime``."""
    planned = plan(context)
    exact, looked = resolved(context.reader, planned.plan, context.budget)
    if looked.left_out:
        raise OutOfTime(context.budget.seconds)
    return context.reader.every(
        exact, filters=filters_of(context.request), order=order_of(planned, context.request)
    )


def one_document(context: QueryContext, doc_id: str) -> DocumentView:
    """Return a document with the matches of a request marked. Raises ``NotThere``."""
    stored = context.reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    return document_view(context.names, plan(context), stored[doc_id])


def _planned(context: QueryContext, tree: Node, *, loose: bool = False) -> PlannedQuery:
    """Return the plan of a parsed query: segment → (link → expand → select) → plan."""
    segmented = segment(tree, context, loose=loose)
    selected = {term: context.expander.select(term) for term in terms_in(segmented.tree)}
    return plan_query(segmented, selected, loosened=loose)


def _that_finds(context: QueryContext, tree: Node, planned: PlannedQuery) -> PlannedQuery:
    """Return the plan, or if it finds nothing and the one with finer terms does, that one."""
    if not finds_nothing(context.reader, planned):
        return planned
    looser = _planned(context, tree, loose=True)
    if has_same_terms(planned, looser) or finds_nothing(context.reader, looser):
        return planned
    return looser


def _executed(context: QueryContext) -> ExecutedQuery:
    """Run the plan of a request, and only if it finds nothing the one with finer terms."""
    if not context.request.query:
        return execute(context, EVERYTHING)
    tree = parse(context.request.query)
    planned = _planned(context, tree)
    if holds_near(planned.plan):
        # To verify a near, documents are read; whether anything is there is counted before.
        return execute(context, _that_finds(context, tree, planned))
    executed = execute(context, planned)
    if executed.result.total or not finds_nothing(context.reader, planned):
        return executed
    looser = _planned(context, tree, loose=True)
    if has_same_terms(planned, looser):
        return executed
    executed_again = execute(context, looser)
    if executed_again.result.total or not finds_nothing(context.reader, looser):
        return executed_again
    return executed
