"""Corrections on the page: taken from forms, listed, taken back."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from indexer.budget import Budget
from search.archive import Archive
from search.entities.feedback import Done, are_one, are_two, mention_is
from search.request_errors import BadRequest
from web.html.rendering import Templates
from web.http import urls
from web.http.allowed_hosts import Hosts, check_sender
from web.http.page_request import Visit
from web.http.refusals import Refusal
from web.http.threadpool import Workers
from web.pages.corrections_page import CorrectionsPage
from web.routes.return_address import way_back

BODY_LIMIT: Final = 16_384
"""Most bytes of a form that are read."""


class Token:
    """Proves that a form was on one of our own pages, so that no other site can correct for a
    reader. It lives as long as the server; other sites can send forms but not read our pages."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(18)

    def check(self, given: str) -> None:
        """Raises ``Refusal`` for another one."""
        if not hmac.compare_digest(self.text.encode(), given.encode("utf-8", "replace")):
            raise Refusal("old_form")


def corrections_router(
    archive: Archive, workers: Workers, templates: Templates, token: Token | None, hosts: Hosts
) -> APIRouter:
    """The list of corrections; with a token, also what changes it."""
    router = APIRouter(include_in_schema=False)

    def listed(_: Budget, visit: Visit) -> bytes:
        words = templates.words(visit.language)
        page = CorrectionsPage(archive.corrections, words, token.text if token else "")
        page.say(visit.pairs, archive.names_problem)
        return templates.render(
            "corrections.html", words, page=page, query="", languages_here=visit.language_links()
        )

    @router.get("/corrections")
    async def corrections_page(http: HttpRequest) -> Response:
        visit = Visit(http)
        return visit.answer(await workers.run(http.receive, listed, visit))

    if token is None:
        return router

    @router.post("/corrections")
    async def correct(http: HttpRequest) -> Response:
        check_sender(http.scope["headers"], hosts)
        given = dict(urls.pairs_of(await _body(http)))
        token.check(given.get("token", ""))
        return RedirectResponse(await workers.run(http.receive, _answered, archive, given), 303)

    return router


async def _body(http: HttpRequest) -> bytes:
    """What a form sent; raises ``Refusal`` for more than a form of ours has."""
    found = b""
    async for chunk in http.stream():
        found += chunk
        if len(found) > BODY_LIMIT:
            raise Refusal("long_form", limit=BODY_LIMIT)
    return found


def _answered(_: Budget, archive: Archive, given: Mapping[str, str]) -> str:
    """Do what the form says; where its answer leads. A page that is left with nothing to show is
    not led back to."""
    told = _told(given, _done(archive, given))
    return way_back(given.get("back", ""), told, archive.is_known)


def _done(archive: Archive, given: Mapping[str, str]) -> Done:
    """Do what the pressed button says: ``said`` is its value."""
    what, _, rest = given.get("said", "").partition(" ")
    entity = given.get("entity", "")
    note = given.get("note", "")
    if what == "undo":
        return archive.undo(rest)
    if what == "same":
        other = archive.one_named(given.get("name", ""))
        return archive.correct(lambda reader, now: are_one(reader, now, entity, other, note))
    if what == "apart":
        form, doc = given.get("form", ""), given.get("doc", "")
        return archive.correct(lambda _, now: are_two(now, entity, form=form, doc=doc, note=note))
    parts = rest.split(" ", 3)
    if what != "mention" or len(parts) < 4 or not _is_number(parts[2]):
        raise BadRequest("bad_correction", value=given.get("said", "")[:80])
    label, field, start, doc = parts
    place = doc, field, int(start)
    return archive.correct(lambda reader, now: mention_is(reader, now, entity, place, label, note))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _told(given: Mapping[str, str], done: Done) -> list[tuple[str, str]]:
    """What came of a correction, for the page that the way back leads to."""
    is_undoing = given.get("said", "").startswith("undo ")
    name = "undone" if is_undoing else "kept" if done.is_new else "already"
    told = [(name, done.correction.id)]
    return [*told, ("waits", "1")] if done.waits else told
