"""What is searched instead of a query that finds nothing: the likeliest spelling near it, said
above the results with the way back to what was typed."""

from __future__ import annotations

from msgspec import Struct

from search.answer.models import Results, Suggestion
from search.request import Request
from web.http import urls
from web.pages.request_changes import as_usual

NEAR = "near"


class SearchedInstead(Struct, frozen=True):
    """The query that was typed, the URL that searches it all the same, and the other spellings that
    are offered for it."""

    typed: str
    href: str
    others: tuple[Suggestion, ...]


def near_query(results: Results) -> Request | None:
    """Return the request to answer instead; None where something was found, or nothing is near."""
    near = [one for one in results.suggestions if one.sort == NEAR]
    if results.listed or not near:
        return None
    return as_usual(results.request).but(query=near[0].text)


def searched_instead(typed: Results) -> SearchedInstead:
    """Say what was typed, where ``near_query`` was answered instead."""
    near = [one for one in typed.suggestions if one.sort == NEAR]
    href = urls.results_url(typed.request, as_typed=True)
    return SearchedInstead(typed.request.query, href, tuple(near[1:]))
