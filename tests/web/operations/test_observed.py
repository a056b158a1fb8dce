"""What the operator is told of requests: lines and figures, and nothing that was read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from web.app import create_app
from web.http.forwarded import Proxies
from web.operations.log_lines import LogLines
from web.operations.metrics import Metrics
from web.routes.deployment import Deployment

SECRET = "Lưu Ninh"


def asked(
    archive: Archive, log: Path, *, queries: bool = False
) -> tuple[list[dict[str, object]], str]:
    """Ask for pages of many kinds; return the lines and the figures."""
    lines = LogLines(str(log))
    deployment = Deployment(
        log=lines, log_queries=queries, metrics=Metrics(), proxies=Proxies.of(["10.0.0.0/8"])
    )
    app = create_app(archive, deployment=deployment)

    @app.get("/broken")
    def broken() -> None:
        raise ValueError(SECRET)

    client = TestClient(
        app,
        base_url="http://localhost",
        client=("127.0.0.1", 1),
        raise_server_exceptions=False,
    )
    document = client.get("/api/search", params={"q": SECRET}).json()["hits"][0]["id"]
    client.get(f"/doc/{document}", params={"q": SECRET})
    client.get("/search", params={"q": f"({SECRET}"})
    client.get(f"/people/{SECRET}")
    client.get(f"/nowhere/{SECRET}")
    client.request("NINH", "/")
    client.head("/")
    client.get("/", headers={"host": "evil.example"})
    client.get("/broken")
    figures = client.get("/metrics").text
    lines.close()
    assert document
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()], figures


def test_a_request_is_a_line(archive: Archive, tmp_path: Path) -> None:
    lines, _ = asked(archive, tmp_path / "log")
    found = [(one["method"], one["route"], one["status"]) for one in lines]
    assert ("GET", "/doc/{doc_id:path}", 200) in found
    assert ("GET", "/search", 400) in found
    assert ("GET", "/people/{entity_id}", 404) in found
    assert ("GET", "", 404) in found
    assert ("HEAD", "/", 200) in found
    assert ("GET", "", 421) in found
    assert ("GET", "/broken", 500) in found
    refused = {one.get("refused") for one in lines}
    assert {None, "wrong_host", "no_page", "broken"} <= refused
    for one in lines:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(one["time"]))
        assert re.fullmatch("[0-9a-f]{16}", str(one["request"]))
        assert float(str(one["ms"])) >= 0
        assert one["bytes"] == 0 or one["method"] != "HEAD"


def test_neither_lines_nor_figures_have_what_was_asked(archive: Archive, tmp_path: Path) -> None:
    lines, figures = asked(archive, tmp_path / "log")
    ids = {
        hit["id"]
        for hit in TestClient(create_app(archive), base_url="http://localhost")
        .get("/api/search", params={"q": SECRET})
        .json()["hits"]
    }
    for text in (json.dumps(lines, ensure_ascii=False), figures):
        for secret in ("Lưu", "Ninh", "NINH", "L%C6%B0u", "nowhere", "evil", *ids):
            assert secret not in text


def test_with_queries_they_have(archive: Archive, tmp_path: Path) -> None:
    lines, _ = asked(archive, tmp_path / "log", queries=True)
    assert any("Ninh" in str(one["query"]) for one in lines)
    assert any(str(one["path"]) == f"/people/{SECRET}" for one in lines)


def test_figures_count_by_route_and_status(archive: Archive, tmp_path: Path) -> None:
    _, figures = asked(archive, tmp_path / "log")
    assert 'songngu_requests_total{method="GET",route="/search",status="400"} 1.0' in figures
    assert 'songngu_request_seconds_count{route="/doc/{doc_id:path}"} 1.0' in figures
    assert 'songngu_refused_total{reason="wrong_host"} 1.0' in figures
    assert f"songngu_index_documents {float(archive.commit()[1])}" in figures
    assert f'songngu_index_commit{{commit="{archive.commit()[0]}"}} 1.0' in figures
    assert "songngu_requests_running 1.0" in figures  # that for the figures themselves


@pytest.mark.parametrize(
    ("client", "given", "taken"),
    [
        ("10.0.0.1", "abc-123.DEF_4", True),
        ("10.0.0.1", "short", False),
        ("10.0.0.1", "x" * 65, False),
        ("10.0.0.1", 'a"b c{}d', False),
        ("192.0.2.1", "abc-123.DEF_4", False),
    ],
)
def test_the_id_of_a_request_is_that_of_a_trusted_proxy(
    archive: Archive, client: str, given: str, taken: bool
) -> None:
    app = create_app(archive, deployment=Deployment(proxies=Proxies.of(["10.0.0.0/8"])))
    asker = TestClient(app, base_url="http://localhost", client=(client, 1))
    said = asker.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"]
    assert (said == given) == taken


def test_ready_says_which_commit_and_that_there_is_none(archive: Archive, tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(archive.folder, tmp_path / "index"))
    copy = Archive(folder)
    client = TestClient(create_app(copy), base_url="http://localhost")
    answer = client.get("/healthz/ready")
    assert answer.json() == {
        "status": "ready",
        "commit": archive.commit()[0],
        "documents": archive.commit()[1],
    }
    (folder / "songngu.json").unlink()
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "no index"})
    assert client.get("/healthz").json() == {"status": "alive"}
