"""The page of an organisation that is known from texts only."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app

DOCUMENTS = [
    Document("vi-1", "Tin", "Công ty TNHH Sao Mai nộp thuế muộn.", "vi", "2024-01-02"),
    Document("vi-2", "Tin", "Sở Y tế phạt công ty TNHH Sao Mai vì thuế.", "vi", "2025-01-02"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("pages")
    build(DOCUMENTS, folder)
    return TestClient(create_app(Archive(folder)), base_url="http://localhost")


def test_the_dossier_says_what_it_is_and_why(client: TestClient) -> None:
    page = client.get("/organisations/công ty tnhh sao mai?ui=vi")
    assert page.status_code == 200
    assert "Công ty TNHH Sao Mai" in page.text
    assert "tên có từ chỉ loại tổ chức" in page.text


def test_results_and_documents_link_to_it(client: TestClient) -> None:
    results = client.get("/search?q=thuế").text
    assert "Công ty TNHH Sao Mai" in results
    document = client.get("/doc/vi-1").text
    assert "/organisations/" in document


def test_the_file_of_mentions_has_it(client: TestClient) -> None:
    rows = client.get("/api/mentions?entity=công ty tnhh sao mai&about=0").text.splitlines()
    assert len(rows) == 2
    assert all("organisation_pattern" in row for row in rows)
