"""What a reader sees of encodings: nothing where all are one, a choice where they are not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_a_document_says_its_encoding_and_what_it_was_mended_from(client: TestClient) -> None:
    page = client.get("/doc/mau-url?ui=en").text
    assert "from gb18030 as windows-1252" in page
    assert "the file itself is as it was" in page
    shape = client.get("/api/doc/mau-url").json()
    assert (shape["encoding"], shape["repaired"]) == ("gb18030", "gb18030 as windows-1252")


def test_a_hit_says_both_as_json(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "刘宁 encoding:gb18030"}).json()["hits"]
    assert [(hit["id"], hit["encoding"]) for hit in hits] == [("mau-url", "gb18030")]
    assert hits[0]["repaired"] == "gb18030 as windows-1252"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("Lưu Ninh", True),  # utf-8 of the samples, gb18030 of one, unknown of others
        ("Lạng Sơn", False),
    ],
)
def test_encodings_are_a_choice_where_there_are_two(
    client: TestClient, query: str, shown: bool
) -> None:
    page = client.get("/search", params={"q": query, "ui": "en"}).text
    assert ("encoding=gb18030" in page) == shown
    assert ("encoding=unknown" in page) == shown


def test_one_that_is_chosen_can_be_taken_back(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "刘宁", "encoding": "gb18030"}).json()
    assert [hit["id"] for hit in answer["hits"]] == ["mau-url"]
