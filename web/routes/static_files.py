"""The routes of style sheet, script and icon."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from web.http.assets import CACHE
from web.http.refusals import Refusal
from web.routes.site import Site, bound


async def static_file(site: Site, http: HttpRequest) -> Response:
    """A static file, which a client may keep for ever: a changed one has another URL."""
    address = f"/static/{http.path_params['name']}"
    for asset in site.assets.values():
        if asset.address == address:
            headers = {"cache-control": CACHE, "vary": "Accept-Encoding"}
            content = asset.content
            if "gzip" in http.headers.get("accept-encoding", ""):
                headers["content-encoding"] = "gzip"
                content = asset.packed
            return Response(content, media_type=asset.media_type, headers=headers)
    raise Refusal("no_page")


def static_router(site: Site) -> APIRouter:
    """The routes under ``/static``."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/static/{name}", bound(site, static_file))
    return router
