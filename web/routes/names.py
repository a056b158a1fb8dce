"""Many names that a form sends, pasted or in a file: a long list has no room in an address.

These forms only ask and change nothing, so they carry no token: what another site has a browser
send here, it can't read.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from indexer.budget import Budget
from search.answer.facets import narrowing_values
from search.batch.name_files import names_in_file
from search.batch.name_table import IN_A_FORM, names_of
from search.request import from_query
from web.http.forms import Form, form_of
from web.http.page_request import PageRequest
from web.pages.names_page import NamesPage, kept_pairs, names_address
from web.routes.exports import send_names
from web.routes.site import Site, bound

BODY_LIMIT: Final = 1 << 20
"""Most bytes of a form: the most names that are taken have a fifth of them."""


def names_router(site: Site) -> APIRouter:
    """The routes that take names from forms."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/names", bound(site, sent_names), methods=["POST"])
    router.add_api_route("/api/names", bound(site, sent_names_file), methods=["POST"])
    return router


async def sent_names(site: Site, http: HttpRequest) -> Response:
    """The page of these names; a short list is led to an address of its own."""
    sent = await form_of(http, BODY_LIMIT)
    form = Form(kept_pairs(sent.pairs), sent.files)
    address = await site.workers.run(http.receive, _address, form)
    if address:
        return RedirectResponse(address, 303)
    page_request = PageRequest(http, form.pairs)
    page = await site.workers.run(http.receive, _page, site, page_request, form)
    return page_request.response(page)


async def sent_names_file(site: Site, http: HttpRequest) -> Response:
    """The table of these names as a file."""
    form = await form_of(http, BODY_LIMIT)
    text = await site.workers.run(http.receive, _text_in, form)
    return await send_names(site, http, form.pairs, names_of(text, IN_A_FORM))


def _address(_: Budget, form: Form) -> str:
    """Return the address of the same page; empty for a list that is too long for one."""
    text = "\n".join(names_of(_text_of(form), IN_A_FORM))
    return names_address(text, from_query(form.pairs))


def _page(budget: Budget, site: Site, page_request: PageRequest, form: Form) -> bytes:
    asked = names_of(_text_of(form), IN_A_FORM)
    request = page_request.request.but(query="")
    archive = site.archive.within(budget)
    rows = archive.name_rows(asked, request)
    with archive.asking_of(request) as context:
        values = narrowing_values(request, context.names)
    page = NamesPage(asked, rows, request, page_request.texts, values)
    return site.templates.page("names.html", page_request, page, request)


def _text_in(_: Budget, form: Form) -> str:
    return _text_of(form)


def _text_of(form: Form) -> str:
    """Return what was pasted, and the names of the files below it."""
    pasted = [value for name, value in form.pairs if name == "names"]
    return "\n".join([*pasted, *(names_in_file(one.name, one.content) for one in form.files)])
