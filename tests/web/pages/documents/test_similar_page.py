"""What tells of the same as a document has a page of its own, which the document leads to."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from indexer.plan import Everything
from search.archive import Archive
from web.html.marking import escaped
from web.http.urls import document_path, similar_path
from web.i18n.texts import all_texts


@pytest.fixture(scope="module")
def found(archive: Archive) -> str:
    """A document of the samples that has another like it, in its own language."""
    with archive.reading() as reader:
        ids = sorted(hit.id for hit in reader.every(Everything()))
    for one in ids:
        similar = archive.similar(one)
        if similar.found and archive.similar(one, similar.document.lang).found:
            return one
    raise AssertionError("the samples have no such document")


@pytest.mark.parametrize("language", ["vi", "zh", "en"])
def test_both_lists_say_what_is_shared(
    client: TestClient, archive: Archive, found: str, language: str
) -> None:
    texts = all_texts()[language]
    other = archive.similar(found, limit=5)
    page = client.get(similar_path(found), headers={"accept-language": language}).text
    assert page.index(texts[f"event_{other.lang}"]) < page.index(texts["more_like_this"])
    for one in (*other.found, *archive.similar(found, other.document.lang, 5).found):
        assert f'href="{document_path(one.document.id)}"' in page
        for shared in one.shared:
            assert escaped(str(shared), "vi") in page


def test_a_document_leads_to_its_list(client: TestClient, found: str) -> None:
    assert f'href="{similar_path(found)}"' in client.get(document_path(found)).text


def test_a_list_may_be_empty(client: TestClient) -> None:
    page = client.get(similar_path("mau-empty"), headers={"accept-language": "en"}).text
    assert all_texts()["en"]["nothing_similar"] in page


def test_texts_of_documents_are_escaped(client: TestClient) -> None:
    page = client.get(similar_path("hostile/1 ?#%.."))
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_an_unknown_document_is_said(client: TestClient) -> None:
    assert client.get(similar_path("none")).status_code == 404
