"""The pages: first page, results, document."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.archive import Archive
from search.request import Request, from_query
from web.html.rendering import Templates
from web.http import urls
from web.http.page_request import Visit
from web.http.threadpool import Workers
from web.pages.concordance_page import PAGE as KWIC_PAGE
from web.pages.concordance_page import ConcordancePage, sorting_of
from web.pages.document_page import DocumentPage
from web.pages.entity_page import EntityPage, asked_of, offset_of
from web.pages.gates_page import GatesPage
from web.pages.home_page import HomePage
from web.pages.people_page import PeoplePage
from web.pages.results_page import ResultsPage


def pages_router(archive: Archive, workers: Workers, templates: Templates, token: str) -> APIRouter:
    """The routes of the pages. Answer and page are made together on a thread of the pool, so that
    nothing long runs on the event loop. ``token`` goes into forms that correct; there are none
    without."""
    router = APIRouter(include_in_schema=False)

    def home(budget: Budget, visit: Visit) -> bytes:
        words = templates.words(visit.language)
        page = HomePage(archive.within(budget).overview(), words)
        return templates.render(
            "home.html", words, page=page, query="", languages_here=visit.language_links()
        )

    def results(budget: Budget, visit: Visit, request: Request) -> bytes:
        words = templates.words(visit.language)
        page = ResultsPage(archive.within(budget).results(request), words, unfolded=visit.unfolded)
        return templates.render(
            "results.html",
            words,
            page=page,
            query=request.query,
            languages_here=visit.language_links(request),
        )

    def document(budget: Budget, visit: Visit, doc_id: str, request: Request) -> bytes:
        words = templates.words(visit.language)
        page = DocumentPage(archive.within(budget).document(doc_id, request), request, words)
        return templates.render(
            "document.html",
            words,
            page=page,
            query=request.query,
            languages_here=visit.language_links(request),
        )

    def gates(budget: Budget, visit: Visit) -> bytes:
        words = templates.words(visit.language)
        page = GatesPage(archive.within(budget).gates(), words)
        return templates.render(
            "gates.html", words, page=page, query="", languages_here=visit.language_links()
        )

    def entity(budget: Budget, visit: Visit, entity_id: str) -> bytes:
        words = templates.words(visit.language)
        page = EntityPage(
            archive.within(budget).dossier(entity_id, asked_of(visit.pairs)), words, token
        )
        page.say(visit.pairs, archive.corrections, archive.names_problem, archive.waiting())
        return templates.render(
            "entity.html",
            words,
            page=page,
            query="",
            languages_here=visit.language_links(),
        )

    def people(budget: Budget, visit: Visit) -> bytes:
        words = templates.words(visit.language)
        page = PeoplePage(archive.within(budget).people(), offset_of(visit.pairs), words)
        return templates.render(
            "people.html", words, page=page, query="", languages_here=visit.language_links()
        )

    def concordance(budget: Budget, visit: Visit, request: Request) -> bytes:
        words = templates.words(visit.language)
        found = archive.within(budget).concordance(
            request.but(limit=KWIC_PAGE, offset=request.offset), sorting_of(visit.pairs)
        )
        return templates.render(
            "concordance.html",
            words,
            page=ConcordancePage(found, words),
            query=request.query,
            languages_here=visit.language_links(request),
        )

    @router.get("/concordance")
    async def concordance_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(
            await workers.run(http.receive, concordance, visit, from_query(visit.pairs))
        )

    @router.get("/people")
    async def people_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(http.receive, people, visit))

    @router.get("/gates")
    async def gates_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(http.receive, gates, visit))

    @router.get("/gates/{entity_id}")
    @router.get("/people/{entity_id}")
    @router.get("/places/{entity_id}")
    @router.get("/organisations/{entity_id}")
    @router.get("/terms/{entity_id}")
    async def entity_page(http: HttpRequest, entity_id: str) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(http.receive, entity, visit, urls.id_of(entity_id)))

    @router.get("/")
    async def home_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(http.receive, home, visit))

    @router.get("/search")
    async def results_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(
            await workers.run(http.receive, results, visit, from_query(visit.pairs))
        )

    @router.get("/doc/{doc_id:path}")
    async def document_page(http: HttpRequest, doc_id: str) -> Response:
        visit = Visit(http)
        request = from_query(visit.pairs)
        return visit.answer(
            await workers.run(http.receive, document, visit, urls.id_of(doc_id), request)
        )

    return router
