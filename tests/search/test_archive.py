"""An index opened for asking: what it refuses, and which state of it each call sees."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.engines import ENGINES
from indexer.index_errors import IndexMismatch, NoIndex
from indexer.pipeline.indexing import build
from indexer.storage import fingerprint
from search import query_pipeline
from search.answer.document_view import body_pieces
from search.answer.models import DocumentView
from search.archive import Archive
from search.query.grammar import Node
from search.request import Request
from web.app import create_app


def document(doc_id: str, body: str = "Ông Lưu Ninh họp.") -> Document:
    return Document(doc_id, "Tin", body, "vi", "2023-01-01")


def ids(archive: Archive, query: str = "Lưu Ninh") -> list[str]:
    return [hit.id for hit in archive.results(Request(query, folded=False)).hits]


def text_of(view: DocumentView) -> str:
    return "".join(piece.text for piece in body_pieces(view, 0, len(view.document.body)))


@pytest.mark.parametrize("engine", list(ENGINES))
def test_an_index_is_opened_with_the_engine_that_made_it(tmp_path: Path, engine: str) -> None:
    build([document("a")], tmp_path, engine)
    archive = Archive(tmp_path)
    assert archive.engine_name == engine
    assert ids(archive) == ["a"]


def test_a_folder_without_an_index_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="songngu index"):
        Archive(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_an_index_of_another_analysis_is_refused(tmp_path: Path) -> None:
    build([document("a")], tmp_path)
    now = fingerprint.read_current(tmp_path)
    other = replace(now.fingerprint, analysis=now.fingerprint.analysis + 1)
    fingerprint.write_fingerprint(tmp_path, other, now.generation)
    with pytest.raises(IndexMismatch, match="analysis"):
        Archive(tmp_path)


def test_what_is_committed_meanwhile_is_seen_by_the_next_call(tmp_path: Path) -> None:
    build([document("a")], tmp_path)
    archive = Archive(tmp_path)
    assert ids(archive) == ["a"]
    build([document("b")], tmp_path)
    assert ids(archive) == ["a", "b"]
    build([document("a", "Ông Trần Cương họp.")], tmp_path)
    assert ids(archive) == ["b"]
    assert ids(archive, "Trần Cương") == ["a"]


def test_a_snapshot_stays_as_it_was(tmp_path: Path) -> None:
    build([document("a")], tmp_path)
    archive = Archive(tmp_path)
    with archive.reading() as before:
        build([document("b")], tmp_path)
        assert before.size == 1
        with archive.reading() as after:
            assert after.size == 2


def test_every_id_is_streamed_from_one_snapshot(tmp_path: Path) -> None:
    build([document(f"{number:03d}") for number in range(300)], tmp_path)
    archive = Archive(tmp_path)
    stream = archive.every_id(Request("Lưu Ninh"))
    first = next(stream).id
    build([document("later")], tmp_path)
    assert [first, *(hit.id for hit in stream)] == [f"{number:03d}" for number in range(300)]


def test_many_threads_share_an_archive(archive: Archive) -> None:
    queries = ["Lưu Ninh", "刘宁", "Nha Trang", "chau tan", "hoi dam ve cua khau"] * 4
    alone = [ids(archive, query) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda query: ids(archive, query), queries)) == alone


def test_a_document_is_given_back_as_it_was_stored(tmp_path: Path) -> None:
    body = "Ông Lưu Ninh họp.\n\nDòng hai: 劉寧.\n"
    build([document("a", body)], tmp_path)
    view = Archive(tmp_path).document("a", Request("Lưu Ninh"))
    assert text_of(view) == body
    assert [body[span.start : span.end] for span in view.spans] == ["Lưu Ninh", "劉寧"]


def test_ones_own_names_are_searched_without_indexing_again(tmp_path: Path) -> None:
    build([document("a", "Qua Đèo Xa."), document("b", "在远山口岸。")], tmp_path / "index")
    own = tmp_path / "synonyms"
    own.mkdir()
    (own / "mine.tsv").write_text("id\tkind\tvi\tzh\nxa\tplace\tĐèo Xa\t远山口岸\n", "utf-8")
    assert ids(Archive(tmp_path / "index"), "Đèo Xa") == ["a"]
    assert set(ids(Archive(tmp_path / "index", [own]), "Đèo Xa")) == {"a", "b"}


def test_a_query_is_parsed_and_its_plan_run_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()

    def counting(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def counted(*given: object, **named: object) -> object:
            calls[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(owner, name, counted)

    counting(query_pipeline, "parse")
    counting(query_pipeline, "execute")
    assert archive.results(Request("hội đàm, cửa khẩu")).total == 1
    assert calls == {"parse": 1, "execute": 1}


def test_a_download_is_planned_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    real = query_pipeline.parse

    def counting(text: str) -> Node:
        parsed.append(text)
        return real(text)

    monkeypatch.setattr(query_pipeline, "parse", counting)
    client = TestClient(create_app(archive), base_url="http://localhost")
    answer = client.get("/api/concordance", params={"q": "Lưu Ninh", "format": "csv"})
    assert answer.status_code == 200
    assert answer.text.count("\n") > 4
    assert parsed == ["Lưu Ninh"]
    parsed.clear()
    assert client.get("/api/concordance", params={"q": "(Lưu"}).status_code == 400
    assert parsed == ["(Lưu"]
