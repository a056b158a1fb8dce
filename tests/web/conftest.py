"""One index of the sample corpus for all tests of the page, with records that mean harm."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

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


@dataclass
class Raw:
    """An answer to a request that no HTTP library would send."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@pytest.fixture(scope="session")
def ask_raw(app: FastAPI) -> Callable[..., Raw]:
    """Puts any bytes into the address, as a server would hand them on."""

    def ask(path: str, query_string: bytes = b"", method: str = "GET") -> Raw:
        answer = Raw()

        sent = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict[str, object]:
            for message in sent:
                return message
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                answer.status = int(str(message["status"]))
                pairs: list[tuple[bytes, bytes]] = message["headers"]  # type: ignore[assignment]
                answer.headers = {name.decode(): value.decode() for name, value in pairs}
            else:
                answer.body += message.get("body", b"")  # type: ignore[operator]

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode("utf-8", "surrogatepass"),
            "query_string": query_string,
            "headers": [(b"host", b"localhost")],
            "server": ("localhost", 80),
            "client": ("localhost", 1),
            "root_path": "",
        }
        asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
        return answer

    return ask
