"""Indices that take each other's place, on a real cluster."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from documents import numbered

from corpus.document import Document
from indexer.engines.opensearch import indices, snapshot
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.mapping import index_body
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.engines.opensearch.state import State, read_state, write_state
from indexer.index_errors import ClusterRed, IndexDamaged
from indexer.pipeline.indexing import build
from indexer.plan import Everything
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from tests.cluster import asked, needs_cluster

TEXT = "Chủ tịch Lưu Ninh"


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch) -> str:
    """An archive of this test alone, whose alias no other moves."""
    needs_cluster()
    name = f"{os.environ['SONGNGU_OPENSEARCH_ARCHIVE']}-{time.time_ns():x}"
    monkeypatch.setenv("SONGNGU_OPENSEARCH_ARCHIVE", name)
    return name


def documents(count: int) -> list[Document]:
    return [Document(f"d{number}", "", TEXT, "vi") for number in range(count)]


def index_of(folder: Path) -> str:
    state = read_state(data_folder(folder) / ENGINE)
    assert state is not None
    return state.index


def behind(archive: str) -> list[str]:
    return list(asked("GET", f"/_alias/{archive}"))  # type: ignore[call-overload]


def indices_of(archive: str) -> list[str]:
    return list(asked("GET", f"/{archive}-*"))  # type: ignore[call-overload]


def is_there(index: str) -> bool:
    try:
        asked("GET", f"/{index}")
    except HTTPError:
        return False
    return True


def comes_true(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_an_index_made_anew_takes_the_alias_and_the_old_one_goes_later(
    tmp_path: Path, archive: str
) -> None:
    folder = tmp_path / "index"
    build(documents(3), folder, "opensearch")
    old = index_of(folder)
    assert behind(archive) == [old]
    build(documents(5), folder, "opensearch", anew=True)
    new = index_of(folder)
    assert new != old
    assert behind(archive) == [new]
    with OpenIndex(folder).reading() as reader:
        assert reader.size == 5
    assert comes_true(lambda: not is_there(old))


def test_who_reads_the_old_index_reads_it_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGNGU_OPENSEARCH_GRACE", "2")
    folder = tmp_path / "index"
    build(documents(30), folder, "opensearch")
    old, opened = index_of(folder), OpenIndex(folder)
    with opened.reading() as reader:
        hits = reader.every(Everything())
        next(hits)
        build(documents(5), folder, "opensearch", anew=True)
        assert is_there(old)
        assert len(list(hits)) == 29
        assert reader.count(Everything()) == 30
    with opened.reading() as reader:
        assert reader.size == 5
    assert comes_true(lambda: not is_there(old))


def test_a_run_that_fails_leaves_the_old_index_and_none_of_its_own(
    tmp_path: Path, archive: str
) -> None:
    folder = tmp_path / "index"
    build(documents(3), folder, "opensearch")
    old = index_of(folder)
    with (
        pytest.raises(ValueError, match="the disk is gone"),
        run_on(folder, engine="opensearch", anew=True) as run,
        run.writing() as writer,
    ):
        writer.add(numbered(1))
        writer.commit()
        assert len(indices_of(archive)) == 2
        raise ValueError("the disk is gone")
    assert indices_of(archive) == [old]
    assert (index_of(folder), behind(archive)) == (old, [old])
    with OpenIndex(folder).reading() as reader:
        assert reader.size == 3


def test_what_a_run_that_died_has_not_deleted_the_next_one_deletes(
    tmp_path: Path, archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    build(documents(3), folder, "opensearch")
    left = index_of(folder)
    with monkeypatch.context() as patch:
        patch.setattr(indices, "_deleted_later", lambda *_: None)
        build(documents(4), folder, "opensearch", anew=True)
    assert is_there(left)
    time.sleep(1.1)  # Marked in whole seconds.
    build(documents(6), folder, "opensearch")
    assert not is_there(left)
    assert behind(archive) == [index_of(folder)]


def test_the_alias_moves_without_a_search_that_fails(archive: str) -> None:
    # With the old index deleted in the same request 6 of 1,530 searches failed.
    cluster = Cluster(ClusterSettings.from_environment())
    pair = [indices.new_name(cluster) for _ in range(2)]
    for at, index in enumerate(pair):
        indices.make(cluster, index)
        cluster.ask("PUT", f"/{index}/_doc/1", {"stored": f"{at}"}, {"refresh": "true"})
    indices.publish(cluster, [pair[0]])
    failed: list[Exception] = []
    done = threading.Event()
    answers: set[int] = set()

    def searching() -> None:
        while not done.is_set():
            try:
                said = asked("GET", f"/{archive}/_search")
                answers.add(said["hits"]["total"]["value"])  # type: ignore[index]
            except (HTTPError, URLError, KeyError) as error:
                failed.append(error)

    threads = [threading.Thread(target=searching) for _ in range(2)]
    for thread in threads:
        thread.start()
    for turn in range(10):
        indices.publish(cluster, [pair[(turn + 1) % 2]])
    done.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert answers == {1}


def test_an_index_whose_nodes_are_gone_is_red_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PAUSE", 0.01)
    settings = ClusterSettings.from_environment()
    cluster = Cluster(settings)
    index = indices.new_name(cluster)
    body = index_body(settings)
    body["settings"]["routing.allocation.require._name"] = "nobody"
    cluster.ask("PUT", f"/{index}", body, {"wait_for_active_shards": "0"})
    write_state(tmp_path, State(index, indices.check(cluster, index, ""), 1))
    with pytest.raises(ClusterRed, match="on no node"), OpenSearchEngine(tmp_path).reading():
        pass


def test_a_cluster_that_is_away_keeps_nobody_from_another_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "index"
    build(documents(3), folder, "opensearch")
    left = index_of(folder)
    with monkeypatch.context() as patch:
        patch.setenv("SONGNGU_OPENSEARCH_URL", "http://127.0.0.1:9")
        build(documents(4), folder, "tantivy", anew=True)
    assert "was not deleted" in caplog.text
    assert is_there(left)
    with OpenIndex(folder).reading() as reader:
        assert reader.size == 4
    asked("DELETE", f"/{left}")


def test_two_that_make_one_index_at_once_make_one() -> None:
    cluster = Cluster(ClusterSettings.from_environment())
    index = indices.new_name(cluster)
    with pytest.raises(IndexDamaged, match="not in the cluster"):
        indices.check(cluster, index, "")
    assert indices.make(cluster, index) == indices.make(cluster, index)
