"""What is said where no cluster answers, or one that can't be used."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.engines.opensearch.client import Busy, Cluster, Missing, Slow
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.index_errors import (
    ClusterRefused,
    ClusterUnreachable,
    ClusterUnsuited,
    IndexProblem,
    TooManyAlternatives,
)

GOOD = {"version": {"distribution": "opensearch", "number": "3.8.0"}}
LOGIN = "Basic " + base64.b64encode(b"u:p").decode()


class Answering(ThreadingHTTPServer):
    """Says the version at ``/``, and elsewhere one answer; asks for a login if told."""

    version: object = GOOD
    answer: tuple[int, object] = (200, {})
    login = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        status, answer = (200, self.server.version) if self.path == "/" else self.server.answer
        if self.server.login and self.headers.get("authorization") != self.server.login:
            status, answer = 401, {"message": "Unauthorized"}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(server: Answering) -> Iterator[Answering]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def server() -> Iterator[Answering]:
    with running(Answering(("127.0.0.1", 0), _Handler)) as found:
        yield found


def error(kind: str, reason: str = "why") -> dict[str, object]:
    return {"error": {"type": "all", "root_cause": [{"type": kind, "reason": reason}]}}


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(ClusterUnreachable, match=f"No OpenSearch cluster answers at {url}"):
        Cluster(ClusterSettings(urls=(url,))).ask("GET", "/_x")


def test_a_cluster_that_says_nothing_is_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Slow, match="did not answer in 0 s"):
            Cluster(ClusterSettings(urls=(url,), timeout=0.1)).ask("GET", "/_x")


def test_another_node_is_asked_where_one_is_gone(server: Answering) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    for urls in ((url, server.url), (server.url, url)):
        cluster = Cluster(ClusterSettings(urls=urls))
        assert [cluster.ask("GET", "/_x") for _ in range(4)] == [{}] * 4


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"version": {"number": "8.17.0", "build_flavor": "default"}}, "is no OpenSearch"),
        ({"version": {"number": "2.3.0", "distribution": "opensearch"}}, "2.4 or newer"),
        ({"hello": "world"}, "is no OpenSearch"),
        (["hello"], "is no OpenSearch"),
    ],
)
def test_another_program_or_an_old_version(server: Answering, version: object, said: str) -> None:
    server.version = version
    with pytest.raises(ClusterUnsuited, match=said):
        Cluster(ClusterSettings(urls=(server.url,))).ask("GET", "/_x")


def test_a_login_that_is_refused(server: Answering) -> None:
    server.login = LOGIN
    settings = ClusterSettings(urls=(server.url,), archive="news")
    with pytest.raises(ClusterRefused, match=r"indices news-\*"):
        Cluster(settings).ask("GET", "/_x")
    right = ClusterSettings(urls=(server.url,), user="u", password="p")
    assert Cluster(right).ask("GET", "/_x") == {}
    server.answer = 403, error("security_exception", "no permissions")
    with pytest.raises(ClusterRefused, match="refused the login"):
        Cluster(right).ask("GET", "/_x")


@pytest.mark.parametrize(
    ("status", "answer", "kind", "said"),
    [
        (404, error("index_not_found_exception"), Missing, "index_not_found_exception: why"),
        (429, error("circuit_breaking_exception"), Busy, "can't answer now"),
        (503, error("cluster_block_exception"), Busy, "can't answer now"),
        (400, error("too_many_nested_clauses"), TooManyAlternatives, "1,024 parts"),
        (400, error("parsing_exception"), IndexProblem, "400 parsing_exception: why"),
        (500, error("node_disconnected_exception"), Busy, "can't answer now"),
        (413, {"message": "too large"}, IndexProblem, "413"),
    ],
)
def test_each_error_of_the_cluster_is_said(
    server: Answering, status: int, answer: object, kind: type[IndexProblem], said: str
) -> None:
    cluster = Cluster(ClusterSettings(urls=(server.url,)))
    server.answer = status, answer
    with pytest.raises(kind, match=said):
        cluster.ask("GET", "/_x")


def test_a_certificate_that_nobody_has_signed_and_one_that_is_named(tmp_path: Path) -> None:
    certificate, key = tmp_path / "own.pem", tmp_path / "own.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    served = Answering(("127.0.0.1", 0), _Handler)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    served.socket = context.wrap_socket(served.socket, server_side=True)
    with running(served):
        url = served.url.replace("http:", "https:")
        with pytest.raises(ClusterUnreachable, match="SONGNGU_OPENSEARCH_CA"):
            Cluster(ClusterSettings(urls=(url,))).ask("GET", "/_x")
        named = ClusterSettings(urls=(url,), authority=str(certificate))
        assert Cluster(named).ask("GET", "/_x") == {}
        assert Cluster(ClusterSettings(urls=(url,), verify=False)).ask("GET", "/_x") == {}
        served.login = LOGIN
        both = ClusterSettings(urls=(url,), authority=str(certificate), user="u", password="p")
        assert Cluster(both).ask("GET", "/_x") == {}


def test_a_client_that_is_not_installed_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    for name in [name for name in sys.modules if name.startswith("indexer.engines.opensearch")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(IndexProblem, match=r"pip install 'songngu\[opensearch\]'"):
        open_engine("opensearch", tmp_path)


def test_an_index_of_a_cluster_that_is_away_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    monkeypatch.setenv("SONGNGU_OPENSEARCH_URL", url)
    monkeypatch.setenv("SONGNGU_OPENSEARCH_PATIENCE", "0.1")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "songngu", "index", "corpus/samples"),
            *("--engine", "opensearch", "--index", str(tmp_path / "index")),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert f"No OpenSearch cluster answers at {url}" in done.stderr
    assert "Traceback" not in done.stderr
