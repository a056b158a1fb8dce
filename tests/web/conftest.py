"""One index of the sample corpus for all tests of the page, with records that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.document import Document
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app

HOSTILE = [
    Document(
        "hostile/1 ?#%..",
        "<script>alert(1)</script> Lưu Ninh \u202e\"'",
        "<img src=x onerror=alert(1)> Lưu Ninh & 刘宁 <b>",
        "vi",
        "2001-02-03",
        source='"><script>alert(2)</script>',
        url="javascript:alert(3)",
        province="<i>",
        genre="<u>",
    ),
    Document("hostile-data", "", "Lưu Ninh", "zh", "", url="data:text/html,<script>"),
    Document(
        "mau-url", "Lưu Ninh", "刘宁 " * 80, "zh", "2001", url="https://example.org/a?b=1&c=2"
    ),
    Document("mau-empty", "", "", "vi"),
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("web") / "index"
    build([*read_paths([sample_corpus()]), *HOSTILE], folder)
    return Archive(folder)


@pytest.fixture(scope="session")
def app(archive: Archive) -> FastAPI:
    return create_app(archive)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A reader without a language of their own; an unforeseen error fails the test."""
    return TestClient(app, base_url="http://localhost", headers={"accept-language": ""})


@pytest.fixture(scope="session")
def ask_raw(app: FastAPI, send_raw: Callable[..., Any]) -> Callable[..., Any]:
    """Ask this application for an address of any bytes."""
    return partial(send_raw, app)
