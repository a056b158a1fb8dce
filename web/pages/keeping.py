"""What puts a document into a list: on its page, and beside each hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from search.lists.document_lists import Entries, names_of
from search.request import Request, to_query
from web.http import query_string, urls

AT_SEARCH, AT_DOCUMENT = "search", "doc"
"""Where a form may lead back to; else it leads to its list."""

BACK: Final = 300
"""Longest query string that a form repeats for the way back: there is one beside each hit."""


class Keeping(Struct, frozen=True):
    """The lists that there are, and those of each document; ``token`` is that of forms, ``at`` the
    kind of page that a form leads back to and ``back`` the request on it."""

    token: str
    at: str
    back: str
    names: Sequence[str]
    of: Mapping[str, Sequence[tuple[str, str]]]


def keeping(token: str, at: str, request: Request, entries: Entries) -> Keeping:
    """Return what the forms of a page need."""
    of: dict[str, list[tuple[str, str]]] = {}
    for one in entries:
        of.setdefault(one.doc, []).append((one.list, urls.list_path(one.list)))
    back = query_string.encoded(to_query(request))
    return Keeping(token, at, back if len(back) <= BACK else "", tuple(names_of(entries)), of)
