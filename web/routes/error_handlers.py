"""What can go wrong, as an answer: one place that knows each error's status and words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Stopped
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.index_errors import IndexProblem
from search.request import QUERY_LIMIT
from search.request_errors import BadRequest, NotThere
from web.html.rendering import Templates
from web.http import urls
from web.http.refusals import Refusal
from web.i18n.negotiation import LANGUAGES, PARAMETER, language_of

SHOWN: Final = 120
"""Characters of a wrong value that are said back."""

RETRY_AFTER: Final = "2"
"""Seconds after which a request that was refused with 503 may be tried again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: HTTP status, code, facts for its words, and a message for the operator."""

    status: int
    code: str
    facts: Mapping[str, object]
    detail: str = ""


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is; what nobody foresaw is ``broken``."""
    if isinstance(error, BadRequest):
        status = 404 if isinstance(error, NotThere) else 400
        return Problem(status, error.code, error.facts)
    if isinstance(error, Refusal):
        return Problem(error.status, error.code, error.facts)
    if isinstance(error, CorrectionsBroken):
        # When serving, only writing one raises it.
        return Problem(503, "not_kept", {}, str(error))
    if isinstance(error, IndexProblem):
        return Problem(503, "index", {}, str(error))
    if isinstance(error, Stopped):
        return Problem(503, "too_slow", {})
    return Problem(500, "broken", {})


def answer(problem: Problem, http: HttpRequest, templates: Templates) -> Response:
    """The problem said in the reader's language: as a page, or as JSON under ``/api``."""
    is_api = http.scope["path"].startswith("/api/")
    pairs = _pairs(http)
    accepted = http.headers.get("accept-language", "en" if is_api else "")
    words = templates.words(language_of(pairs, http.cookies, accepted))
    facts = {name: _short(value) for name, value in problem.facts.items()}
    message = words.filled(f"error_{problem.code}", **facts)
    if is_api:
        said = {"code": problem.code, "message": message, "detail": problem.detail}
        content = json.dumps({"error": said}, ensure_ascii=False).encode("utf-8", "replace")
        response = Response(content, problem.status, media_type="application/json")
    else:
        query = next((value for name, value in pairs if name == "q"), "")
        page = templates.render(
            "wrong.html",
            words,
            query=query if len(query) <= QUERY_LIMIT else "",
            message=message,
            detail=problem.detail,
            languages_here=[
                (code, name, "" if code == words.language else f"/?{PARAMETER}={code}")
                for code, name in LANGUAGES.items()
            ],
        )
        response = Response(page, problem.status, media_type="text/html; charset=utf-8")
    response.headers["cache-control"] = "no-store"
    if problem.status == 503:
        response.headers["retry-after"] = RETRY_AFTER
    if problem.status == 405:
        response.headers["allow"] = "GET, HEAD"
    return response


def _pairs(http: HttpRequest) -> list[tuple[str, str]]:
    try:
        return urls.pairs_of(http.scope["query_string"])
    except Refusal:  # too many parameters, which may be the very thing to be said
        return []


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > SHOWN:
        return f"{value[:SHOWN]}…"
    return value
