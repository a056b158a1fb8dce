"""Where a suggestion below the search box leads: to what it counts, so that its number is true."""

from __future__ import annotations

from search.completion.completions import Completion
from search.expansion.entity_links import FIELD_OF
from search.request import Request
from web.http import urls


def suggestion_url(one: Completion) -> str:
    """Return the URL of the documents that mention the entity, or hold the word or term in this
    wording; of a title that of its document."""
    if one.kind == "title":
        return urls.document_path(one.id)
    if one.kind in FIELD_OF:
        return urls.results_url(Request("", filters={FIELD_OF[one.kind]: (one.id,)}))
    return urls.results_url(Request(f'"{one.text}"'))
