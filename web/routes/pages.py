"""The pages. Answer and HTML are made together on a thread of the pool, so that nothing long runs
on the event loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.archive import Archive
from web.http import urls
from web.http.page_request import PageRequest
from web.pages.concordance_page import PAGE as CONCORDANCE_LINES
from web.pages.concordance_page import ConcordancePage, sorting_of
from web.pages.document_page import DocumentPage
from web.pages.entity_page import EntityPage, asked_of, offset_of
from web.pages.gates_page import GatesPage
from web.pages.home_page import HomePage
from web.pages.people_page import PeoplePage
from web.pages.results_page import ResultsPage
from web.routes.site import Site, bound

Page = Callable[[Site, Archive, PageRequest], bytes]
"""Makes the HTML of a page. The archive obeys the budget of this request."""


def home(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """The first page."""
    page = HomePage(archive.overview(), asked.texts)
    return site.templates.page("home.html", asked, page)


def results(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """The documents that a request finds."""
    found = archive.results(asked.request)
    page = ResultsPage(found, asked.texts, unfolded=asked.unfolded)
    return site.templates.page("results.html", asked, page, asked.request)


def document(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """One document, with the matches of a request marked."""
    found = archive.document(asked.path_id, asked.request)
    page = DocumentPage(found, asked.request, asked.texts)
    return site.templates.page("document.html", asked, page, asked.request)


def concordance(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """Every match of a request, a line each."""
    request = asked.request.but(limit=CONCORDANCE_LINES, offset=asked.request.offset)
    found = archive.concordance(request, sorting_of(asked.pairs))
    page = ConcordancePage(found, asked.texts)
    return site.templates.page("concordance.html", asked, page, asked.request)


def gates(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """All gates."""
    page = GatesPage(archive.gates(), asked.texts)
    return site.templates.page("gates.html", asked, page)


def people(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """All people."""
    page = PeoplePage(archive.people(), offset_of(asked.pairs), asked.texts)
    return site.templates.page("people.html", asked, page)


def entity(site: Site, archive: Archive, asked: PageRequest) -> bytes:
    """The dossier of a gate, a person or whatever else has a name."""
    found = archive.profile(asked.path_id, asked_of(asked.pairs))
    page = EntityPage(found, asked.texts, site.token_text)
    # Asked of the archive itself: it remembers how many documents wait.
    whole = site.archive
    page.add_notices(asked.pairs, whole.corrections, whole.names_problem, whole.waiting())
    return site.templates.page("entity.html", asked, page)


PAGES: Final[Mapping[str, Page]] = {
    "/": home,
    "/search": results,
    "/doc/{doc_id:path}": document,
    "/concordance": concordance,
    "/gates": gates,
    "/people": people,
    **{f"/{folder}/{{entity_id}}": entity for folder in urls.FOLDERS.values()},
}


def pages_router(site: Site) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter(include_in_schema=False)
    for path, page in PAGES.items():
        router.add_api_route(path, bound(site, _answering(page)))
    return router


def _answering(page: Page) -> Callable[[Site, HttpRequest], Awaitable[Response]]:
    async def answer(site: Site, http: HttpRequest) -> Response:
        asked = PageRequest(http)
        return asked.response(await site.workers.run(http.receive, _made, site, page, asked))

    return answer


def _made(budget: Budget, site: Site, page: Page, asked: PageRequest) -> bytes:
    return page(site, site.archive.within(budget), asked)
