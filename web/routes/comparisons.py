"""Comparisons and the two sides for programs: as JSON, as tables, and as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.comparison.compared import MOST, compared
from search.comparison.narrowing import NARROWING
from search.comparison.serializers import comparison_json, sides_json
from search.comparison.tables import (
    COMPARE_COLUMNS,
    SIDES_COLUMNS,
    comparison_lines,
    sides_lines,
)
from search.comparison.two_sides import ALSO_MOST, two_sides
from search.export.writers import Batches
from search.request import NAME_LIMIT
from web.http import query_string
from web.http.comparison_urls import COMPARE, SIDES
from web.i18n.negotiation import language_of
from web.i18n.texts import all_texts
from web.pages.comparisons.asked_comparison import (
    ALSO,
    COUNT,
    DOCUMENTS,
    ENTITY,
    MENTIONS,
    MONTH,
    asked_comparison,
    asked_sides,
    comparison_pairs,
    drawn_of,
    sides_pairs,
)
from web.pages.comparisons.compare_page import ComparePage
from web.routes.api_routes import ApiRoute, answer_json, routes_below_api
from web.routes.api_schema import DATE, FILE, MENTION_FILTERS, SIDE
from web.routes.comparison_models import CompareAnswer, SidesAnswer
from web.routes.exports import Table, send_table
from web.routes.site import Site

_FILTERS: Final = [one for one in MENTION_FILTERS if one["name"] in (*NARROWING, "from", "to")]

_NAME: Final = "an id, or a name in any script; what is unclear is said in the answer."
_COMPARED: Final = [
    {
        "name": ENTITY,
        "in": "query",
        "description": f"What is compared: {_NAME} May be repeated.",
        "allowEmptyValue": True,
        "schema": {
            "type": "array",
            "items": {"type": "string", "maxLength": NAME_LIMIT},
            "maxItems": MOST,
        },
    },
    SIDE,
    *_FILTERS,
]
_COUNTED: Final = {
    "name": COUNT,
    "in": "query",
    "description": "What is drawn. Not given: mentions.",
    "schema": {"type": "string", "enum": [MENTIONS, DOCUMENTS]},
}
_SIDES: Final = [
    {
        "name": ENTITY,
        "in": "query",
        "description": f"What it is about: {_NAME} Not given: every document.",
        "allowEmptyValue": True,
        "schema": {"type": "string", "maxLength": NAME_LIMIT},
    },
    {
        "name": ALSO,
        "in": "query",
        "description": "The id of an entity that a document must mention, too. May be repeated.",
        "allowEmptyValue": True,
        "schema": {
            "type": "array",
            "items": {"type": "string", "maxLength": NAME_LIMIT},
            "maxItems": ALSO_MOST,
        },
    },
    {
        "name": MONTH,
        "in": "query",
        "description": "A date that stands for both from and to.",
        "allowEmptyValue": True,
        "schema": {"type": "string", "pattern": DATE},
    },
    SIDE,
    *(one for one in _FILTERS if one["name"] != "lang"),
]


def _pairs(http: HttpRequest) -> list[tuple[str, str]]:
    return query_string.pairs_of(http.scope["query_string"])


async def compare(site: Site, http: HttpRequest) -> Response:
    """Up to five entities beside each other."""
    asked = asked_comparison(_pairs(http))
    return await answer_json(site, http, lambda archive: comparison_json(compared(archive, asked)))


async def compare_table(site: Site, http: HttpRequest) -> Response:
    """A comparison as a file."""
    asked = asked_comparison(_pairs(http))

    def lines(archive: Archive) -> Batches:
        yield from comparison_lines(compared(archive, asked))

    said = comparison_pairs(asked.named, asked.side, asked.wanted)
    return await send_table(site, http, Table("compare-table", COMPARE_COLUMNS, lines, said))


async def compare_picture(site: Site, http: HttpRequest) -> Response:
    """A comparison as a picture."""
    pairs = _pairs(http)
    asked = asked_comparison(pairs)
    drawn = drawn_of(pairs)
    texts = all_texts()[language_of(pairs, http.cookies, http.headers.get("accept-language", ""))]

    def chunks(archive: Archive) -> Iterator[bytes]:
        yield ComparePage(compared(archive, asked), drawn, texts).drawing()

    return await site.downloads.answer_as(http, chunks, "compare.svg", "image/svg+xml")


async def sides(site: Site, http: HttpRequest) -> Response:
    """What the documents of both languages say of the same."""
    asked = asked_sides(_pairs(http))
    return await answer_json(site, http, lambda archive: sides_json(two_sides(archive, asked)))


async def sides_table(site: Site, http: HttpRequest) -> Response:
    """The numbers of the two sides as a file."""
    asked = asked_sides(_pairs(http))

    def lines(archive: Archive) -> Batches:
        yield from sides_lines(two_sides(archive, asked))

    said = sides_pairs(asked)
    return await send_table(site, http, Table("sides-table", SIDES_COLUMNS, lines, said))


ROUTES: Final = (
    ApiRoute(
        COMPARE,
        compare,
        "Up to five gates, people, places or organisations beside each other, by year, language "
        "and side; the numbers are those of their profiles under the same filters",
        _COMPARED,
        model=CompareAnswer,
    ),
    ApiRoute(f"{COMPARE}-table", compare_table, "A comparison as a file", [*_COMPARED, *FILE]),
    ApiRoute(
        f"{COMPARE}-picture",
        compare_picture,
        "Bars by year and language for each that is compared, as SVG",
        [*_COMPARED, _COUNTED],
    ),
    ApiRoute(
        SIDES,
        sides,
        "What the Vietnamese and the Chinese documents have of an entity, of dates, or of both: "
        "volumes by month or year, the first, the newest, what only one side mentions",
        _SIDES,
        model=SidesAnswer,
    ),
    ApiRoute(
        f"{SIDES}-table", sides_table, "The numbers of the two sides as a file", [*_SIDES, *FILE]
    ),
)


def comparisons_router(site: Site) -> APIRouter:
    """The routes of comparisons under ``/api``."""
    return routes_below_api(site, ROUTES)
