"""References from the pages and from the interface for programs."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import from_query
from web.i18n.negotiation import LANGUAGES


def test_the_references_of_a_request_are_those_of_its_documents(
    client: TestClient, archive: Archive
) -> None:
    answer = client.get("/api/citations?q=luu+ninh&lang=vi&format=csl")
    assert answer.headers["content-type"].startswith("application/vnd.citationstyles.csl+json")
    assert answer.headers["content-disposition"] == 'attachment; filename="references.json"'
    found = archive.results(from_query([("q", "luu ninh"), ("lang", "vi")]))
    assert len({one["id"] for one in answer.json()}) == len(answer.json()) == found.total > 1


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_a_document_has_one_reference(client: TestClient, form: str) -> None:
    doc_id = "hostile/1 ?#%.."
    page = client.get(f"/api/doc/{quote('hostile~2F1 ?#~25..', safe='~')}/citation?format={form}")
    assert page.status_code == 200, page.text
    text = page.text
    assert "javascript:" not in text
    if form == "csl":
        assert [one["id"] for one in json.loads(text)] == [doc_id]
    else:
        assert len(re.findall("TY  - NEWS|@article", text)) == 1


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/api/doc/none/citation").status_code == 404
    for path in ("/api/doc/mau-url/citation?format=docx", "/api/citations?q=x&format=docx"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == "bad_format"
    assert client.get("/api/citations?q=(").status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_leads_to_files_that_are_there(client: TestClient, language: str) -> None:
    page = client.get("/doc/mau-url", headers={"accept-language": language}).text
    hrefs = re.findall(r'href="(/api/[^"]*citation[^"]*)" download', page)
    assert len(hrefs) == 3
    assert all(client.get(href).content for href in hrefs)


def test_the_head_of_a_document_says_what_it_is(client: TestClient) -> None:
    page = client.get("/doc/mau-url").text
    assert '<meta name="citation_title" content="Lưu Ninh">' in page
    assert '<meta name="citation_publication_date" content="2001">' in page
    assert 'name="citation_public_url" content="https://example.org/a?b=1&amp;c=2"' in page
    hostile = client.get("/doc/hostile~2F1 ?#~25..".replace(" ?#", "%20%3F%23")).text
    assert "citation_public_url" not in hostile
    assert "<script>alert" not in hostile
