"""Narrow a request to the story of one document."""

from __future__ import annotations

from msgspec.structs import replace

from indexer import fields
from indexer.budget import Budget
from indexer.engines.protocol import Reader
from search.request import Request
from search.stories.stories import Stories


def narrowed_to_story(request: Request, reader: Reader, budget: Budget) -> Request:
    """Return the request with a filter that keeps the documents of its story; none of a document
    that does not exist. Its address stays what it was."""
    stories = Stories(reader, budget)
    stories.look([request.story])
    ids = tuple(sorted(stories.of(request.story)))
    return replace(request, filters={**request.filters, fields.ID: ids})
