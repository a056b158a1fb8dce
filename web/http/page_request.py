"""A request for a page: its address, what it asks of the archive, the language of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final
from urllib.parse import quote

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.request import Request, from_query, to_query
from web.http import query_string, urls
from web.http.urls import ShownLists, shown_lists
from web.i18n.negotiation import COOKIE_AGE, LANGUAGES, PARAMETER, language_of
from web.i18n.texts import Texts, all_texts

ECHOED: Final = 4_000
"""Longest query string, in characters, that the links between the languages repeat."""


TYPED: Final = frozenset(("names", "part", "hit", "span", "marks", "lines", "show", urls.SENT))
"""What a page is given in its address beside a request; and what is looked for in its facets."""


class PageRequest:
    """One request for a page, with the pairs that a form ``sent``. Raises ``Refusal`` for an
    address of too many parameters."""

    def __init__(self, http: HttpRequest, sent: Sequence[tuple[str, str]] = ()) -> None:
        self.scope = http.scope
        self.path = quote(http.scope["path"], errors="replace")
        self.path_id = urls.id_of(next(iter(http.path_params.values()), ""))
        self.pairs = [*query_string.pairs_of(http.scope["query_string"]), *sent]
        self.language = language_of(
            self.pairs, http.cookies, http.headers.get("accept-language", "")
        )

    @cached_property
    def request(self) -> Request:
        """What is asked of the archive. Raises ``BadRequest``."""
        return from_query(self.pairs)

    @property
    def texts(self) -> Texts:
        """The texts of the page, in the language of the reader."""
        return all_texts()[self.language]

    @property
    def lists(self) -> ShownLists:
        """What of the long lists of a page is to be shown."""
        return shown_lists(self.pairs)

    @property
    def as_typed(self) -> bool:
        """Whether nothing else than what was typed is to be searched."""
        return urls.AS_TYPED in self.pairs

    def language_links(self, request: Request | None = None) -> Sequence[tuple[str, str, str]]:
        """List this page in each language: code, name, address; the one in use has no address.
        Without a request the page keeps what its address has."""
        if request is None:
            pairs = [pair for pair in self.pairs if pair[0] != PARAMETER]
        else:
            pairs = [
                one
                for one in self.pairs
                if one[0] in TYPED or one[0].startswith(urls.FIND) or one == urls.AS_TYPED
            ]
            pairs += to_query(request)
        if sum(len(value) for _, value in pairs) > ECHOED:
            pairs = []
        return [
            (
                code,
                name,
                ""
                if code == self.language
                else f"{self.path}?{query_string.encoded([*pairs, (PARAMETER, code)])}",
            )
            for code, name in LANGUAGES.items()
        ]

    def response(self, page: bytes) -> Response:
        """Return the page as an answer; a language asked for in the address is remembered."""
        response = Response(page, media_type="text/html; charset=utf-8")
        response.headers["cache-control"] = "private, no-cache"
        response.headers["vary"] = "Accept-Language, Cookie"
        if (PARAMETER, self.language) in self.pairs:
            response.set_cookie(
                PARAMETER, self.language, max_age=COOKIE_AGE, samesite="lax", httponly=True
            )
        return response
