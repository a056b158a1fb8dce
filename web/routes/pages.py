"""The pages. Answer and HTML are made together on a thread of the pool, so that nothing long runs
on the event loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.answer.facets import narrowing_values
from search.archive import Archive
from search.batch.name_table import names_of
from search.comparison.compared import compared
from search.comparison.two_sides import two_sides
from search.similar.similar_documents import LANGUAGES
from web.http import urls
from web.http.page_request import PageRequest
from web.pages.answers.concordance_page import PAGE as CONCORDANCE_LINES
from web.pages.answers.concordance_page import ConcordancePage, sorting_of
from web.pages.answers.results_page import ResultsPage
from web.pages.answers.searched_instead import near_query, searched_instead
from web.pages.comparisons.asked_comparison import asked_comparison, asked_sides, drawn_of
from web.pages.comparisons.compare_page import ComparePage
from web.pages.comparisons.sides_page import SidesPage
from web.pages.documents.document_page import DocumentPage
from web.pages.documents.document_place import place_of
from web.pages.documents.similar_page import SimilarPage
from web.pages.dossiers.asked_profile import asked_of
from web.pages.dossiers.border_view import EVERY
from web.pages.dossiers.entity_page import EntityPage
from web.pages.dossiers.gates_page import GatesPage
from web.pages.dossiers.people_page import PeoplePage, asked_people
from web.pages.dossiers.register_order import order_of
from web.pages.facet_groups import values_asked
from web.pages.home_page import HomePage
from web.pages.keeping import AT_DOCUMENT, AT_SEARCH
from web.pages.names_page import NamesPage
from web.pages.specimens.specimens_page import SpecimensPage
from web.routes.site import Site, bound

SIMILAR: Final = 5
"""Documents in each of the two lists beside a document."""

Page = Callable[[Site, Archive, PageRequest], bytes]
"""Makes the HTML of a page. The archive obeys the budget of this request."""


def home(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """The first page."""
    page = HomePage(archive.overview(), page_request.texts)
    return site.templates.page("home.html", page_request, page)


def results(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """The documents that a request finds; those of the spelling nearest to it where it finds
    none."""
    lists = page_request.lists
    found, card = archive.results_with_card(page_request.request, values_asked(lists))
    instead = None
    near = None if page_request.as_typed else near_query(found)
    if near is not None:
        instead = searched_instead(found)
        found, card = archive.results_with_card(near, values_asked(lists))
    page = ResultsPage(
        found,
        page_request.texts,
        lists=lists,
        has_vectors=archive.has_vectors,
        card=card,
        instead=instead,
    )
    page.keeping = site.keeping(AT_SEARCH, page_request)
    return site.templates.page("results.html", page_request, page, page_request.request)


def document(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """One document, with the matches of a request marked."""
    found = archive.document(page_request.path_id, page_request.request)
    place = place_of(page_request.pairs)
    page = DocumentPage(
        found, page_request.request, page_request.texts, place, originals=site.originals
    )
    page.keeping = site.keeping(AT_DOCUMENT, page_request)
    return site.templates.page("document.html", page_request, page, page_request.request)


def similar(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """The documents that tell of the same as a document, in the other language and in its own."""
    doc_id = page_request.path_id
    other = archive.similar(doc_id, limit=SIMILAR)
    lists = [other]
    if other.document.lang in LANGUAGES:
        lists.append(archive.similar(doc_id, other.document.lang, SIMILAR))
    page = SimilarPage(tuple(lists), page_request.texts)
    return site.templates.page("similar.html", page_request, page)


def concordance(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """Every match of a request, a line each."""
    request = page_request.request.but(limit=CONCORDANCE_LINES, offset=page_request.request.offset)
    lists = page_request.lists
    found = archive.concordance(request, sorting_of(page_request.pairs), values_asked(lists))
    page = ConcordancePage(found, page_request.texts, lists=lists)
    return site.templates.page("concordance.html", page_request, page, page_request.request)


def names(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """Many names at once."""
    asked = names_of(dict(page_request.pairs).get("names", ""))
    request = page_request.request.but(query="")
    rows = archive.name_rows(asked, request)
    with archive.asking_of(request) as context:
        values = narrowing_values(request, context.names)
    page = NamesPage(asked, rows, request, page_request.texts, values)
    return site.templates.page("names.html", page_request, page, request)


def gates(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """All gates."""
    texts, every = page_request.texts, EVERY in page_request.pairs
    page = GatesPage(archive.gates(), order_of(page_request.pairs), texts, every=every)
    return site.templates.page("gates.html", page_request, page)


def people(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """All people."""
    page = PeoplePage(archive.people(), asked_people(page_request.pairs), page_request.texts)
    return site.templates.page("people.html", page_request, page)


def entity(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """The dossier of a gate, a person or whatever else has a name."""
    found = archive.profile(page_request.path_id, asked_of(page_request.pairs))
    page = EntityPage(found, page_request.texts, site.token_for(page_request))
    # Asked of the archive itself: it remembers how many documents wait.
    whole = site.archive
    page.add_notices(page_request.pairs, whole.corrections, whole.names_problem, whole.waiting())
    return site.templates.page("entity.html", page_request, page)


def compare(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """Up to five entities beside each other."""
    pairs = page_request.pairs
    found = compared(archive, asked_comparison(pairs))
    page = ComparePage(found, drawn_of(pairs), page_request.texts)
    return site.templates.page("compare.html", page_request, page)


def sides(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """What the documents of both languages say of the same."""
    page = SidesPage(two_sides(archive, asked_sides(page_request.pairs)), page_request.texts)
    return site.templates.page("sides.html", page_request, page)


def specimens(site: Site, archive: Archive, page_request: PageRequest) -> bytes:
    """Every part of the design once (docs/design.md); no page leads here."""
    page = SpecimensPage(site.assets["style.css"].content.decode(), page_request.texts)
    return site.templates.page("specimens.html", page_request, page)


PAGES: Final[Mapping[str, Page]] = {
    "/": home,
    "/search": results,
    "/doc/{doc_id:path}/similar": similar,
    "/doc/{doc_id:path}": document,
    "/concordance": concordance,
    "/names": names,
    "/gates": gates,
    "/people": people,
    "/compare": compare,
    "/sides": sides,
    "/specimens": specimens,
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
        page_request = PageRequest(http)
        return page_request.response(
            await site.workers.run(http.receive, _made, site, page, page_request)
        )

    return answer


def _made(budget: Budget, site: Site, page: Page, page_request: PageRequest) -> bytes:
    return page(site, site.archive.within(budget), page_request)
