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
are often selected already.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from msgspec.structs import replace

from indexer.budget import OutOfTime
from indexer.engines.protocol import Hit, ReadRequest
from indexer.near import resolved
from search.answer.document_view import document_view
from search.answer.executor import execute
from search.answer.models import DocumentView, Results
from search.answer.presenter import present
from search.answer.ranking import ranking_of
from search.answer.shown_list import RankedListing
from search.query.context import QueryContext
from search.query.grammar import Node, parse
from search.query.planner import EVERYTHING, PlannedQuery, filters_of, plan_query
from search.query.term_tree import segment, terms_in
from search.request_errors import NotThere
from search.stories.stories import Stories

OTHERS: Final = 100
"""Documents with only a part of what was asked that follow all hits where every id is asked for."""


def answer(context: QueryContext) -> Results:
    """Return the answer to a request. Raises ``BadRequest``."""
    executed = execute(context, plan(context))
    return present(context, executed, partial(documents_found, context))


def plan(context: QueryContext) -> PlannedQuery:
    """Return the plan of a request; an empty query finds everything. Raises ``BadRequest``."""
    if not context.request.query:
        return EVERYTHING
    return _planned(context, parse(context.request.query))


def documents_found(context: QueryContext, query: str) -> int:
    """Return the documents that another query finds under the filters of the request, without the
    choices that belong to its own query. Raises ``BadRequest`` and ``OutOfTime``."""
    usual: frozenset[str] = frozenset()
    request = context.request.but(query=query, off=usual, on=usual, reading="", pair=False)
    asked = QueryContext(context.reader, context.names, request, context.budget)
    exact, looked = resolved(asked.reader, plan(asked).plan, asked.budget)
    if looked.left_out:
        raise OutOfTime(context.budget.seconds)
    return asked.reader.count(exact, filters_of(asked))


def every_id(context: QueryContext) -> Iterator[Hit]:
    """Return every hit of a request in ranked order, and the first ``OTHERS`` of the documents that
    have only a part of what was asked. Raises ``BadRequest`` and ``OutOfTime``."""
    return ranked_listing(context).every(OTHERS)


def ranked_listing(context: QueryContext) -> RankedListing:
    """Return the list that a request ranks. Raises ``BadRequest`` and ``OutOfTime``."""
    planned = plan(context)
    exact, looked = resolved(context.reader, planned.plan, context.budget)
    if looked.left_out:
        raise OutOfTime(context.budget.seconds)
    ranking = ranking_of(context, planned)
    filters = filters_of(context)
    asked = ReadRequest(exact, filters=filters, order=ranking.order, others=ranking.others)
    return RankedListing(context.reader, asked)


def one_document(context: QueryContext, doc_id: str) -> DocumentView:
    """Return a document with the matches of a request marked. Raises ``NotThere``."""
    stored = context.reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    view = document_view(context.names, plan(context), stored[doc_id])
    stories = Stories(context.reader, context.budget)
    return replace(view, copies=tuple(stories.copies(doc_id)))


def _planned(context: QueryContext, tree: Node) -> PlannedQuery:
    """Return the plan of a parsed query: segment → (link → expand → select) → plan."""
    segmented = segment(tree, context)
    selected = {term: context.expander.select(term) for term in terms_in(segmented.tree)}
    return plan_query(segmented, selected)
