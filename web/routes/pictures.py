"""Pictures: their pages, and each as a file, SVG or its numbers as CSV, at the address of its page
with an ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from fastapi import APIRouter
from msgspec import Struct
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.answer.facets import narrowing_values
from search.archive import Archive
from search.export.about import About, now
from search.export.writers import csv_file
from search.names.gate_sides import checked_side
from search.pictures.network import network as counted_network
from search.pictures.timeline import timeline as counted_timeline
from search.request import Request
from web.http import urls
from web.http.page_request import PageRequest
from web.http.urls import RequestPage
from web.pages.comparisons.network_page import NetworkPage
from web.pages.comparisons.timeline_page import TimelinePage
from web.pages.dossiers.asked_profile import asked_of
from web.pages.dossiers.border_view import EVERY, GATES_PATH, BorderView
from web.pages.picture_view import Imprint, PictureView
from web.pictures.paint import IN_FILE, ON_PAGE, Paint
from web.routes.site import Handler, Site, bound

NETWORK_PATH: Final = "/network"

Drawing = Callable[[Archive, PageRequest, Paint], PictureView]
"""Draws a picture for a page or a file. The archive obeys the budget of this request."""


def border(archive: Archive, page_request: PageRequest, paint: Paint) -> BorderView:
    """The map of the border."""
    every = EVERY in page_request.pairs
    return BorderView(archive.gates(), page_request.texts, paint, every=every)


def network(archive: Archive, page_request: PageRequest, paint: Paint) -> NetworkPage:
    """Who is named together in the documents of a request."""
    return _network(archive, page_request, paint, RequestPage(NETWORK_PATH))


def network_of(kind: str, archive: Archive, page_request: PageRequest, paint: Paint) -> NetworkPage:
    """Who is named together in the documents that mean an entity."""
    path = urls.entity_url(kind, page_request.path_id) + NETWORK_PATH
    here = RequestPage(path, _side_pair(page_request))
    return _network(archive, page_request, paint, here, _ids(archive, page_request))


def _network(
    archive: Archive,
    page_request: PageRequest,
    paint: Paint,
    here: RequestPage,
    own: tuple[str, ...] = (),
) -> NetworkPage:
    request = page_request.request.but(limit=10)
    with archive.asking_of(request) as context:
        found = counted_network(context, own)
        values = narrowing_values(request, context.names)
    return NetworkPage(found, request, values, here, page_request.texts, paint)


def timeline_of(
    kind: str, archive: Archive, page_request: PageRequest, paint: Paint
) -> TimelinePage:
    """The forms of an entity through the years."""
    asked = asked_of(page_request.pairs)
    path = f"{urls.entity_url(kind, page_request.path_id)}/timeline"
    ids = _ids(archive, page_request)
    with archive.asking_of(Request("")) as context:
        found = counted_timeline(context, ids, asked.wanted)
    return TimelinePage(found, kind, asked, path, page_request.texts, paint)


def _ids(archive: Archive, page_request: PageRequest) -> tuple[str, ...]:
    """Return the entity of an address, or the side of its crossing that is asked for, as its
    dossier does. Raises ``BadRequest``."""
    one = archive.corrections.one_of(page_request.path_id)
    return archive.mentioned(one, _side(page_request))


def _side(page_request: PageRequest) -> str:
    """Read the side of a crossing that is asked for. Raises ``BadRequest``."""
    return checked_side(dict(page_request.pairs).get("side", ""))


def _side_pair(page_request: PageRequest) -> tuple[tuple[str, str], ...]:
    side = _side(page_request)
    return (("side", side),) if side else ()


PICTURES: Final[Mapping[str, tuple[Drawing, str]]] = {
    NETWORK_PATH: (network, "network.html"),
    **{
        f"/{folder}/{{entity_id}}{NETWORK_PATH}": (partial(network_of, kind), "network.html")
        for kind, folder in urls.FOLDERS.items()
    },
    **{
        f"/{folder}/{{entity_id}}/timeline": (partial(timeline_of, kind), "timeline.html")
        for kind, folder in urls.FOLDERS.items()
    },
}
"""Each picture that is a page: its address, what draws it, its template."""

FILES: Final[Mapping[str, Drawing]] = {
    GATES_PATH: border,
    **{path: drawing for path, (drawing, _) in PICTURES.items()},
}


def pictures_router(site: Site) -> APIRouter:
    """The routes of the pictures and of their files."""
    router = APIRouter(include_in_schema=False)
    for path, drawing in FILES.items():
        router.add_api_route(f"{path}.svg", bound(site, _answering(_svg, drawing)))
        router.add_api_route(f"{path}.csv", bound(site, _answering(_csv, drawing)))
    for path, (drawing, template) in PICTURES.items():
        router.add_api_route(path, bound(site, _answering(partial(_page, template), drawing)))
    return router


class Asked(Struct, frozen=True):
    """A picture that is asked for: ``draw`` draws it, of the state ``version`` of the index."""

    http: HttpRequest
    page_request: PageRequest
    draw: Callable[[Paint], PictureView]
    version: str


Answer = Callable[[Site, Asked], Response]


def _answering(answer: Answer, drawing: Drawing) -> Handler:
    async def handler(site: Site, http: HttpRequest) -> Response:
        page_request = PageRequest(http)

        def made(budget: Budget) -> Response:
            with site.archive.within(budget).held() as (archive, version):
                draw = partial(drawing, archive, page_request)
                return answer(site, Asked(http, page_request, draw, version))

        return await site.workers.run(http.receive, made)

    return handler


def _page(template: str, site: Site, asked: Asked) -> Response:
    view, page_request = asked.draw(ON_PAGE), asked.page_request
    page = site.templates.page(template, page_request, view)
    return page_request.response(page)


def _svg(site: Site, asked: Asked) -> Response:
    view, texts = asked.draw(IN_FILE), asked.page_request.texts
    archive = f"{asked.http.url.scheme}://{asked.http.url.netloc}{site.deployment.base}"
    imprint = Imprint.of(view, texts, archive, asked.version)
    content = site.templates.render("picture_file.svg", texts, picture=view, imprint=imprint)
    return _file(view, content, ".svg", "image/svg+xml")


def _csv(site: Site, asked: Asked) -> Response:
    view = asked.draw(IN_FILE)
    pairs, address = view.address.pairs, site.deployment.base + view.address.of(".csv")
    about = About(view.title, pairs, address, now(), asked.version)
    content = b"".join(csv_file([list(view.numbers())], view.columns, about))
    return _file(view, content, ".csv", "text/csv; charset=utf-8")


def _file(view: PictureView, content: bytes, ending: str, media_type: str) -> Response:
    name = view.address.path.rsplit("/", 1)[1]
    headers = {
        "content-disposition": f'attachment; filename="{name}{ending}"',
        "cache-control": "private, no-cache",
        "vary": "Accept-Language, Cookie",
    }
    return Response(content, media_type=media_type, headers=headers)
