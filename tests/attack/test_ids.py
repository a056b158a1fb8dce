"""A document or person of any legal id is reached by the link that a page prints."""

from __future__ import annotations

import html
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient

from corpus.document import Document
from corpus.readers import read_paths
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request import PAGE_LIMIT, Request
from web.app import create_app
from web.http import urls

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IDS = [
    *(".", "..", "...", "/", "//", "/.", "/..", "./", "../", "/../", "a/../b", "a/./b", "a//b"),
    *("%2F", "%2e%2e", "%2e", "%", "%%", "%25", "%zz", "..%2f..", ".%2e", "%00", "%5c"),
    *("~", "~2E", "~2e", "~2E~2E", "~7E2E", "~~", "~41"),
    *("?", "#", "a?b=c", "a#b", "?q=x#hit-1", ";", "a;b=c", "&amp;", "&", "=", "+", "a b"),
    *("\\", "\\..\\", "..\\", "C:\\x", "C|", "http://evil.example/", "//evil.example/", "a@b"),
    *("javascript:alert(1)", "\"'<>", "<script>", "{doc_id}", "[::1]", "|", "^", "`", "$", ","),
    *("\x01", "\x1b[0m", "\x7f", "\x85", "a\u202eb", "\u200b", "\ufeff", "\ufffd", "\u2028"),
    *("đ/Đ", "刘宁", "𣴓", "é", "\U000e0001", "\U0010ffff", "favicon.ico", "index.html", "api"),
    *("x" * 500, "刘" * 500, "𣴓" * 500, "/" * 500, "." * 500, "../" * 166, "%" * 500),
    *("\x01" * 500, ":", "@", "*"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("ids")
    file = folder / "ids.jsonl"
    rows = [{"id": an_id, "title": f"Tin {n}", "body": "Lưu Ninh"} for n, an_id in enumerate(IDS)]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    build(read_paths([file]), folder / "index")
    return Archive(folder / "index")


@pytest.fixture(scope="module")
def legal(archive: Archive) -> list[str]:
    """The ids as the reader of files kept them: what is white space has become a blank."""
    found = [hit.id for hit in archive.every_id(Request("Lưu Ninh"))]
    assert len(found) > len(IDS) - 5
    return found


@pytest.fixture(scope="module")
def printed(archive: Archive) -> list[str]:
    """Every link to a document on the page of results."""
    client = TestClient(create_app(archive), base_url="http://localhost")
    page = client.get(f"/search?q=Lưu+Ninh&limit={PAGE_LIMIT}").text
    return [html.unescape(href) for href in re.findall(r'<h2>.*?<a href="(/doc/[^"]*)"', page)]


def test_the_printed_link_leads_to_the_document(
    archive: Archive, legal: list[str], printed: list[str]
) -> None:
    assert len(printed) == len(legal)
    client = TestClient(create_app(archive), base_url="http://localhost")
    for href in printed:
        assert client.get(href).status_code == 200, href
    for an_id in legal:
        answer = client.get("/api" + urls.document_path(an_id))
        assert answer.json()["id"] == an_id


def test_every_page_prints_links_of_the_same_making(archive: Archive) -> None:
    client = TestClient(create_app(archive), base_url="http://localhost")
    for address in ("/", "/concordance?q=Lưu+Ninh", "/people/liu-ning?sort=left"):
        page = client.get(address).text
        hrefs = [html.unescape(href) for href in re.findall(r'href="(/doc/[^"]*)"', page)]
        assert hrefs
        assert all(client.get(href).status_code == 200 for href in hrefs), address


def test_links_between_languages_stay_on_the_document(archive: Archive, legal: list[str]) -> None:
    client = TestClient(create_app(archive), base_url="http://localhost")
    for an_id in legal:
        page = client.get(urls.document_path(an_id)).text
        hrefs = re.findall(r'href="(/doc/[^"]*ui=(?:vi|zh|en))"', page)
        assert len(hrefs) == 2
        assert all(client.get(html.unescape(href)).status_code == 200 for href in hrefs)


@pytest.fixture(scope="module")
def address(archive: Archive) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(archive), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_browser_resolves_each_printed_link_to_its_document(
    browser: Browser, address: str, legal: list[str]
) -> None:
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"/search?q=Lưu+Ninh&limit={PAGE_LIMIT}")
    # What the browser itself makes of the links, and what it gets there.
    found = page.evaluate(
        """async () => {
            const links = [...document.querySelectorAll("h2 a[href^='/doc/']")];
            const answers = [];
            for (const link of links) answers.push((await fetch("/api" + link.pathname)).json());
            return (await Promise.all(answers)).map(answer => answer.id);
        }"""
    )
    assert sorted(found) == sorted(legal)
    context.close()


def test_an_entity_of_any_id_is_reached(tmp_path: Path) -> None:
    own = tmp_path / "names"
    own.mkdir()
    ids = [".", "..", "a/b", "%2F", "~2E", "a?b", "a#b"]
    rows = [f"{an_id}\tplace\tLàng Mẫu {'A' * (n + 1)}" for n, an_id in enumerate(ids)]
    (own / "mine.tsv").write_text("\n".join(["id\tkind\tvi", *rows]) + "\n", "utf-8")
    build([Document("a", "Tin", "Lưu Ninh", "vi")], tmp_path / "index")
    client = TestClient(create_app(Archive(tmp_path / "index", [own])), base_url="http://localhost")
    for an_id in ids:
        answer = client.get(f"/places/{urls.segment(an_id)}")
        assert answer.status_code == 200, an_id
