"""A page while the cluster of its index is away: it says so, and answers when it is back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.engines.opensearch import snapshot
from indexer.engines.opensearch.client import Cluster
from indexer.index_errors import ClusterUnreachable
from indexer.pipeline.indexing import build
from search.archive import Archive
from tests.cluster import needs_cluster
from web.app import create_app

GONE = "No OpenSearch cluster answers"


def test_a_page_says_that_the_cluster_is_away_and_goes_on_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_cluster()
    monkeypatch.setattr(snapshot, "PAUSE", 0.001)
    build([Document("a", "Tin", "Lưu Ninh", "vi", "2024")], tmp_path / "index", "opensearch")
    client = TestClient(
        create_app(Archive(tmp_path / "index")),
        base_url="http://localhost",
        headers={"accept-language": "en"},
    )
    assert client.get("/?q=Lưu+Ninh").status_code == 200

    def away(*_: object, **__: object) -> Any:
        raise ClusterUnreachable(GONE)

    with monkeypatch.context() as patch:
        patch.setattr(Cluster, "ask", away)
        for address in ("/?q=Lưu+Ninh", "/?q=Trần", "/api/search?q=Trần"):
            answer = client.get(address)
            # A sentence, and no number that would be of a part.
            assert answer.status_code == 503
            assert "The index can&#39;t be read." in answer.text.replace("'", "&#39;")
    assert client.get("/?q=Lưu+Ninh").status_code == 200
    assert client.get("/api/search?q=Lưu+Ninh").json()["total"] == 1
