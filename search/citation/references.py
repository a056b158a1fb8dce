"""The reference to one document, and those of all that a request finds, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.annotation.records import from_stored
from indexer.engines.protocol import Reader
from indexer.near import documents_of
from search import query_pipeline
from search.citation.reference import Reference, reference_of
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request_errors import NotThere


def reference_to(reader: Reader, doc_id: str) -> Reference:
    """Return the reference to one document. Raises ``NotThere``."""
    stored = reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    return reference_of(from_stored(stored[doc_id]))


def references(context: QueryContext) -> Iterator[list[Reference]]:
    """Yield the references of the documents of a request that have all that was asked, newest
    first, in batches.

    Raises ``BadRequest``, and ``OutOfTime`` rather than leave anything out.
    """
    plan, reader = query_pipeline.plan(context).plan, context.reader
    for ids in documents_of(reader, plan, filters_of(context), context.budget):
        stored = reader.fetch(ids)
        yield [reference_of(from_stored(stored[doc_id])) for doc_id in ids]
