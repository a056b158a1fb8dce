"""Named lists of documents: shown, changed by forms, given out as files.

Only a server that takes corrections has them, and who may correct may write here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from indexer.budget import Budget
from search.archive import Archive
from search.citation.formats import FORMATS, citation_format
from search.lists.document_lists import (
    Change,
    Entries,
    added,
    deleted,
    list_named,
    noted,
    removed,
    renamed,
)
from search.lists.lists_file import ListsFile
from search.request_errors import BadRequest
from search.tables.list_rows import LIST_COLUMNS, list_lines, list_references
from web.access.roles import Role, visitor_of
from web.http import query_string, urls
from web.http.allowed_hosts import check_sender
from web.http.forms import body_of
from web.http.page_request import PageRequest
from web.http.refusals import Refusal
from web.pages.dossiers.asked_profile import offset_of
from web.pages.keeping import AT_DOCUMENT, AT_SEARCH
from web.pages.lists_page import PAGE, ListPage, ListsPage
from web.routes.exports import EVERYTHING, Table, asked, send_table
from web.routes.site import Site, bound

BODY_LIMIT: Final = 16_384
"""Most bytes of a form that are read."""

ADD, REMOVE, NOTE, RENAME, DELETE = "add", "remove", "note", "rename", "delete"


def lists_router(site: Site) -> APIRouter:
    """The routes of named lists; none for a server that takes nothing from readers."""
    router = APIRouter(include_in_schema=False)
    if site.lists is not None:
        router.add_api_route("/lists", bound(site, show_lists))
        router.add_api_route("/lists", bound(site, change_lists), methods=["POST"])
        router.add_api_route("/lists/{name:path}", bound(site, show_list))
        router.add_api_route("/api/lists/{name:path}", bound(site, list_file))
    return router


def file_of(site: Site) -> ListsFile:
    """Return the lists of a server. Raises ``Refusal`` where it has none."""
    if site.lists is None:
        raise Refusal("no_page")
    return site.lists


async def show_lists(site: Site, http: HttpRequest) -> Response:
    """The names of all lists."""
    page_request = PageRequest(http)

    def made(_: Budget) -> bytes:
        page = ListsPage(file_of(site).entries(), page_request.texts)
        return site.templates.page("lists.html", page_request, page)

    return page_request.response(await site.workers.run(http.receive, made))


async def show_list(site: Site, http: HttpRequest) -> Response:
    """The documents of one list."""
    page_request = PageRequest(http)
    offset = offset_of(page_request.pairs)

    def made(budget: Budget) -> bytes:
        entries = list_named(file_of(site).entries(), page_request.path_id)
        with site.archive.within(budget).asking_of(EVERYTHING) as context:
            shown = entries[offset : offset + PAGE]
            lines = [line for batch in list_lines(context, shown) for line in batch]
        page = ListPage(entries, lines, offset, page_request.texts, site.token_for(page_request))
        return site.templates.page("list.html", page_request, page)

    return page_request.response(await site.workers.run(http.receive, made))


async def list_file(site: Site, http: HttpRequest) -> Response:
    """One list as a file: a table, or references."""
    name = urls.id_of(http.path_params["name"])
    form = dict(query_string.pairs_of(http.scope["query_string"])).get("format", "")

    def read(_: Budget) -> Entries:
        return list_named(file_of(site).entries(), name)

    entries = await site.workers.run(http.receive, read)
    if form not in FORMATS:
        lines = asked(EVERYTHING, lambda context: list_lines(context, entries))
        return await send_table(site, http, Table("list", LIST_COLUMNS, lines, [("list", name)]))
    cited = citation_format(form)

    def chunks(archive: Archive) -> Iterator[bytes]:
        with archive.asking_of(EVERYTHING) as context:
            yield from cited.write(list_references(context, entries))

    return await site.downloads.answer_as(http, chunks, f"list.{cited.ending}", cited.media_type)


async def change_lists(site: Site, http: HttpRequest) -> Response:
    """Do what a form says, and lead back to where it was."""
    if site.token is None:
        raise Refusal("bad_method")
    visitor_of(http.scope).check(Role.CORRECTOR)
    check_sender(http.scope["headers"], site.hosts)
    given = dict(query_string.pairs_of(await body_of(http, BODY_LIMIT)))
    site.token.check(given.get("token", ""))

    def kept(_: Budget) -> str:
        entries = file_of(site).change(_change(site, given))
        names = {one.list for one in entries}
        return _way_back(given, names)

    return RedirectResponse(await site.workers.run(http.receive, kept), 303)


def _change(site: Site, given: Mapping[str, str]) -> Change:
    """Return what the pressed button does. Raises ``BadRequest``."""
    name, doc, what = (given.get(one, "") for one in ("list", "doc", "do"))
    if what == ADD:
        site.archive.reference(doc)  # Raises ``NotThere`` for what is no document.
        return added(name, doc, datetime.now(UTC).date().isoformat())
    if what == REMOVE:
        return removed(name, doc)
    if what == NOTE:
        return noted(name, doc, given.get("note", ""))
    if what == RENAME:
        return renamed(name, given.get("name", ""))
    if what == DELETE:
        return deleted(name)
    raise BadRequest("bad_correction", value=what[:80])


def _way_back(given: Mapping[str, str], names: set[str]) -> str:
    """Return the path that a form leads to, built anew from what is right in it: the page it was
    on, its list, or all lists where that one is gone."""
    doc, at, back = (given.get(one, "") for one in ("doc", "at", "back"))
    if given.get("do") == ADD and at in (AT_SEARCH, AT_DOCUMENT):
        request = urls.request_of(back.encode("utf-8", "replace"))
        if at == AT_DOCUMENT:
            return urls.quoted_document(doc, request)
        if back:
            return urls.quoted_results(request, urls.anchor_of(doc))
    name = " ".join((given.get("name") or given.get("list", "")).split())
    if name not in names:
        return urls.LISTS
    return urls.list_path(name) + (f"#{urls.anchor_of(doc)}" if doc else "")
