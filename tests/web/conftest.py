"""One index of the sample corpus for all tests of the page, with records that mean harm; and a
browser."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.document import Document
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus
from indexer.pipeline.indexing import DEFAULT_ENGINE, build
from search.archive import Archive
from tests.cluster import needs_cluster
from tests.web.console import is_fault
from web.app import create_app
from web.routes.deployment import Deployment
from web.uploads.indexing_process import IndexingProcess
from web.uploads.upload_folder import UploadFolder
from web.uploads.uploads import Uploads

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

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
        "mau-url",
        "Lưu Ninh",
        "刘宁 " * 80,
        "zh",
        "2001",
        url="https://example.org/a?b=1&c=2",
        encoding="gb18030",
        repaired="gb18030 as windows-1252",
    ),
    Document("mau-empty", "", "", "vi"),
]


ENGINE = os.environ.get("SONGNGU_TEST_ENGINE", DEFAULT_ENGINE)
"""Of the pages that are tested; ``make test-opensearch`` runs those in the browser on another."""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    if ENGINE == "opensearch":
        needs_cluster()
    folder = tmp_path_factory.mktemp("web") / "index"
    build([*read_paths([sample_corpus()]), *HOSTILE], folder, ENGINE)
    return Archive(folder)


@pytest.fixture(scope="session")
def app(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = UploadFolder(tmp_path_factory.mktemp("web") / "added")
    # Files can be added; indexing them is tested in tests/attack/test_uploads.py.
    uploads = Uploads(folder, IndexingProcess(folder, [sys.executable, "-c", "pass"]))
    return create_app(archive, deployment=Deployment(uploads=uploads))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A reader without a language of their own; an unforeseen error fails the test."""
    return TestClient(app, base_url="http://localhost", headers={"accept-language": ""})


@pytest.fixture(scope="session")
def ask_raw(app: FastAPI, send_raw: Callable[..., Any]) -> Callable[..., Any]:
    """Ask this application for an address of any bytes."""
    return partial(send_raw, app)


FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 120_000
"""Milliseconds after which a page hangs, on however busy a machine."""


def missing(reason: str) -> None:
    """Skip with the reason; where the whole system must be there, fail."""
    if os.environ.get("SONGNGU_REQUIRE_SYSTEM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine; its address."""
    # Listening already: who comes before the server runs waits, and is not refused.
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as found:
        yield found


@contextmanager
def chromium_started() -> Iterator[Browser]:
    """Start Chromium; skip where it, or Playwright, is missing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium is not installed: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium_started() as opened:
        yield opened


def read_by(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """A fresh profile; the test fails if the page asks another host, errs or breaks its policy."""
    context: BrowserContext = browser.new_context(
        locale="vi-VN",
        base_url=address,
        **options,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("console", lambda one: said.append(one.text) if is_fault(one) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in elsewhere if not url.startswith(f"{address}/")] == []
    assert said == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from read_by(browser, address, viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    size = {"width": 390, "height": 844}
    yield from read_by(browser, address, viewport=size, is_mobile=True, has_touch=True)


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Page]:
    yield from read_by(browser, address, java_script_enabled=False)


@pytest.fixture
def fresh(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of fresh profiles with any further options."""
    opened: list[BrowserContext] = []

    def page(**options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        opened.append(context)
        made = context.new_page()
        made.set_default_timeout(PATIENCE)
        return made

    yield page
    for context in opened:
        context.close()
