"""What the server takes and refuses, and with what status, is what its OpenAPI description says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from corpus.readers import read_paths
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app
from web.http.allowed_hosts import ANY, Hosts

EXAMPLES = 60
"""Requests of random parameters for each route, beside those that try each rule's edges."""

BEYOND_A_SCHEMA = [
    # The grammar of queries is none of JSON Schema's: "(" is a string and refused all the same.
    positive_data_acceptance,
    # A list of strings takes 101.9 and "true": in an address everything is a string. What is
    # refused is tested below, at the edge of each rule.
    negative_data_rejection,
]

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("schema") / "index"
    some = sorted(SAMPLES.glob("*.md"))[::8]
    build(read_paths(some), folder)
    return create_app(Archive(folder), hosts=Hosts(frozenset((ANY,))))


@pytest.fixture(scope="module")
def api(app: FastAPI) -> BaseSchema:
    async def lasting(scope: Scope, receive: Receive, send: Send) -> None:
        # The client begins and ends an application with each request; ours ends once.
        if scope["type"] == "http":
            await app(scope, receive, send)
            return
        for what in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{what}.complete"})

    return schemathesis.openapi.from_asgi("/api/openapi.json", lasting)


def cases(
    api: BaseSchema, path: str, mode: GenerationMode
) -> Callable[[Callable[[Case], None]], None]:
    """Runs a check on random requests of one route, those of its description or others."""

    def run(check: Callable[[Case], None]) -> None:
        strategy = api[path]["GET"].as_strategy(generation_mode=mode)
        settings(max_examples=EXAMPLES)(given(strategy)(check))()

    return run


PATHS = [
    "/api/search",
    "/api/doc/{doc_id}",
    "/api/doc/{doc_id}/similar",
    "/api/overview",
    "/api/suggest",
    "/api/mentions",
    "/api/concordance",
    "/api/names",
    "/api/results",
    "/api/facets",
    "/api/years",
    "/api/gates",
    "/api/people",
    "/api/corrections",
    "/api/entities/{entity_id}",
    "/api/citations",
    "/api/doc/{doc_id}/citation",
    *("/api/compare", "/api/compare-table", "/api/compare-picture"),
    *("/api/sides", "/api/sides-table"),
]


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, GenerationMode.POSITIVE) for path in PATHS),
        # The overview takes nothing that could be wrong.
        *((path, GenerationMode.NEGATIVE) for path in PATHS if path != "/api/overview"),
    ],
)
def test_every_answer_is_as_described(api: BaseSchema, path: str, mode: GenerationMode) -> None:
    @cases(api, path, mode)
    def check(case: Case) -> None:
        case.call_and_validate(excluded_checks=BEYOND_A_SCHEMA)


def test_no_route_is_left_out(api: BaseSchema) -> None:
    assert sorted(api) == sorted(PATHS)


def beyond(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Of each rule of a parameter: a value just within it, and one just beyond."""
    if "enum" in schema:
        for value in schema["enum"]:
            yield value, f"{value}x"
    if "maximum" in schema:
        yield str(schema["maximum"]), str(schema["maximum"] + 1)
    if "minimum" in schema:
        yield str(schema["minimum"]), str(schema["minimum"] - 1)
    if schema.get("type") == "integer":
        yield "5", "5.0"
        yield "5", "५"
    if "pattern" in schema:
        for value in ("2020", "2020-05", "2020-05-01"):
            yield value, f"{value}-1"
            yield value, value.replace("0", "٠")
    if "maxLength" in schema:
        yield "n" * schema["maxLength"], "n" * (schema["maxLength"] + 1)


def test_the_edge_of_each_rule_is_where_the_description_says(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://localhost")
    tried = 0
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        address = path.replace("{doc_id}", "nothing").replace("{entity_id}", "nothing")
        for one in operations["get"].get("parameters", ()):
            if one["in"] != "query":
                continue
            schema = one["schema"]
            # Who asks for a name that nobody has, or for that document, is told 404.
            for within, over in beyond(schema.get("items", schema)):
                assert client.get(address, params={one["name"]: within}).status_code in (200, 404)
                assert client.get(address, params={one["name"]: over}).status_code == 400, one
                tried += 1
            if "maxItems" in schema:
                values = [f"a{number}" for number in range(schema["maxItems"] + 1)]
                answer = client.get(address, params={one["name"]: values})
                assert answer.status_code == 400
            if one.get("allowEmptyValue"):
                assert client.get(address, params={one["name"]: ""}).status_code in (200, 404)
    assert tried > 50


def test_a_filter_of_blanks_is_a_value_that_no_document_has(app: FastAPI) -> None:
    # Found by the requests above: the name of what has no words.
    client = TestClient(app, base_url="http://localhost")
    for name in ("gates", "people", "places"):
        answer = client.get("/api/search", params={name: "\r"})
        assert (answer.status_code, answer.json()["total"]) == (200, 0)
