"""A long text is shown in parts: every page small, every place and match in one of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request import Request
from web.app import create_app
from web.i18n.texts import all_texts
from web.pages.documents.document_page import DocumentPage
from web.pages.documents.document_place import DocumentPlace

SENTENCE = "Bí thư Khu ủy Quảng Tây Lưu Ninh thăm cửa khẩu Hữu Nghị <b>&amp;</b> và TP. Lạng Sơn. "
CHINESE = "广西壮族自治区党委书记刘宁到友谊关口岸会见越南谅山省委书记。"
TEXTS = {
    "long": SENTENCE * 120,
    "lines": (SENTENCE * 3 + "\n\n") * 30,
    "chinese": CHINESE * 200,
    "dense": "刘宁 " * 400,
    "short": SENTENCE + "\n" + SENTENCE,
    "bidi": "Lưu Ninh \u202e đảo \u2066 ngược <script>alert(1)</script> " * 40,
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("long") / "index"
    build(
        [
            Document(name, f"Bài {name}", text, "zh" if "刘" in text else "vi", "2023-02-28")
            for name, text in TEXTS.items()
        ],
        folder,
    )
    archive = Archive(folder)
    archive.results(Request("lưu ninh"))
    return archive


@pytest.fixture(scope="module")
def client(archive: Archive) -> TestClient:
    return TestClient(create_app(archive), base_url="http://localhost")


class Shown(HTMLParser):
    """The text of the paragraphs of a document, without what the page puts in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.start = -1
        self._is_over = False
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self.start = int(given["data-start"] or 0)
        kind = given.get("class") or ""
        if tag == "p" and self.start >= 0 and not self._is_over and kind != "meta":
            self._open.append("text")
        elif self._open:
            self._open.append("added" if kind in ("hop", "page") else tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()
        if tag == "article":
            self._is_over = True

    def handle_data(self, data: str) -> None:
        if self._open and "added" not in self._open:
            self.text += data


def parts_of(client: TestClient, name: str, query: str) -> list[str]:
    first = client.get(f"/doc/{name}", params={"q": query, "part": 1}).text
    count = re.search(r'name="part" min="1" max="(\d+)"', first)
    others = range(2, int(count[1]) + 1 if count else 2)
    return [first, *(client.get(f"/doc/{name}?q={query}&part={n}").text for n in others)]


@pytest.mark.parametrize("name", list(TEXTS))
@pytest.mark.parametrize("query", ["", "lưu ninh"])
def test_the_parts_joined_are_the_stored_text(client: TestClient, name: str, query: str) -> None:
    at, text = 0, ""
    for page in parts_of(client, name, query):
        shown = Shown(page)
        assert shown.start == at
        text += shown.text
        at += len(shown.text)
    assert text == client.get(f"/api/doc/{name}").json()["body"]


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_page_is_small_and_every_match_is_on_one(client: TestClient, name: str) -> None:
    pages = parts_of(client, name, "lưu ninh")
    assert max(len(page.encode()) for page in pages) <= 60_000
    numbers = [int(n) for page in pages for n in re.findall(r'<mark[^>]* id="hit-(\d+)"', page)]
    total = len(client.get(f"/api/doc/{name}?q=lưu ninh").json()["spans"])
    assert numbers == list(range(1, total + 1))


def test_a_match_leads_to_the_next_in_another_part(client: TestClient) -> None:
    page = client.get("/doc/long?q=lưu ninh&part=1").text
    last = max(int(n) for n in re.findall(r' id="hit-(\d+)"', page))
    (link,) = set(re.findall(rf'href="([^"]+&amp;hit={last + 1}#hit-{last + 1})"', page))
    following = client.get(link.replace("&amp;", "&").partition("#")[0]).text
    assert f'id="hit-{last + 1}"' in following


def test_a_document_opens_where_its_first_match_is(client: TestClient, archive: Archive) -> None:
    del archive
    page = client.get("/doc/long?q=lưu ninh").text
    assert 'id="hit-1"' in page
    # What the address names goes first.
    assert 'id="hit-1"' not in client.get("/doc/long?q=lưu ninh&part=3").text
    assert client.get("/doc/long?part=999999").status_code == 200


@pytest.mark.parametrize("at", [0, 40, 3_333, 8_000])
@pytest.mark.parametrize("query", ["", "lưu ninh"])
def test_a_span_is_marked_exactly(client: TestClient, at: int, query: str) -> None:
    body = TEXTS["long"]
    page = client.get(f"/doc/long?q={query}&span={at}-{at + 700}").text
    assert page.count(f'id="c{at}-{at + 700}"') == 1

    class Cited(Shown):
        def handle_data(self, data: str) -> None:
            if "cited" in self._open and "added" not in self._open:
                self.text += data

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            super().handle_starttag(tag, attrs)
            if dict(attrs).get("class") == "cited":
                self._open[-1] = "cited"

    part = Shown(page)
    assert Cited(page).text == body[at : at + 700][: part.start + len(part.text) - at]


@pytest.mark.parametrize(
    "address",
    ["span=9-3", "span=0-0", "span=99999999-999999999", "part=0", "hit=999", "marks=none"],
)
def test_places_that_are_none_open_the_document(client: TestClient, address: str) -> None:
    assert client.get(f"/doc/short?q=lưu ninh&{address}").status_code == 200


@pytest.mark.parametrize("address", ["span=a-b", "span=3", "part=x", "hit=-1", "marks=all"])
def test_what_is_no_place_is_said(client: TestClient, address: str) -> None:
    assert client.get(f"/doc/short?{address}").status_code == 400


def test_marks_are_switched_by_the_address(client: TestClient) -> None:
    def marked(marks: str) -> tuple[bool, bool]:
        page = client.get(f"/doc/short?q=lưu ninh&marks={marks}").text
        return "<mark" in page, 'class="named"' in page

    assert [marked(one) for one in ("entities", "hits", "none")] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_the_links_keep_what_is_marked(client: TestClient) -> None:
    page = client.get("/doc/long?q=lưu ninh&marks=hits").text
    assert page.count("&amp;part=") == page.count("&amp;marks=hits&amp;part=") + 2


def test_a_name_says_what_it_is_in_both_scripts(archive: Archive) -> None:
    page = DocumentPage(
        archive.document("short", Request("")), Request(""), all_texts()["vi"], DocumentPlace()
    )
    html = "".join(page.paragraphs())
    assert 'title="Khu ủy Quảng Tây 广西壮族自治区党委 — ' in html


def test_hostile_text_stays_text(client: TestClient) -> None:
    page = client.get("/doc/bidi?span=0-400").text
    assert "<script>alert" not in page
    # An article is isolated: what turns in it turns nothing outside it (base.css).
    assert page.count("\u202e") == TEXTS["bidi"][: len(Shown(page).text)].count("\u202e")
