"""What other programs follow and ask: the newest documents of a query as an Atom feed (RFC 4287),
and the description of the search box for browsers (OpenSearch 1.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5
from xml.etree import ElementTree

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.answer.models import HitRow
from search.request import NEWEST, Request
from web.http import urls
from web.http.page_request import PageRequest
from web.i18n.texts import Texts
from web.routes.site import Site, bound

ENTRIES: Final = 30
"""Documents in a feed, the newest first."""

_NAMESPACE: Final = UUID("5b7c1e0a-6f0b-5d0f-9d3e-2f6a4f0c7a11")
"""Of the ids of our feeds: made of it and an address they are the same wherever the archive is."""

ATOM: Final = "http://www.w3.org/2005/Atom"
OPENSEARCH: Final = "http://a9.com/-/spec/opensearch/1.1/"

UNDATED: Final = "1000-01-01T00:00:00Z"
"""An entry must have a date (RFC 4287, 4.2.15). That of a document without one is none that a
paper could have; such documents come last."""

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold."""


async def feed(site: Site, http: HttpRequest) -> Response:
    """The newest documents that a query finds, as an Atom feed."""
    page_request = PageRequest(http)
    request = page_request.request.but(limit=ENTRIES, offset=0, sorting=NEWEST)

    def written(budget: Budget) -> bytes:
        results = site.archive.within(budget).results(request)
        whole = [one for one in results.hits if not one.beyond]
        return atom(request, whole, page_request.texts, site.deployment.base)

    content = await site.workers.run(http.receive, written)
    return _answer(content, "application/atom+xml")


async def description(site: Site, http: HttpRequest) -> Response:
    """What a browser must know to search here from its address bar: it wants whole addresses, and
    gets those of the name that it asked."""
    base = str(http.base_url).rstrip("/") + site.deployment.base
    content = _xml(_description(base, PageRequest(http).texts))
    return _answer(content, "application/opensearchdescription+xml")


def feeds_router(site: Site) -> APIRouter:
    """The routes of feeds."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route(urls.FEED, bound(site, feed))
    router.add_api_route(urls.DESCRIPTION, bound(site, description))
    return router


def atom(request: Request, hits: Sequence[HitRow], texts: Texts, base: str = "") -> bytes:
    """Return the feed of these hits. Its links are relative to its own address, and its ids say
    nothing of it: an archive may be reached by several names."""
    root = ElementTree.Element("feed", xmlns=ATOM)
    about = urls.results_url(request)
    dates = [one.document.date for one in hits if one.document.date]
    _text(root, "title", f"{request.query or texts['newest_documents']} – Song Ngữ")
    _text(root, "id", _id(about))
    _text(root, "updated", _moment(max(dates, default="")))
    _link(root, "alternate", "text/html", about)
    _link(root, "self", "application/atom+xml", urls.feed_url(request))
    author = ElementTree.SubElement(root, "author")
    _text(author, "name", "Song Ngữ")
    for hit in hits:
        _entry(root, hit)
    for link in root.iter("link"):
        link.set("href", f"{base}{link.get('href')}")
    return _xml(root)


def _entry(root: ElementTree.Element, hit: HitRow) -> None:
    document = hit.document
    address = urls.document_path(document.id)
    entry = ElementTree.SubElement(root, "entry")
    if document.lang != "und":
        entry.set(_LANG, document.lang)
    _text(entry, "title", document.title or document.id)
    _text(entry, "id", _id(address))
    _text(entry, "updated", _moment(document.date))
    _link(entry, "alternate", "text/html", address)
    if document.source:
        author = ElementTree.SubElement(entry, "author")
        _text(author, "name", document.source)
    _text(entry, "summary", _summary(hit))


def _id(address: str) -> str:
    return uuid5(_NAMESPACE, address).urn


def _link(parent: ElementTree.Element, rel: str, kind: str, address: str) -> None:
    """Add a link; an address on a page keeps letters and brackets that an IRI may not have."""
    href = quote(address, safe="/?&=+%~:,*!'()$;@.-_")
    ElementTree.SubElement(parent, "link", rel=rel, type=kind, href=href)


def _answer(content: bytes, media_type: str) -> Response:
    headers = {"cache-control": "private, no-cache", "vary": "Accept-Language, Cookie"}
    return Response(content, media_type=f"{media_type}; charset=utf-8", headers=headers)


def _summary(hit: HitRow) -> str:
    pieces = ("".join(piece.text for piece in snippet.pieces) for snippet in hit.snippets)
    return " … ".join(" ".join(one.split()) for one in pieces)


def _moment(date: str) -> str:
    """Return a date as the first moment that it may be, in UTC."""
    if not date:
        return UNDATED
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _description(base: str, texts: Texts) -> ElementTree.Element:
    root = ElementTree.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _text(root, "ShortName", "Song Ngữ")
    _text(root, "Description", texts["placeholder"])
    _text(root, "InputEncoding", "UTF-8")
    for kind, template in (
        ("text/html", f"{base}/search?q={{searchTerms}}"),
        ("application/atom+xml", f"{base}{urls.FEED}?q={{searchTerms}}"),
    ):
        ElementTree.SubElement(root, "Url", type=kind, template=template)
    return root


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)


def _xml(root: ElementTree.Element) -> bytes:
    content: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return content
