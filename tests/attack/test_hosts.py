"""A page under another name can't read a token here, nor send a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.corrections.corrections_file import beside
from indexer.pipeline.indexing import build
from search.archive import Archive
from songngu.__main__ import main
from songngu.environment import Settings
from web.app import create_app
from web.http.allowed_hosts import Hosts, host_of

OURS = [
    *("localhost", "localhost:8000", "LOCALHOST", "localhost.", "LocalHost.:80", "localhost:"),
    *("127.0.0.1", "127.0.0.1:1", "127.8.9.10", "[::1]", "[::1]:8000", "[0:0:0:0:0:0:0:1]:80"),
]
OTHERS = [
    *("evil.example", "evil.example:8000", "localhost.evil.example", "evil.localhost", "local"),
    *("127.0.0.1.evil.example", "127.0.0.1@evil.example", "evil.example@127.0.0.1", "localhost:x"),
    *("localhost:80:80", "localhost/", "localhost#", "localhost\\@evil", "192.168.0.5", "0.0.0.0"),
    *("::1", "[::1", "[::2]", "[localhost]", "[::1]x", "[::ffff:8.8.8.8]", "", " ", "%6cocalhost"),
    *("localhost..", ".localhost", "localhost evil", "localhost,evil", "ｌocalhost\u0000", "1"),
]


@pytest.fixture(scope="module")
def app(small_index: Path) -> FastAPI:
    """Of an archive that no test changes."""
    return create_app(Archive(small_index))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn."
    build([Document("a", "Tin", text, "vi", "2023-01-01")], tmp_path / "index")
    return tmp_path / "index"


def client_of(folder: Path, hosts: Hosts | None = None) -> TestClient:
    return TestClient(create_app(Archive(folder), hosts=hosts), base_url="http://localhost")


@pytest.mark.parametrize("host", OURS)
def test_our_own_names_are_answered_however_written(client: TestClient, host: str) -> None:
    assert Hosts().hold(host_of(host))
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_any_other_name_gets_nothing_but_a_sentence(client: TestClient, host: str) -> None:
    assert not Hosts().hold(host_of(host))
    headers = {"host": host.encode("utf-8"), "accept-language": "en"}
    for address in ("/gates/huu-nghi", "/corrections", "/static/x", "/nowhere"):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 421
        assert 'name="token"' not in answer.text
        assert "--allowed-host" in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    answer = client.get("/api/overview", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (421, "wrong_host")


def test_a_rebound_name_reads_no_token_and_corrects_nothing(folder: Path) -> None:
    page = client_of(folder).get("/gates/huu-nghi").text
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    said = re.search(r'name="said" value="([^"]*)"', page)
    assert said is not None
    client = TestClient(create_app(Archive(folder)), base_url="http://evil.example:8000")
    assert 'name="token"' not in client.get("/gates/huu-nghi").text
    answer = client.post("/corrections", data={**data, "said": said[1]})
    assert answer.status_code == 421
    assert not beside(folder).exists()


@pytest.fixture
def status_of(app: FastAPI, send_raw: Callable[..., Any]) -> Callable[..., int]:
    """The status for a list of headers and a target."""
    return lambda headers, target="/": send_raw(app, target, headers=headers).status


def test_what_may_be_read_in_two_ways_is_refused(status_of: Callable[..., int]) -> None:
    ours, other = (b"host", b"localhost"), (b"host", b"evil.example")
    assert status_of([ours]) == 200
    assert status_of([]) == 421
    for hosts in ([ours, other], [other, ours], [ours, ours]):
        assert status_of(hosts) == 421


def test_a_whole_address_as_target_is_asked_of_the_host_it_names(
    status_of: Callable[..., int],
) -> None:
    ours = [(b"host", b"localhost")]
    assert status_of(ours, "http://localhost/") == status_of(ours, "HTTP://127.0.0.1:80") == 200
    assert status_of(ours, "http://localhost/nowhere") == 404
    assert status_of(ours, "http://evil.example/") == 421
    assert status_of(ours, "http://localhost@evil.example/") == 421
    assert status_of([(b"host", b"evil.example")], "http://localhost/") == 421


@pytest.mark.parametrize("name", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_what_a_client_says_of_a_proxy_counts_for_nothing(client: TestClient, name: str) -> None:
    evil = {"host": "evil.example", name: "localhost"}
    assert client.get("/", headers=evil).status_code == 421
    assert client.get("/", headers={name: "evil.example"}).status_code == 200


@pytest.mark.parametrize(
    ("bound", "more", "taken", "refused"),
    [
        ("192.168.0.5", [], ["192.168.0.5:8000", "localhost"], ["192.168.0.6", "evil.example"]),
        ("0.0.0.0", [], ["10.0.0.7", "[fe80::1]", "localhost"], ["evil.example", "archive.lan"]),
        ("::", [], ["10.0.0.7", "[2001:db8::5]:80"], ["evil.example"]),
        ("archive.lan", [], ["archive.lan", "ARCHIVE.lan.:80"], ["x.archive.lan", "evil.example"]),
        ("127.0.0.1", ["Archive.Example.org."], ["archive.example.org"], ["example.org"]),
        (
            "127.0.0.1",
            ["*.example.org"],
            ["a.example.org", "a.b.example.org"],
            ["example.org", "badexample.org", "example.org.evil.example", ".example.org"],
        ),
        ("127.0.0.1", ["tên.vn"], ["tên.vn".encode("idna").decode()], ["ten.vn"]),
        ("127.0.0.1", ["2001:db8::1"], ["[2001:DB8:0::1]:80"], ["[2001:db8::2]"]),
        ("127.0.0.1", ["*"], ["evil.example", "10.0.0.1"], ["", "a b", "a@b"]),
    ],
)
def test_more_names_are_those_that_were_given(
    bound: str, more: list[str], taken: list[str], refused: list[str]
) -> None:
    hosts = Hosts.of(bound, more)
    assert [one for one in taken if not hosts.hold(host_of(one))] == []
    assert [one for one in refused if hosts.hold(host_of(one))] == []


@given(st.text(max_size=40))
def test_nothing_but_a_name_of_ours_is_taken_for_one(text: str) -> None:
    allowed = {"localhost", "::1"}
    host = host_of(text)
    assert not Hosts().hold(host) or host in allowed or host.startswith("127.")


@pytest.mark.parametrize("name", ["http://a.example", "a b", "", "a/b", "*.", "[::1"])
def test_what_is_no_name_of_a_host_is_said_at_the_start(
    small_index: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["serve", "--index", str(small_index), "--allowed-host", name]) == 1
    assert "is no name of a host" in capsys.readouterr().err


def test_the_environment_names_hosts_too() -> None:
    given = {"SONGNGU_ALLOWED_HOSTS": "a.example, *.b.example c.example"}
    settings = Settings.from_environment(given)
    assert settings.allowed_hosts == ("a.example", "*.b.example", "c.example")


def test_a_server_for_all_says_to_which_names_it_answers(
    serve: Callable[..., Any],
) -> None:
    served = serve(
        *("serve", "--port", "0", "--host", "0.0.0.0", "--allowed-host", "archive.example.org")
    )
    assert "archive.example.org" in served.line
    assert "any address in digits" in served.line
    assert b" 421 " in served.said(b"GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n")[:20]
    assert b" 200 " in served.said(b"GET / HTTP/1.0\r\nHost: archive.example.org\r\n\r\n")[:20]


HERE = "http://localhost"


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"origin": HERE}, True),
        ({"origin": "null"}, True),  # what a browser says under our own referrer policy
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://archive.example.org"}, True),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, False),
        ({"origin": HERE, "sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://localhost:3000"}, False),
        ({"origin": "http://localhost.evil.example"}, False),
        ({"origin": "file://"}, False),
        ({"origin": "chrome-extension://localhost"}, False),
        ({"origin": "x"}, False),
    ],
)
def test_a_form_that_a_browser_says_comes_from_elsewhere_is_refused_though_its_token_is_right(
    folder: Path, headers: Mapping[str, str], is_taken: bool
) -> None:
    client = client_of(folder, Hosts.of("127.0.0.1", ["archive.example.org"]))
    page = client.get("/gates/huu-nghi").text
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    said = re.search(r'name="said" value="([^"]*)"', page)
    assert said is not None
    answer = client.post(
        "/corrections", data={**data, "said": said[1]}, headers=headers, follow_redirects=False
    )
    assert answer.status_code == (303 if is_taken else 403)
    assert beside(folder).exists() == is_taken


def test_a_real_browser_sends_what_is_taken(
    browser: Any, serve: Callable[..., Any], small_index: Path
) -> None:
    served = serve("serve", "--port", "0")
    for name in ("localhost", "127.0.0.1"):
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(300_000)
        page.goto(f"http://{name}:{served.port}/people/liu-ning")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.locator("button[name=said][value^=mention]").first.click()
        page.wait_for_url("**kept=**")
        page.goto(f"http://{name}:{served.port}/corrections")
        page.locator("button[name=said]").first.click()
        page.wait_for_url("**undone=**")
        page.close()
