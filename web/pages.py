"""The pages: first page, results, document."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.request import Request, from_query
from web.document_page import DocumentPage
from web.home_page import HomePage
from web.rendering import Templates
from web.results_page import ResultsPage
from web.visit import Visit
from web.workers import Workers


def pages_router(archive: Archive, workers: Workers, templates: Templates) -> APIRouter:
    """The routes of the pages. Answer and page are made together on a thread of the pool, so that
    nothing long runs on the event loop."""
    router = APIRouter(include_in_schema=False)

    def home(visit: Visit) -> bytes:
        words = templates.words(visit.language)
        page = HomePage(archive.overview(), words)
        return templates.render(
            "home.html", words, page=page, query="", languages_here=visit.language_links()
        )

    def results(visit: Visit, request: Request) -> bytes:
        words = templates.words(visit.language)
        page = ResultsPage(archive.results(request), words, unfolded=visit.unfolded)
        return templates.render(
            "results.html",
            words,
            page=page,
            query=request.query,
            languages_here=visit.language_links(request),
        )

    def document(visit: Visit, doc_id: str, request: Request) -> bytes:
        words = templates.words(visit.language)
        page = DocumentPage(archive.document(doc_id, request), request, words)
        return templates.render(
            "document.html",
            words,
            page=page,
            query=request.query,
            languages_here=visit.language_links(request),
        )

    @router.get("/")
    async def home_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(home, visit))

    @router.get("/search")
    async def results_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(results, visit, from_query(visit.pairs)))

    @router.get("/doc/{doc_id:path}")
    async def document_page(http: HttpRequest, doc_id: str) -> Response:
        visit = Visit(http)
        request = from_query(visit.pairs)
        return visit.answer(await workers.run(document, visit, doc_id, request))

    return router
