"""A reader behind a reverse proxy, below a path, finds no link that leads out of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import uvicorn

from corpus.readers import read_paths
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app
from web.http.allowed_hosts import Hosts
from web.http.base_path import base_path_of
from web.http.forwarded import Proxies
from web.operations.metrics import Metrics
from web.routes.deployment import Deployment

BASE = "/kho/songngu"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
MOST = 400
"""Pages that are walked; a value of a facet leads to more and more of them."""

OF_A_KIND = 12
"""Pages of one first folder and set of parameters: the links of the next are of the same kinds."""


class Addresses(HTMLParser):
    """Every address that a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction") and value is not None:
                self.found.add(value)


def proxy_to(port: int) -> type[BaseHTTPRequestHandler]:
    """A reverse proxy as nginx is told to be: it hands on what is below the path, and who asks."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith(f"{BASE}/"):
                self.send_error(418, "outside")
                return
            upstream = HTTPConnection("127.0.0.1", port)
            length = int(self.headers.get("content-length", 0))
            headers = {
                "Host": f"127.0.0.1:{port}",
                "X-Forwarded-For": self.client_address[0],
                "X-Forwarded-Proto": "https",
                "X-Forwarded-Host": "archive.example.org",
                "Content-Length": str(length),
            }
            body = self.rfile.read(length)
            upstream.request(self.command, self.path, body, headers)
            answer = upstream.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name in ("content-type", "location", "set-cookie"):
                if value := answer.getheader(name):
                    self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - http.server names it

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Proxy


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the proxy, behind which the server is."""
    folder = tmp_path_factory.mktemp("below") / "index"
    build(read_paths(sorted(SAMPLES.glob("*.md"))[::4]), folder)
    app = create_app(
        Archive(folder),
        hosts=Hosts.of("127.0.0.1", ["archive.example.org"]),
        deployment=Deployment(
            base=base_path_of(BASE), proxies=Proxies.of(["127.0.0.1"]), metrics=Metrics()
        ),
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    inner = server.servers[0].sockets[0].getsockname()[1]
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), proxy_to(inner))
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield proxy.server_address[1]
    proxy.shutdown()
    proxy.server_close()
    server.should_exit = True
    thread.join()


def ask(port: int, address: str, method: str = "GET", body: str = "") -> tuple[int, str, str]:
    """Status, where it leads, and content."""
    one = HTTPConnection("127.0.0.1", port, timeout=300)
    # As browsers write it.
    target = "".join(
        char if char.isascii() else f"%{byte:02X}"
        for char in address
        for byte in ([0] if char.isascii() else char.encode())
    )
    one.request(method, target, body or None)
    answer = one.getresponse()
    content = answer.read().decode("utf-8", "replace")
    one.close()
    return answer.status, answer.getheader("location") or "", content


def kind_of(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    folders = parts.path.removeprefix(BASE).split("/")
    names = sorted(set(re.findall(r"(?:^|&)([^=&]+)=", parts.query)))
    return (*folders[1:2], str(len(folders)), *names)


def test_no_page_has_a_link_that_leaves(port: int) -> None:
    waiting = [f"{BASE}/", f"{BASE}/search?q=luu+ninh", f"{BASE}/nowhere"]
    seen, kinds = set(waiting), dict[tuple[str, ...], int]()
    walked = 0
    while waiting and walked < MOST:
        address = waiting.pop(0)
        walked += 1
        status, _, page = ask(port, address)
        assert status == 200 or address.endswith("/nowhere"), address
        if "<html" not in page[:200]:
            continue
        for found in Addresses(page).found:
            whole = urljoin(address, found)
            if re.match("https?:", whole):
                continue  # The address of an original.
            assert whole.startswith(f"{BASE}/"), (address, found)
            whole = whole.partition("#")[0]
            kind = kind_of(whole)
            if whole not in seen and kinds.get(kind, 0) < OF_A_KIND:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(whole)
                waiting.append(whole)
    folders = {kind[0] for kind in kinds}
    assert {"", "search", "doc", "gates", "people", "static", "api", "names", "feed"} <= folders


def test_a_correction_leads_back_below_the_path(port: int) -> None:
    page = ask(port, f"{BASE}/gates/huu-nghi")[2]
    token = re.search(r'name="token" value="([^"]+)"', page)
    back = re.search(r'name="back" value="([^"]+)"', page)
    assert token is not None
    assert back is not None
    form = f"token={token[1]}&said=apart&entity=L%C6%B0u+Ninh&form=L%C6%B0u+Ninh&back={back[1]}"
    status, location, _ = ask(port, f"{BASE}/corrections", "POST", form)
    assert status == 303
    assert location.startswith(f"{BASE}/gates/huu-nghi?")
    assert ask(port, location)[0] == 200


def test_what_is_for_other_programs_has_the_address_that_readers_use(port: int) -> None:
    description = ask(port, f"{BASE}/opensearch.xml")[2]
    assert f'template="https://archive.example.org{BASE}/search?q=' in description


def test_the_figures_are_not_for_readers(port: int) -> None:
    assert ask(port, f"{BASE}/metrics")[0] == 403
    assert ask(port, "/metrics")[0] == 418
