"""Asking by meaning on the page and in the JSON interface; without vectors nothing shows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.meaning.embedding import embed
from indexer.meaning.models import open_model
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app
from web.routes.api_models import ErrorAnswer, SearchAnswer

DOCUMENTS = [
    Document("vi-1", "Cơn gió lạ ở tỉnh", "Tin ngắn.", "vi", "2020-01-01"),
    *(Document(f"zh-{at}", f"怪风 {at}", "消息。", "zh", "2022-01-01") for at in range(12)),
]
SWITCH = "By meaning too"
BACK = "Words only"


@pytest.fixture(scope="module")
def reader(word_model: None, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("meaning") / "index"
    build(DOCUMENTS, folder)
    embed(folder, open_model("words"))
    app = create_app(Archive(folder))
    return TestClient(app, base_url="http://localhost", headers={"accept-language": "en"})


def page(reader: TestClient, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.text


def link_of(text: str, word: str) -> str:
    (found,) = re.findall(f'<a href="([^"]*)">{word}</a>', text)
    return unescape(found)


def test_one_click_asks_by_meaning_and_one_goes_back(reader: TestClient) -> None:
    plain = page(reader, "/search?q=cơn gió lạ")
    assert "found by" not in plain
    asked = page(reader, link_of(plain, SWITCH))
    assert "found by words and meaning" in asked
    assert "found by its meaning" in asked
    assert "1 document, 12 more by meaning" in asked
    assert page(reader, link_of(asked, BACK)) == plain


def test_pages_go_on_through_what_meaning_found(reader: TestClient) -> None:
    first = page(reader, "/search?q=cơn gió lạ&meaning=1")
    (following,) = re.findall('<a rel="next" href="([^"]*)"', first)
    second = page(reader, unescape(following))
    assert first.count('class="hit"') == 10
    assert second.count('class="hit"') == 3


def test_where_words_find_nothing_meaning_is_offered_and_its_hits_are_shown(
    reader: TestClient,
) -> None:
    nothing = page(reader, "/search?q=zxqv")
    asked = page(reader, link_of(nothing, SWITCH))
    assert 'class="nothing"' in nothing
    assert 'class="nothing"' not in asked
    assert "found by its meaning" in asked


def test_the_search_box_keeps_asking_by_meaning(reader: TestClient) -> None:
    asked = page(reader, "/search?q=cơn gió lạ&meaning=1")
    assert '<input type="hidden" name="meaning" value="1">' in asked


def test_the_json_interface_says_what_found_each_hit(reader: TestClient) -> None:
    answer = reader.get("/api/search?q=cơn gió lạ&meaning=1").json()
    SearchAnswer.model_validate(answer)
    assert (answer["total"], answer["by_meaning"]) == (1, 12)
    assert [hit["found_by"] for hit in answer["hits"]] == ["both"] + ["meaning"] * 9


def test_without_vectors_nothing_is_offered_and_asking_is_answered_with_what_to_do(
    client: TestClient,
) -> None:
    offered = client.get("/search?q=luu ninh", headers={"accept-language": "en"}).text
    assert SWITCH not in offered
    for language, words in {"vi": "songngu embed", "zh": "向量", "en": "Make them with"}.items():
        answer = client.get("/api/search?q=x&meaning=1", headers={"accept-language": language})
        assert answer.status_code == 400
        error = ErrorAnswer.model_validate(answer.json()).error
        assert error.code == "no_vectors"
        assert words in error.message
