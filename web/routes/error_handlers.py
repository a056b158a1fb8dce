"""Errors as answers: the one place that knows the status and the text of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Match

from indexer.budget import Stopped
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.index_errors import IndexProblem
from search.lists.lists_file import ListsBroken
from search.request import QUERY_LIMIT
from search.request_errors import BadRequest, NotThere
from web.access.attempts import WINDOW
from web.html.rendering import Templates
from web.http import query_string, urls
from web.http.refusals import Refusal
from web.http.request_record import record_of
from web.http.security import HEADERS
from web.i18n.negotiation import LANGUAGES, PARAMETER, language_of
from web.i18n.texts import Texts, all_texts

SHOWN: Final = 120
"""Most characters of a wrong value that the message repeats."""

RETRY_AFTER: Final = "2"
"""Seconds after which a request that was refused with 503 may be tried again."""

CHALLENGE: Final = 'Basic realm="Song Ngu", charset="UTF-8"'
"""Asks for a name and a password (RFC 7617)."""


class ErrorAnswer(Struct, frozen=True):
    """An error: HTTP status, code, facts for its text, and a message for the operator."""

    status: int
    code: str
    facts: Mapping[str, object]
    detail: str = ""


def problem_of(error: Exception) -> ErrorAnswer:
    """Return the problem that an exception is; one that nobody foresaw is ``broken``."""
    if isinstance(error, BadRequest):
        status = 404 if isinstance(error, NotThere) else 400
        return ErrorAnswer(status, error.code, error.facts)
    if isinstance(error, Refusal):
        return ErrorAnswer(error.status, error.code, error.facts)
    if isinstance(error, CorrectionsBroken | ListsBroken):
        # When serving, only writing a correction raises it.
        return ErrorAnswer(503, "not_kept", {}, str(error))
    if isinstance(error, IndexProblem):
        return ErrorAnswer(503, "index", {}, str(error))
    if isinstance(error, Stopped):
        return ErrorAnswer(503, "too_slow", {})
    return ErrorAnswer(500, "broken", {})


def add_error_handlers(app: FastAPI, templates: Templates) -> None:
    """Let every error of an application be answered in the reader's language."""

    async def foreseen(http: HttpRequest, error: Exception) -> Response:
        return error_response(problem_of(error), http, templates)

    async def unrouted(http: HttpRequest, error: Exception) -> Response:
        is_method = isinstance(error, HTTPException) and error.status_code == 405
        return await foreseen(http, Refusal("bad_method" if is_method else "no_page"))

    async def disconnected(http: HttpRequest, error: Exception) -> Response:
        # Who sent half a form has gone; this is seen by nobody, and is no error of ours.
        return Response(status_code=400)

    async def unforeseen(http: HttpRequest, error: Exception) -> Response:
        # Outside of SecurityHeaders. Starlette raises the error again, so that the server logs it.
        response = await foreseen(http, error)
        response.headers.update(HEADERS)
        return response

    for kind in (BadRequest, Refusal, IndexProblem, Stopped):
        app.add_exception_handler(kind, foreseen)
    app.add_exception_handler(HTTPException, unrouted)
    app.add_exception_handler(ClientDisconnect, disconnected)
    app.add_exception_handler(Exception, unforeseen)


def error_response(problem: ErrorAnswer, http: HttpRequest, templates: Templates) -> Response:
    """Say the problem in the reader's language: as a page, or as JSON under ``/api``."""
    is_api = http.scope["path"].startswith("/api/")
    pairs = _pairs(http)
    accepted = http.headers.get("accept-language", "en" if is_api else "")
    texts = all_texts()[language_of(pairs, http.cookies, accepted)]
    facts = {name: _short(value) for name, value in problem.facts.items()}
    message = texts.filled(f"error_{problem.code}", **facts)
    if is_api:
        content, media_type = _json(problem, message), "application/json"
    else:
        query = next((value for name, value in pairs if name == "q"), "")
        content = _page(problem, message, texts, templates, query)
        media_type = "text/html; charset=utf-8"
    record_of(http.scope).refused = problem.code
    response = Response(content, problem.status, media_type=media_type)
    response.headers["cache-control"] = "no-store"
    if problem.status == 503:
        response.headers["retry-after"] = RETRY_AFTER
    if problem.status == 401:
        response.headers["www-authenticate"] = CHALLENGE
    if problem.status == 429:
        response.headers["retry-after"] = str(round(WINDOW))
    if problem.status == 405:
        response.headers["allow"] = ", ".join(_answered(http))
    return response


def _answered(http: HttpRequest) -> list[str]:
    """List the methods that this address answers to, HEAD wherever it does to GET
    (web/http/security.py). The router itself knows only those of the first route of a path."""
    found: list[str] = []
    for method, says in (("GET", ("GET", "HEAD")), ("POST", ("POST",))):
        scope = {**http.scope, "method": method}
        is_taken = any(one.matches(scope)[0] is Match.FULL for one in http.app.router.routes)
        if is_taken and method != http.method:
            found += says
    return found


def _json(problem: ErrorAnswer, message: str) -> bytes:
    error = {"code": problem.code, "message": message, "detail": problem.detail}
    return json.dumps({"error": error}, ensure_ascii=False).encode("utf-8", "replace")


def _page(
    problem: ErrorAnswer, message: str, texts: Texts, templates: Templates, query: str
) -> bytes:
    return templates.render(
        "error.html",
        texts,
        query=query if len(query) <= QUERY_LIMIT else "",
        message=message,
        detail=problem.detail,
        languages_here=[
            (code, name, "" if code == texts.language else urls.home_url([(PARAMETER, code)]))
            for code, name in LANGUAGES.items()
        ],
    )


def _pairs(http: HttpRequest) -> list[tuple[str, str]]:
    try:
        return query_string.pairs_of(http.scope["query_string"])
    except Refusal:  # too many parameters, which may be the very thing to be said
        return []


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > SHOWN:
        return f"{value[:SHOWN]}…"
    return value
