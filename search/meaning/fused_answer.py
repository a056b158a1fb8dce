"""Answer a request by words and by meaning: two ranked lists, fused into one.

The words are asked as they are without meaning (search/query_pipeline.py); totals and facets stay
theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import Hit
from indexer.plan import And, AnyOf
from search import query_pipeline
from search.answer.hit_rows import hit_rows
from search.answer.models import Notice, Results
from search.answer.shown_list import RankedListing, asked_hits, shown_page
from search.meaning.fusion import FoundBy, FusedHit, fused
from search.meaning.meaning_lists import MeaningLists
from search.query.context import QueryContext
from search.query.grammar import All, Node, Quoted, Words, parse
from search.query.planner import filters_of
from search.request import NEWEST

LEXICAL: Final = 1_000
"""Hits by words that are fused: those after them stand after all that meaning finds."""


def answer(context: QueryContext, lists: MeaningLists) -> Results:
    """Return the answer to a request by words and by meaning. Raises ``BadRequest``."""
    text, notices = _text_of(context)
    if not text:
        results = query_pipeline.answer(context)
        return replace(results, notices=(*results.notices, *notices))
    request = context.request
    # One context for all that is asked of the words: it remembers what was expanded.
    bare = context.with_request(replace(request, offset=0, limit=0))
    head, tail = _fused(bare, lists, text)
    results = query_pipeline.answer(bare)
    results = replace(
        results,
        request=request,
        others_listed=min(results.others_total, query_pipeline.OTHERS),
        by_meaning=sum(one.found_by == "meaning" for one in head),
    )
    listing = FusedListing(head, tail, query_pipeline.ranked_listing(bare))
    first = listing.page(request.offset, asked_hits(request))
    page = shown_page(bare, listing, request, first, results.listed)
    rows = hit_rows(bare, query_pipeline.plan(bare), page)
    hits = (replace(row, found_by=listing.found_by(row.id)) for row in rows)
    notices = () if page.complete else (Notice("folding_unfinished"),)
    return replace(
        results,
        hits=tuple(hits),
        following=page.following,
        previous=page.previous,
        notices=(*results.notices, *notices),
    )


def every_id(context: QueryContext, lists: MeaningLists) -> Iterator[Hit]:
    """Yield every hit of a request in the order of ``answer``. Raises ``BadRequest``."""
    text, _ = _text_of(context)
    if not text:
        yield from query_pipeline.every_id(context)
        return
    yield from (Hit(one.id) for one in _joined(*_fused(context, lists, text)))


def fused_listing(context: QueryContext, lists: MeaningLists) -> FusedListing | None:
    """Return the list that ``answer`` shows pages of; None where there is no text to ask by meaning
    with, and the list is that of the words. Raises ``BadRequest`` and ``OutOfTime``."""
    text, _ = _text_of(context)
    if not text:
        return None
    return FusedListing(*_fused(context, lists, text), query_pipeline.ranked_listing(context))


def _text_of(context: QueryContext) -> tuple[str, tuple[Notice, ...]]:
    """Return the text whose meaning is asked for; where there is none though something is asked,
    the notice that says why."""
    request = context.request
    if not request.query:
        return "", ()
    if request.sorting == NEWEST:
        # Every document is somewhat near: the newest of them all would stand first.
        return "", (Notice("meaning_newest"),)
    words = _words_of(parse(request.query))
    return ("", (Notice("meaning_operators"),)) if words is None else (" ".join(words), ())


def _words_of(tree: Node) -> list[str] | None:
    """Return the words of a query; None where it has operators, which no vector obeys."""
    match tree:
        case Words(text) | Quoted(text):
            return [text]
        case All(nodes):
            parts = [_words_of(node) for node in nodes]
            return None if None in parts else [word for part in parts for word in part or ()]
        case _:
            return None


def _fused(
    context: QueryContext, lists: MeaningLists, text: str
) -> tuple[list[FusedHit], Iterator[Hit]]:
    """Return the fused list, and what follows it: further hits by words."""
    near = lists.documents(text, context.reader, filters_of(context))
    every = query_pipeline.every_id(context)
    lexical = [hit.id for hit in islice(every, LEXICAL)]
    if len(lexical) == LEXICAL:
        # Some may be hits by words that stand further down.
        lexical += _also_by_words(context, set(near) - set(lexical))
    return fused(lexical, near), every


def _also_by_words(context: QueryContext, ids: set[str]) -> list[str]:
    plan = query_pipeline.plan(context).plan
    here = AnyOf(fields.ID, tuple(sorted(ids)))
    return [hit.id for hit in context.reader.every(And((plan, here)))]


class FusedListing:
    """The fused list and what follows it, read as far as was asked."""

    def __init__(self, head: list[FusedHit], tail: Iterator[Hit], words: RankedListing) -> None:
        self._found_by = {one.id: one.found_by for one in head}
        self._rest = _joined(head, tail)
        self._read: list[Hit] = []
        self._words = words

    def page(self, offset: int, limit: int) -> Sequence[Hit]:
        """The hits of these places."""
        missing = offset + limit - len(self._read)
        self._read += (Hit(one.id) for one in islice(self._rest, max(missing, 0)))
        return self._read[offset : offset + limit]

    def every(self) -> Iterator[Hit]:
        """All hits that were not read yet, in order; they are not kept."""
        return (Hit(one.id) for one in self._rest)

    def among(self, ids: Collection[str]) -> Sequence[str]:
        """Those of these documents that are in the list, in its order."""
        first = [doc_id for doc_id in self._found_by if doc_id in ids]
        rest = [doc_id for doc_id in ids if doc_id not in self._found_by]
        return [*first, *(self._words.among(rest) if rest else ())]

    def found_by(self, doc_id: str) -> FoundBy:
        """Which of the two lists has a document."""
        return self._found_by.get(doc_id, "words")


def _joined(head: list[FusedHit], tail: Iterator[Hit]) -> Iterator[FusedHit]:
    yield from head
    above = {one.id for one in head}
    yield from (FusedHit(hit.id, "words") for hit in tail if hit.id not in above)
