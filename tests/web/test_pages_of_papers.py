"""The pages of a paper: on hits, in lines and exports, and in the text of the document."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.answer.highlighting import pieces, with_pages
from search.answer.marked_text import Span
from search.archive import Archive
from search.request import Request
from web.app import create_app

PAGES = (
    "Tin từ cửa khẩu, trang một.",
    "Bí thư Khu ủy Lưu Ninh đã đến Lạng Sơn.",
    "Trang ba không có gì.",
    "Ông Lưu Ninh đã về nước.",
)
BODY = "\n\n".join(PAGES)
PAPER = Document(
    "paper",
    "Công báo số 12",
    BODY,
    "vi",
    "2023-02-28",
    pages=tuple(BODY.index(text) for text in PAGES[1:]),
    confidence=(0, 91, 78, 95),
)
PLAIN = Document("plain", "Tin ngắn", "Hôm qua đồng chí Lưu Ninh hội đàm.", "vi")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("papers") / "index"
    build([PAPER, PLAIN], folder)
    archive = Archive(folder)
    # What the first answer loads takes longer than a request may, on a busy machine.
    archive.results(Request("lưu ninh"))
    return archive


@pytest.fixture(scope="module")
def client(archive: Archive) -> TestClient:
    return TestClient(create_app(archive), base_url="http://localhost")


def test_a_hit_says_the_page_of_its_first_match(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "lưu ninh"}).json()["hits"]
    assert {hit["id"]: hit["page"] for hit in hits} == {"paper": 2, "plain": 0}
    # The title is on the first page.
    (hit,) = client.get("/api/search", params={"q": "công báo"}).json()["hits"]
    assert hit["page"] == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", ("tr. 2", "tr. 4")), ("zh", ("第2页", "第4页")), ("en", ("p. 2", "p. 4"))],
)
def test_each_passage_says_its_page(
    client: TestClient, language: str, words: tuple[str, str]
) -> None:
    page = client.get("/search", params={"q": "lưu ninh", "ui": language}).text
    assert page.count('class="page"') == page.count(words[0])
    assert words[0] in page


def test_lines_and_exports_say_the_page(client: TestClient, archive: Archive) -> None:
    page = client.get("/concordance", params={"q": "lưu ninh", "ui": "en"}).text
    assert [word in page for word in ("· p. 2", "· p. 4", "· p. 3")] == [True, True, False]
    written = client.get(
        "/api/concordance", params={"q": "lưu ninh", "format": "csv", "about": "0"}
    )
    table = csv.DictReader(io.StringIO(written.text.removeprefix("\ufeff")))
    rows = [(row["doc"], row["page"]) for row in table]
    assert rows == [("paper", "2"), ("paper", "4"), ("plain", "0")]
    lines = [line for batch in archive.mentions(None) for line in batch if line.doc == "paper"]
    assert {line.surface: line.page for line in lines if line.surface == "Lạng Sơn"} == {
        "Lạng Sơn": 2
    }


def test_the_text_shows_where_pages_begin(client: TestClient) -> None:
    page = client.get("/doc/paper", params={"ui": "en"}).text
    assert page.count('class="page"') == 3
    assert 'id="page-2">p. 2</span> Bí thư' in page
    assert "p. 2: 91 %, p. 3: 78 %, p. 4: 95 %" in page
    answer = client.get("/api/doc/paper").json()
    assert (answer["body"], answer["pages"]) == (BODY, list(PAPER.pages))
    assert answer["confidence"] == [0, 91, 78, 95]


@given(
    st.text(max_size=40),
    st.lists(st.integers(0, 40), max_size=4),
    st.lists(st.integers(0, 40), max_size=6),
)
def test_pages_change_no_text(text: str, cuts: list[int], begins: list[int]) -> None:
    pages = sorted(min(at, len(text)) for at in begins)
    places = sorted({min(at, len(text)) for at in cuts})
    spans = [
        Span("body", start, end, "form", "typed")
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    found = pieces(text, spans)
    parted = with_pages(found, pages)
    assert "".join(piece.text for piece in parted) == text
    assert [piece for piece in parted if piece.form] == [piece for piece in found if piece.form]
    inside = [number for number, at in enumerate(pages, 2) if at < len(text)]
    assert [piece.page for piece in parted if piece.page] == inside
