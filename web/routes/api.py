"""The JSON interface: the same answers as the pages, for programs.

Answers are written straight from the plain objects; that they are what the models of OpenAPI
promise is tested, not checked again at every request.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.answer.serializers import document_json, overview_json, results_json
from search.archive import Archive
from search.completion.completions import LIMIT as COMPLETIONS_LIMIT
from search.completion.completions import completion_json
from search.concordance.mention_filter import MEANT, mention_filter
from search.entities.profile import ProfileRequest
from search.entities.serializers import profile_json
from search.names.gate_sides import checked_side
from search.request import PAGE_LIMIT, number_of
from search.similar.serializers import similar_json
from web.http import query_string, urls
from web.http.suggestion_urls import suggestion_url
from web.routes.api_models import (
    ArchiveAnswer,
    DocumentAnswer,
    SearchAnswer,
    SimilarAnswer,
    SuggestionShape,
)
from web.routes.api_routes import ApiRoute, Json, answer_json, routes_below_api
from web.routes.api_schema import (
    CITATION,
    COMPLETIONS,
    DOCUMENT,
    ENTITY,
    ENTITY_ID,
    FILE,
    LANGUAGE,
    LIMIT,
    MENTION_FILTERS,
    NAMES,
    NARROWING,
    REQUEST,
    SIDE,
    TYPED,
)
from web.routes.citations import citation, citations
from web.routes.exports import (
    concordance,
    corrections,
    facets,
    gates,
    mentions,
    names,
    people,
    results,
    years,
)
from web.routes.profile_models import ProfileAnswer
from web.routes.site import Site


async def entity(site: Site, http: HttpRequest) -> Response:
    """The profile of an entity, of what the filters ask for."""
    entity_id = urls.id_of(http.path_params["entity_id"])
    pairs = query_string.pairs_of(http.scope["query_string"])
    wanted = mention_filter(pairs)
    side = checked_side(dict(pairs).get("side", ""))
    asked = ProfileRequest(
        wanted if wanted.of("label") else wanted.but(label=(MEANT,)), side, limit=0
    )
    return await answer_json(
        site, http, lambda archive: profile_json(archive.profile(entity_id, asked))
    )


async def find(site: Site, http: HttpRequest) -> Response:
    """The documents that a request finds."""
    request = urls.request_of(http.scope["query_string"])
    return await answer_json(site, http, lambda archive: results_json(archive.results(request)))


async def document(site: Site, http: HttpRequest) -> Response:
    """One document, with the places where a request matches."""
    doc_id = urls.id_of(http.path_params["doc_id"])
    request = urls.request_of(http.scope["query_string"])
    return await answer_json(
        site, http, lambda archive: document_json(archive.document(doc_id, request))
    )


async def suggest(site: Site, http: HttpRequest) -> Response:
    """What may be meant by the beginning of a query."""
    given = dict(query_string.pairs_of(http.scope["query_string"]))
    limit = number_of("limit", given.get("limit") or str(COMPLETIONS), COMPLETIONS_LIMIT)
    text = given.get("q", "").replace("\0", "")

    base = site.deployment.base

    def found(archive: Archive) -> Json:
        return [
            {**completion_json(one), "url": f"{base}{suggestion_url(one)}"}
            for one in archive.completions(text, limit)
        ]

    return await answer_json(site, http, found)


async def similar(site: Site, http: HttpRequest) -> Response:
    """The documents that tell of the same as a document."""
    doc_id = urls.id_of(http.path_params["doc_id"])
    given = dict(query_string.pairs_of(http.scope["query_string"]))
    limit = number_of("limit", given.get("limit") or "10", PAGE_LIMIT)
    lang = given.get("lang", "")
    return await answer_json(
        site, http, lambda archive: similar_json(archive.similar(doc_id, lang, limit))
    )


async def overview(site: Site, http: HttpRequest) -> Response:
    """What the archive holds."""
    return await answer_json(site, http, lambda archive: overview_json(archive.overview()))


ROUTES: Final = (
    ApiRoute(
        "/mentions",
        mentions,
        "Every mention of an entity, or of all, as a file; streamed",
        [ENTITY, SIDE, *MENTION_FILTERS, *FILE],
    ),
    ApiRoute(
        "/concordance",
        concordance,
        "Every match of a request with the text around it, as a file; streamed",
        [*REQUEST, *FILE],
    ),
    ApiRoute(
        "/names",
        names,
        "What a search for each of many names finds: documents by language and form",
        [NAMES, *NARROWING, *FILE],
    ),
    ApiRoute(
        "/results",
        results,
        "Every document of a request, in the order of the page, as a file; streamed",
        [*REQUEST, *FILE],
    ),
    ApiRoute(
        "/facets",
        facets,
        "What a request finds, counted by every value of each facet, as a file",
        [*REQUEST, *FILE],
    ),
    ApiRoute(
        "/years",
        years,
        "What a request finds, counted by year and language, as a file",
        [*REQUEST, *FILE],
    ),
    ApiRoute("/gates", gates, "All gates with their documents, as a file", FILE),
    ApiRoute("/people", people, "All people with their documents, as a file", FILE),
    ApiRoute("/corrections", corrections, "The corrections in force, as a file", FILE),
    ApiRoute(
        "/search",
        find,
        "Documents that match, with forms, interpretations and facets",
        REQUEST,
        model=SearchAnswer,
    ),
    ApiRoute(
        "/citations",
        citations,
        "References to all documents that have all that was asked, as a file; streamed",
        [*REQUEST, CITATION],
    ),
    ApiRoute(
        "/doc/{doc_id:path}/citation",
        citation,
        "The reference to one document, as a file",
        [DOCUMENT, CITATION],
    ),
    ApiRoute(
        "/doc/{doc_id:path}/similar",
        similar,
        "Documents of a language that tell of the same as a document, with what they share",
        [DOCUMENT, LANGUAGE, LIMIT],
        model=SimilarAnswer,
    ),
    ApiRoute(
        "/doc/{doc_id:path}",
        document,
        "One document, with the places where the request matches",
        [DOCUMENT, *REQUEST],
        model=DocumentAnswer,
    ),
    ApiRoute(
        "/suggest",
        suggest,
        "Names, words and titles that begin as was typed",
        TYPED,
        model=list[SuggestionShape],
    ),
    ApiRoute(
        "/entities/{entity_id}",
        entity,
        "What the archive has of a gate, person, place or organisation; every number obeys the "
        "filters, what one of them could narrow to all but that",
        [ENTITY_ID, SIDE, *MENTION_FILTERS],
        model=ProfileAnswer,
    ),
    ApiRoute(
        "/overview",
        overview,
        "What the archive holds",
        [],
        model=ArchiveAnswer,
    ),
)


def api_router(site: Site) -> APIRouter:
    """The routes under ``/api``."""
    return routes_below_api(site, ROUTES)
