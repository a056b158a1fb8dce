"""A suggestion leads to just as many documents as stand beside it."""

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.completion.completions import LIMIT
from web.http import urls


@pytest.mark.parametrize("typed", ["luu", "刘", "huu", "h", "cửa", "口岸", "lang s", "tin", "b"])
def test_the_count_of_a_suggestion_is_that_of_its_click(
    client: TestClient, archive: Archive, typed: str
) -> None:
    rows = client.get("/api/suggest", params={"q": typed, "limit": f"{LIMIT}"}).json()
    assert rows
    for row in rows:
        if row["kind"] == "title":
            assert client.get(row["url"]).status_code == 200
        else:
            request = urls.request_of(row["url"].partition("?")[2].encode())
            assert archive.results(request).total == row["count"], row


def test_there_are_entities_words_and_titles(client: TestClient) -> None:
    kinds = {
        row["kind"]
        for typed in ("luu", "huu", "h", "tin", "hop", "b")
        for row in client.get("/api/suggest", params={"q": typed, "limit": "20"}).json()
    }
    assert {"gate", "person", "place", "word", "title"} <= kinds
