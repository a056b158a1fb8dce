"""The URLs of the pages: one function builds each; what reads a part of it back stands beside
it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple
from urllib.parse import quote

from msgspec import Struct, field

from search.citation.formats import FORMATS
from search.export.formats import export_formats
from search.request import NAME_LIMIT, Request, from_query, to_query
from web.http.query_string import encoded, pairs_of

FOLDERS: Final = {
    "gate": "gates",
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "term": "terms",
}
"""The folder of the pages of each kind of entity."""

AS_TYPED: Final = ("typed", "1")
"""What a page of results is given in its address to search nothing else than what was typed."""

FEED: Final = "/feed"
NAMES: Final = "/names"
DESCRIPTION: Final = "/opensearch.xml"
LISTS: Final = "/lists"
ADD: Final = "/add"
"""The addresses of the feed of a query, of the table of many names, of the description of the
search box, of named lists, of the page that takes files."""

SENT: Final = "sent"
"""Names, in the address of that page, the receipt of what was just sent."""

EVERYTHING: Final = ("show", "all")
"""The pair that unfolds all lists of a page."""

FIND: Final = "find."
"""Begins the name of what is looked for among the values of a facet: ``find.source=báo``."""

_UNSAFE_IN_PATH: Final = {
    ord(char): f"~{ord(char):02X}" for char in ("/\\%~" + "".join(map(chr, (*range(0x20), 0x7F))))
}
"""What browsers or proxies change in a path even where it is percent-encoded: nginx and Apache
decode or refuse %2F, refuse %00, and some decode twice."""

_DOT_SEGMENTS: Final = {".": "~2E", "..": "~2E~2E"}
"""Browsers drop these segments, also as %2E."""

_TILDE: Final = re.compile("~([0-7][0-9A-F])")


def request_of(query_string: bytes) -> Request:
    """Read the request of an address. Raises ``BadRequest`` or ``Refusal``."""
    return from_query(pairs_of(query_string))


class ShownLists(Struct, frozen=True):
    """What of the long lists of a page is shown: ``everything``, or of a facet, by its field, what
    has a text in it."""

    everything: bool = False
    find: Mapping[str, str] = field(default_factory=dict)


USUAL_LISTS: Final = ShownLists()


def shown_lists(pairs: Sequence[tuple[str, str]]) -> ShownLists:
    """Read from an address what of the long lists is shown."""
    find = {
        name.removeprefix(FIND): value[:NAME_LIMIT].strip()
        for name, value in pairs
        if name.startswith(FIND) and value.strip()
    }
    return ShownLists(EVERYTHING in pairs, find)


def results_url(request: Request, *, everything: bool = False, as_typed: bool = False) -> str:
    """Return the URL of the results, from which ``request_of`` reads the request; with
    ``everything`` all lists of the page are unfolded, ``as_typed`` nothing is searched instead."""
    more = [EVERYTHING] * everything + [AS_TYPED] * as_typed
    return RESULTS.url(request, *more)


class RequestPage(NamedTuple):
    """A page that shows what a request finds: its path, and what its address has beside the
    request."""

    path: str
    beside: tuple[tuple[str, str], ...] = ()

    def url(self, request: Request, *more: tuple[str, str]) -> str:
        """Return its URL."""
        return f"{self.path}?{encoded([*to_query(request), *self.beside, *more])}"

    def fields(self, request: Request) -> list[tuple[str, str]]:
        """Return the pairs that a form of it sends along as hidden fields."""
        return [(name, value) for name, value in (*to_query(request), *self.beside) if value]


RESULTS: Final = RequestPage("/search")


def concordance_page(sorting: str) -> RequestPage:
    """Return the concordance with its lines in an order."""
    return RequestPage("/concordance", () if sorting == "date" else (("lines", sorting),))


def segment(an_id: str) -> str:
    """Write an id as one segment of a path; ``id_of`` reads it."""
    text = an_id.translate(_UNSAFE_IN_PATH)
    return quote(_DOT_SEGMENTS.get(text, text), safe="")


def id_of(segment_text: str) -> str:
    """Read the id of a segment whose percent signs the server has decoded already. A ``~`` before
    anything else stands for itself, so that addresses typed by hand and old ones hold."""
    return _TILDE.sub(lambda found: chr(int(found[1], 16)), segment_text)


def document_path(doc_id: str) -> str:
    """Return the URL of a document."""
    return f"/doc/{segment(doc_id)}"


def similar_path(doc_id: str) -> str:
    """Return the URL of the documents that tell of the same as a document."""
    return f"{document_path(doc_id)}/similar"


def original_path(doc_id: str) -> str:
    """Return the URL of the file that a document was read from."""
    return f"{document_path(doc_id)}/original"


def document_url(doc_id: str, request: Request, place: Iterable[tuple[str, str]] = ()) -> str:
    """Return the URL of a document with the matches of a request marked, opened at a place (the
    pairs that web/pages/documents/document_place.py reads)."""
    return f"{document_path(doc_id)}?{encoded([*to_query(request), *place])}"


def span_url(doc_id: str, start: int, end: int, request: Request | None = None) -> str:
    """Return the URL of a document at a span of its text (code points, ``end`` exclusive), with the
    matches of a request marked. The server marks the span; the anchor leads to it."""
    pairs = to_query(request) if request is not None else []
    span = f"{start}-{end}"
    return f"{document_path(doc_id)}?{encoded([*pairs, ('span', span)])}#c{span}"


def passage_url(doc_id: str, text: str) -> str:
    """Return the URL of a document at the first place where a text stands in it."""
    return f"{document_path(doc_id)}?q={quote(text, safe='')}#hit-1"


def anchor_of(doc_id: str) -> str:
    """Return the anchor of a hit on the page of results, so that the link back leads to it."""
    return f"d{blake2b(doc_id.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"


def entity_url(kind: str, entity_id: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """Return the URL of the dossier of an entity."""
    query = encoded(pairs)
    return f"/{FOLDERS[kind]}/{segment(entity_id)}" + (f"?{query}" if query else "")


def people_url(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the URL of the list of people, with what is asked of it."""
    query = encoded(pairs)
    return f"/people?{query}" if query else "/people"


def gates_url(order: str) -> str:
    """Return the URL of the list of gates in an order."""
    return f"/gates?sort={order}"


def concordance_url(request: Request, sorting: str = "date") -> str:
    """Return the URL of the concordance of a request; its lines have an order of their own."""
    asked = request.but(limit=10, offset=request.offset, sorting="relevance")
    return concordance_page(sorting).url(asked)


def list_path(name: str) -> str:
    """Return the URL of a named list."""
    return f"{LISTS}/{segment(name)}"


def list_file(name: str) -> str:
    """Return the URL of a named list as a file, without its format."""
    return f"/api{list_path(name)}"


def added_url(receipt: str) -> str:
    """Return the URL of what became of the files of one request."""
    return f"{ADD}?{SENT}={receipt}"


def quoted_results(request: Request, anchor: str) -> str:
    """Return the URL of results at one of their hits, for a header."""
    return f"/search?{quoted_query(to_query(request))}#{anchor}"


def quoted_document(doc_id: str, request: Request) -> str:
    """Return the URL of a document with the matches of a request, for a header."""
    return f"{document_path(doc_id)}?{quoted_query(to_query(request))}"


def names_url(names: str, request: Request) -> str:
    """Return the URL of the table of these names, one a line, under the filters of a request."""
    pairs = [pair for pair in to_query(request.but(query="", limit=10)) if pair[1]]
    return f"/names?{quoted_query([('names', names), *pairs])}"


def quoted_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs as a query string for a header, which holds ASCII alone."""
    return "&".join(f"{name}={quote(value, safe='', errors='replace')}" for name, value in pairs)


def matches_files(request: Request) -> list[tuple[str, str]]:
    """List every match of a request as a file: the name of each format, and its URL."""
    return _files(f"/api/concordance?{encoded(to_query(request))}")


def table_formats() -> list[tuple[str, str]]:
    """List the formats of tables: the name of each, and the value that asks for it. Tables first:
    the format that programs get by default is the last one that people want."""
    default, *others = export_formats()
    return [(form.upper(), form) for form in (*others, default)]


def citation_formats() -> list[tuple[str, str]]:
    """List the formats of references: the name of each, and the value that asks for it."""
    return [(form.name, key) for key, form in FORMATS.items()]


def feed_url(request: Request) -> str:
    """Return the URL of the feed of a request."""
    return f"{FEED}?{encoded(to_query(request))}"


def citations_of(doc_id: str) -> list[tuple[str, str]]:
    """List the references to one document: the name of each format, and the URL of the file."""
    path = f"/api/doc/{segment(doc_id)}/citation"
    return [(name, f"{path}?format={form}") for name, form in citation_formats()]


def _files(url: str) -> list[tuple[str, str]]:
    return [(name, f"{url}&format={form}") for name, form in table_formats()]


def json_url(page: str) -> str:
    """Return the URL of the same answer for programs."""
    return f"/api{page}"


def home_url(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the URL of the first page, in the language that a pair asks for."""
    return f"/?{encoded(pairs)}"
