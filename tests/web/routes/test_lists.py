"""Named lists on the page: made by forms, shown, given out as files, refused where they may not."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.lists.lists_file import ListsFile, lists_beside
from web.app import create_app
from web.http import urls
from web.http.allowed_hosts import ANY, Hosts
from web.routes.lists import BODY_LIMIT

HERE = "http://localhost"
NAMES = ["Hữu Nghị 2023", "..", "a/b?c#d%20", "<script>alert(1)</script>", "=1+1", "\"'"]

DOCUMENTS = [
    Document("a b/1", "Lưu Ninh <b>thăm</b>", "Ông Lưu Ninh đến.", "vi", "2023-01-01"),
    Document("=1+1", "=2+2", "刘宁到访。", "zh", "2023-01-02", source="=s"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(DOCUMENTS, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(create_app(Archive(folder)), headers={"accept-language": "en"}, base_url=HERE)


def token(client: TestClient) -> str:
    return re.findall(r'name="token" value="([^"]*)"', client.get("/search?q=").text)[0]


def do(client: TestClient, **fields: str) -> str:
    """Send a form; return where it leads."""
    given = {"token": token(client), **fields}
    answer = client.post("/lists", data=given, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.mark.parametrize("name", NAMES)
def test_a_list_of_any_name_is_made_shown_and_deleted(client: TestClient, name: str) -> None:
    for one in DOCUMENTS:
        do(client, do="add", list=name, doc=one.id)
    (href,) = re.findall(r'<li><a href="(/lists/[^"]+)">', client.get("/lists").text)
    page = client.get(unescape(href)).text
    assert page.count('class="hit"') == 2
    assert "<script>alert" not in page
    assert "<b>thăm" not in page
    for one in DOCUMENTS:
        assert urls.document_path(one.id) in unescape(page)
        assert client.get(urls.document_path(one.id)).status_code == 200
    assert do(client, do="delete", list=name) == "/lists"
    assert client.get(unescape(href)).status_code == 404


def test_the_form_beside_a_hit_leads_back_to_it(client: TestClient) -> None:
    page = client.get("/search?q=lưu+ninh&lang=vi").text
    anchor = re.findall(r'<li class="hit" id="(\w+)">', page)[0]
    form = re.findall(r'action="/lists">(.*?)</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields = {name: unescape(value) for name, value in fields.items()}
    back = do(client, **fields, list="Của tôi", do="add")
    assert back.endswith(f"#{anchor}")
    again = client.get(back).text
    assert "<b>Của tôi</b>" in again
    assert '<option value="Của tôi">' in again
    (at_document,) = [
        dict(re.findall(r'name="(\w+)" value="([^"]*)"', one))
        for one in re.findall(
            r'action="/lists">(.*?)</form>', client.get("/doc/a b~2F1?q=x").text, re.DOTALL
        )
    ]
    at_document.pop("do")
    assert do(client, **at_document, list="B", do="add") == "/doc/a%20b~2F1?q=x"


def test_where_a_form_leads_is_always_here(client: TestClient) -> None:
    for at, back in (
        ("search", "//evil.example/?q=x"),
        ("search", "q=x\r\nSet-Cookie: a=b"),
        ("//evil.example", "q=x"),
        ("doc", "https://evil.example"),
    ):
        where = do(client, do="add", list="a", doc="=1+1", at=at, back=back)
        assert re.match(r"/(search|doc|lists)[/?]", where), where
        assert "\n" not in where


def test_notes_names_and_taking_out(client: TestClient) -> None:
    for one in DOCUMENTS:
        do(client, do="add", list="a", doc=one.id)
    anchor = urls.anchor_of("=1+1")
    assert do(client, do="note", list="a", doc="=1+1", note="=cmd 'x' <i>") == f"/lists/a#{anchor}"
    assert 'value="=cmd &#39;x&#39; &lt;i&gt;"' in client.get("/lists/a").text
    assert do(client, do="rename", list="a", name="Mới / 新") == urls.list_path("Mới / 新")
    assert client.get("/lists/a").status_code == 404
    do(client, do="remove", list="Mới / 新", doc="a b/1")
    assert client.get(urls.list_path("Mới / 新")).text.count('class="hit"') == 1
    assert do(client, do="remove", list="Mới / 新", doc="=1+1") == "/lists"


def test_a_list_is_a_file_in_every_format(client: TestClient) -> None:
    for one in DOCUMENTS:
        do(client, do="add", list="a/1", doc=one.id)
    do(client, do="note", list="a/1", doc="=1+1", note="@note")
    page = client.get(urls.list_path("a/1")).text
    buttons = re.findall(r'formaction="([^"]+)" name="format" value="(\w+)"', page)
    assert [form for _, form in buttons] == ["csv", "xlsx", "jsonl", "bibtex", "ris", "csl"]
    for path, form in buttons:
        assert client.get(path, params={"format": form}).content
    path = buttons[0][0]
    about, *rows = [json.loads(line) for line in client.get(path).text.splitlines()]
    assert about["filters"] == {"list": ["a/1"]}
    assert [(row["id"], row["note"], row["there"]) for row in rows] == [
        ("a b/1", "", 1),
        ("=1+1", "@note", 1),
    ]
    text = client.get(f"{path}?format=csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert len(client.get(f"{path}?format=csl").json()) == 2
    assert client.get(f"{path}?format=doc").status_code == 400
    assert client.get("/api/lists/nowhere").status_code == 404


def test_a_document_that_is_gone_stays_in_the_list_and_is_said(
    client: TestClient, folder: Path
) -> None:
    for one in DOCUMENTS:
        do(client, do="add", list="a", doc=one.id)
    other = folder.with_name("other")
    build(DOCUMENTS[:1], other)
    lists_beside(folder).rename(lists_beside(other))
    later = TestClient(create_app(Archive(other)), base_url=HERE, headers={"accept-language": "en"})
    page = later.get("/lists/a").text
    assert page.count('class="hit"') == 2
    assert "not in the index any more" in page
    rows = [json.loads(line) for line in later.get("/api/lists/a?about=0").text.splitlines()]
    assert [(row["id"], row["there"]) for row in rows] == [("a b/1", 1), ("=1+1", 0)]
    assert len(later.get("/api/lists/a?format=csl").json()) == 1


def test_what_may_not_be_is_refused_and_changes_nothing(client: TestClient, folder: Path) -> None:
    lists = ListsFile(lists_beside(folder))
    do(client, do="add", list="a", doc="=1+1")
    before = lists.path.read_bytes()
    good = {"token": token(client), "do": "add", "list": "b", "doc": "=1+1"}
    for wrong, status in (
        ({"token": ""}, 403),
        ({"token": "x"}, 403),
        ({"doc": "nowhere"}, 404),
        ({"list": ""}, 400),
        ({"list": "x" * 101}, 400),
        ({"do": "drop"}, 400),
        ({"note": "x" * BODY_LIMIT}, 413),
    ):
        assert client.post("/lists", data={**good, **wrong}).status_code == status, wrong
    other = {"sec-fetch-site": "cross-site"}
    assert client.post("/lists", data=good, headers=other).status_code == 403
    assert client.get("/lists", params=good).status_code == 200
    assert lists.path.read_bytes() == before


def test_a_broken_file_costs_its_pages_and_no_others(client: TestClient, folder: Path) -> None:
    lists_beside(folder).write_text("{broken\n", "utf-8")
    assert client.get("/lists").status_code == 503
    assert ":1: " in client.get("/lists").text
    page = client.get("/search?q=lưu+ninh")
    assert page.status_code == 200
    assert 'class="keep"' not in page.text
    assert client.get("/doc/=1+1").status_code == 200


def test_a_server_that_takes_nothing_has_no_lists(folder: Path) -> None:
    app = create_app(Archive(folder), read_only=True, hosts=Hosts(frozenset((ANY,))))
    client = TestClient(app, base_url=HERE)
    assert client.get("/lists").status_code == 404
    assert client.post("/lists", data={"do": "add"}).status_code == 404
    assert client.get("/api/lists/a").status_code == 404
    page = client.get("/search?q=lưu+ninh").text
    assert 'class="keep"' not in page
    assert 'href="/lists"' not in page
