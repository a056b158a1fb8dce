"""Corrections on the page: taken from forms, listed, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from indexer.budget import Budget
from search.archive import Archive
from search.entities.feedback import CorrectionResult, correct_mention, join_people, separate_people
from web.access.roles import Role, visitor_of
from web.http import query_string
from web.http.allowed_hosts import check_sender
from web.http.correction_forms import (
    ALREADY,
    APART,
    KEPT,
    SAME,
    UNDONE,
    Outcome,
    mention_button,
    outcome_pairs,
    undone_id,
)
from web.http.forms import body_of
from web.http.page_request import PageRequest
from web.http.refusals import Refusal
from web.pages.dossiers.corrections_page import CorrectionsPage
from web.routes.return_address import return_address
from web.routes.site import Site, bound

BODY_LIMIT: Final = 16_384
"""Most bytes of a form that are read."""


def corrections_router(site: Site) -> APIRouter:
    """The list of corrections; with a token, also what changes it."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/corrections", bound(site, list_corrections))
    if site.token is not None:
        router.add_api_route("/corrections", bound(site, correct), methods=["POST"])
    return router


async def list_corrections(site: Site, http: HttpRequest) -> Response:
    """The page of all corrections."""
    page_request = PageRequest(http)
    return page_request.response(await site.workers.run(http.receive, _listed, site, page_request))


async def correct(site: Site, http: HttpRequest) -> Response:
    """Do what a form says, and lead back to the page it was on."""
    if site.token is None:
        raise Refusal("bad_method")
    visitor = visitor_of(http.scope)
    visitor.check(Role.CORRECTOR)
    check_sender(http.scope["headers"], site.hosts)
    given = dict(query_string.pairs_of(await body_of(http, BODY_LIMIT)))
    site.token.check(given.get("token", ""))
    return RedirectResponse(
        await site.workers.run(http.receive, _answered, site, given, visitor.name), 303
    )


def _listed(_: Budget, site: Site, page_request: PageRequest) -> bytes:
    page = CorrectionsPage(
        site.archive.corrections, page_request.texts, site.token_for(page_request)
    )
    page.add_notices(page_request.pairs, site.archive.names_problem)
    return site.templates.page("corrections.html", page_request, page)


def _answered(_: Budget, site: Site, given: Mapping[str, str], who: str) -> str:
    """Do what the form says; return the address that its answer leads to. A page that is left with
    nothing to show is not led back to."""
    done = _done(site.archive, given, who)
    is_undone = undone_id(given.get("said", "")) is not None
    name = UNDONE if is_undone else KEPT if done.is_new else ALREADY
    outcome = Outcome(name, done.correction.id, done.waits)
    return return_address(given.get("back", ""), outcome_pairs(outcome), site.archive.is_known)


def _done(archive: Archive, given: Mapping[str, str], who: str) -> CorrectionResult:
    """Do what the pressed button says: ``said`` is its value."""
    correct = partial(archive.correct, who=who)
    said, entity, note = (given.get(name, "") for name in ("said", "entity", "note"))
    what = said.partition(" ")[0]
    if (correction_id := undone_id(said)) is not None:
        return archive.undo(correction_id, who)
    if what == SAME:
        other = archive.one_named(given.get("name", ""))
        return correct(lambda reader, now: join_people(reader, now, entity, other, note))
    if what == APART:
        form, doc = given.get("form", ""), given.get("doc", "")
        return correct(lambda _, now: separate_people(now, entity, form=form, doc=doc, note=note))
    button = mention_button(said)
    if button.label == APART:
        return correct(lambda _, now: separate_people(now, button.entity, doc=button.doc))
    place = button.doc, button.field, button.start
    return correct(
        lambda reader, now: correct_mention(reader, now, button.entity, place, button.label, note)
    )
