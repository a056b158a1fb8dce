"""Addresses within the page. Every link carries the whole request, changed in one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final
from urllib.parse import parse_qsl, quote

from search.answer.models import FormRow
from search.request import Request, from_query, to_query
from web.http.refusals import Refusal

PARAMETERS_LIMIT: Final = 1_000
"""Most parameters of an address. A request has 10 names with at most 200 values each, but nobody
chooses a thousand of them by hand."""

_SPARED: Final = "-._~/:,*!'()$;@?|^[]{}"
_QUOTED: Final = str.maketrans(
    {
        char: quote(char, safe="")
        for char in map(chr, (*range(0x21), *range(0x7F, 0xA1), *range(0x21, 0x7F)))
        if not char.isalnum() and char not in _SPARED
    }
    | {" ": "+"}
)
"""Letters of any script stay as they are (browsers encode them): a link with a Chinese name takes
3 bytes a character on the page, not 9."""

_TAKEN_APART: Final = {
    ord(char): f"~{ord(char):02X}" for char in ("/\\%~" + "".join(map(chr, (*range(0x20), 0x7F))))
}
"""What browsers or proxies change in a path even where it is percent-encoded: nginx and Apache
decode or refuse %2F, refuse %00, and some decode twice."""

_DOTS: Final = {".": "~2E", "..": "~2E~2E"}
"""Browsers drop these segments, also as %2E."""

_TILDE: Final = re.compile("~([0-7][0-9A-F])")


def pairs_of(query_string: bytes) -> list[tuple[str, str]]:
    """The pairs of a query string; what is no UTF-8 becomes U+FFFD. Raises ``Refusal``."""
    try:
        return parse_qsl(
            query_string.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=PARAMETERS_LIMIT,
        )
    except ValueError:
        raise Refusal("bad_address", limit=PARAMETERS_LIMIT) from None


def request_of(query_string: bytes) -> Request:
    """The request of an address. Raises ``BadRequest`` or ``Refusal``."""
    return from_query(pairs_of(query_string))


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as a query string to be put into a page."""
    return "&".join(f"{name}={value.translate(_QUOTED)}" for name, value in pairs)


def results_link(request: Request, *, everything: bool = False) -> str:
    """The page of results; ``everything`` unfolds all its lists."""
    pairs = to_query(request)
    if everything:
        pairs.append(("show", "all"))
    return f"/search?{encoded(pairs)}"


def segment(an_id: str) -> str:
    """An id as one segment of a path, which ``id_of`` reads back."""
    text = an_id.translate(_TAKEN_APART)
    return quote(_DOTS.get(text, text), safe="")


def id_of(segment_text: str) -> str:
    """The id of a segment after the server has decoded its percent signs. A ``~`` before anything
    else stands for itself, so that addresses typed by hand and old ones hold."""
    return _TILDE.sub(lambda found: chr(int(found[1], 16)), segment_text)


def document_path(doc_id: str) -> str:
    """The page of a document."""
    return f"/doc/{segment(doc_id)}"


def document_link(doc_id: str, request: Request) -> str:
    """The page of a document with the request's matches marked."""
    return f"{document_path(doc_id)}?{encoded(to_query(request))}"


def anchor_of(doc_id: str) -> str:
    """The name of a hit's place on its page, so that the way back leads to it."""
    return f"d{blake2b(doc_id.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"


def toggled_value(request: Request, field: str, value: str) -> Request:
    """The request with a value of a facet chosen, or no longer."""
    chosen = request.filters.get(field, ())
    left = tuple(one for one in chosen if one != value)
    values = left if value in chosen else (*chosen, value)
    return request.but(filters={**request.filters, field: values})


def toggled_form(request: Request, row: FormRow) -> Request:
    """The request with a form switched: off if it is asked, on if it is not."""
    form, off, on = row.form, request.off, request.on
    if row.on:
        needs_off = row.default or form not in on
        return request.but(on=on - {form}, off=off | {form} if needs_off else off)
    return request.but(
        off=off - {form},
        on=on if row.default and form in off else on | {form},
        without=request.without - {row.kind},
    )


def without_filters(request: Request) -> Request:
    """The request with nothing narrowed by facets and dates."""
    return request.but(filters={}, since="", until="")


def as_usual(request: Request) -> Request:
    """The request without what was chosen for this very query: forms and a reading."""
    return request.but(off=frozenset(), on=frozenset(), reading="")


def pairs_to_send(request: Request) -> list[tuple[str, str]]:
    """The pairs that a form of the page carries unseen."""
    return [(name, value) for name, value in to_query(request) if value]
