"""Addresses that choose a value of a facet, or take the choice back: a page has a hundred."""

from __future__ import annotations

from typing import Final

from search.request import Request
from web.http.query_string import encoded_value
from web.http.urls import RequestPage
from web.pages.request_changes import toggled_value

_HOLE: Final = "\0"
"""Stands where the value does; no request holds it."""


class ValueLinks:
    """The links of one request on a page. All values of a facet that are neither chosen nor
    excluded have the same address but for the value, which is written once."""

    def __init__(self, request: Request, page: RequestPage) -> None:
        self._request = request
        self._page = page
        self._around: dict[str, tuple[str, str]] = {}

    def toggling(self, field: str, value: str) -> str:
        """Return the address of the request with this value chosen, or no longer."""
        request = self._request
        if value in request.filters.get(field, ()) or value in request.excluded.get(field, ()):
            return self._page.url(toggled_value(request, field, value))
        if field not in self._around:
            whole = self._page.url(toggled_value(request, field, _HOLE))
            before, _, after = whole.partition(encoded_value(_HOLE))
            self._around[field] = before, after
        before, after = self._around[field]
        return f"{before}{encoded_value(value)}{after}"
