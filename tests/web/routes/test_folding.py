"""Reprints on the page and in JSON: folded, counted, and each reached by links."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app

STORY = " ".join(
    f"Xe hàng qua cửa khẩu Tân Thanh vào buổi {part} rất đông."
    for part in (
        "sáng sớm",
        "giữa trưa",
        "chiều muộn",
        "tối trời",
        "nửa đêm",
        "rạng đông",
        "chợ phiên",
        "lễ hội",
    )
)
PRINTED = [
    Document("first", "Xe hàng qua Tân Thanh", STORY, "vi", "2024-05-03", "Báo Lạng Sơn"),
    Document("again", "Tân Thanh đông xe", STORY.upper(), "vi", "2024-05-02", "VnExpress"),
    Document("later", "Đông xe", f"(TTXVN) {STORY}", "vi", "2024-05-01", "广西日报"),
    Document("other", "Tân Thanh vắng", "Cửa khẩu Tân Thanh hôm nay vắng xe.", "vi", "2024-04-01"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("folding") / "index"
    build(PRINTED, folder)
    app = create_app(Archive(folder))
    return TestClient(app, base_url="http://localhost", headers={"accept-language": ""})


def shown(client: TestClient, address: str) -> list[str]:
    """The ids of the documents that a page lists."""
    return re.findall(r'<h2><span[^>]*>VI</span> <a href="/doc/(\w+)\?', client.get(address).text)


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", "+2 bản in lại"), ("zh", "+2篇转载"), ("en", "+2 reprints")]
)
def test_reprints_are_counted_under_the_first_and_a_click_lists_them(
    client: TestClient, lang: str, text: str
) -> None:
    page = client.get(f"/search?q=Tân+Thanh&sort=newest&ui={lang}").text
    assert shown(client, "/search?q=Tân+Thanh&sort=newest") == ["first", "other"]
    link = re.search(r'<a class="copies" href="([^"]+)">([^<]+)</a>', page)
    assert link is not None
    assert link[2] == text
    story = unescape(link[1])
    assert shown(client, story) == ["first", "again", "later"]
    # The filter that narrows to the story is taken away by a click, too.
    chip = re.search(r'<a class="filter" href="([^"]+)"', client.get(story).text)
    assert chip is not None
    assert shown(client, unescape(chip[1])) == ["first", "other"]


def test_totals_count_documents(client: TestClient) -> None:
    found = client.get("/api/search?q=Tân+Thanh").json()
    assert found["total"] == 4
    assert sum(row["count"] for row in found["facets"]["source"]) == 4


def test_json_has_the_copies_of_each_hit_and_where_the_next_page_begins(
    client: TestClient,
) -> None:
    first = client.get("/api/search?q=Tân+Thanh&sort=newest&limit=1").json()
    (hit,) = first["hits"]
    assert (hit["id"], hit["copies"]) == ("first", {"count": 2, "ids": ["again", "later"]})
    assert first["next_offset"] == 3
    (hit,) = client.get("/api/search?q=Tân+Thanh&sort=newest&limit=1&offset=3").json()["hits"]
    assert (hit["id"], hit["copies"]) == ("other", {"count": 0, "ids": []})


def test_unfolded_it_is_as_if_there_were_no_stories(client: TestClient) -> None:
    found = client.get("/api/search?q=Tân+Thanh&sort=newest&folded=0").json()
    assert [hit["id"] for hit in found["hits"]] == ["first", "again", "later", "other"]
    assert "next_offset" not in found
    assert not any("copies" in hit for hit in found["hits"])
    address = "/search?q=Tân+Thanh&sort=newest"
    unfold = re.search(r'<a href="([^"]+folded=0[^"]*)">', client.get(address).text)
    assert unfold is not None
    assert len(shown(client, unescape(unfold[1]))) == 4
    again = client.get(unescape(unfold[1])).text
    assert f'href="{address}"' in unescape(again)


def test_pages_of_a_folded_list_lead_on_and_back(client: TestClient) -> None:
    address = "/search?q=Tân+Thanh&sort=newest&limit=1&ui=en"
    page = client.get(address).text
    assert "documents 1–3 of 4" in page
    following = re.search(r'<a rel="next" href="([^"]+)"', page)
    assert following is not None
    page = client.get(unescape(following[1])).text
    assert 'id="' in page
    assert "documents 4–4 of 4" in client.get(f"{unescape(following[1])}&ui=en").text
    assert 'rel="next"' not in page
    back = re.search(r'<a rel="prev" href="([^"]+)"', page)
    assert back is not None
    assert shown(client, unescape(back[1])) == ["first"]


def test_behind_the_end_a_link_leads_to_the_last_page(client: TestClient) -> None:
    page = client.get("/search?q=Tân+Thanh&sort=newest&limit=1&offset=40").text
    last = re.search(r'<p class="said">.*?<a href="([^"]+)"', page, re.DOTALL)
    assert last is not None
    assert shown(client, unescape(last[1])) == ["other"]


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", "Bản in lại ở"), ("zh", "另见刊于"), ("en", "Also printed in")]
)
def test_a_document_says_where_else_it_was_printed(
    client: TestClient, lang: str, text: str
) -> None:
    page = client.get(f"/doc/again?ui={lang}").text
    assert f"<h2>{text}</h2>" in page
    links = re.findall(r'<li><a href="(/doc/\w+)"[^>]*>([^<]+)</a></li>', page)
    assert [href for href, _ in links] == ["/doc/later", "/doc/first"]
    assert links[1][1].startswith("Báo Lạng Sơn · ")
    assert "<h2>" + text not in client.get(f"/doc/other?ui={lang}").text


def test_json_of_a_document_has_its_copies(client: TestClient) -> None:
    copies = client.get("/api/doc/first").json()["copies"]
    assert [one["id"] for one in copies] == ["later", "again"]
    assert copies[0] == {
        "id": "later",
        "title": "Đông xe",
        "date": "2024-05-01",
        "source": "广西日报",
    }


def test_a_document_with_many_copies_lists_some_and_leads_to_all(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("many") / "index"
    build([Document(f"d{n:02}", f"Tin {n}", STORY, "vi", "2024") for n in range(13)], folder)
    client = TestClient(create_app(Archive(folder)), base_url="http://localhost")
    page = client.get("/doc/d04?ui=en").text
    assert len(re.findall(r'<li><a href="/doc/d', page)) == 10
    more = re.search(r'<li><a href="(/search[^"]+)">\+12 reprints</a>', page)
    assert more is not None
    assert len(shown(client, f"{unescape(more[1])}&limit=100")) == 13
