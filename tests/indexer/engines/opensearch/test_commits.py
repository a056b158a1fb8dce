"""Commits and snapshots on a cluster that knows neither, on a real one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from documents import numbered

from indexer.engines.opensearch import engine as engine_module
from indexer.engines.opensearch import snapshot
from indexer.engines.opensearch import writer as writer_module
from indexer.engines.opensearch.bulk import Sender
from indexer.engines.opensearch.client import Busy
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.journal import Change
from indexer.engines.opensearch.state import SENDING, SHOWING, read_state
from indexer.index_errors import (
    IndexMismatch,
    IndexProblem,
)
from indexer.plan import Everything
from tests.cluster import asked
from tests.indexer.engines.on_cluster import body, index_of, lose, write


def test_a_lost_point_in_time_is_opened_anew_while_nothing_has_changed(
    engine: OpenSearchEngine,
) -> None:
    write(engine, range(100))
    with engine.reading() as reader:
        hits = reader.every(Everything())
        first = [next(hits) for _ in range(3)]
        lose(engine)
        assert reader.count(body("hai")) == 100
        lose(engine)
        assert len({hit.id for hit in (*first, *hits)}) == 100


def test_a_state_that_is_lost_for_good_is_an_error_and_no_other_number(
    engine: OpenSearchEngine, folder: Path
) -> None:
    write(engine, range(10))
    with engine.reading() as reader:
        assert reader.count(body("hai")) == 10
        write(OpenSearchEngine(folder), range(10, 20))
        assert reader.count(body("hai")) == 10
        lose(engine)
        with pytest.raises(IndexProblem, match="has changed since"):
            reader.count(body("hai"))


class Dies(Exception):
    """The process ends here."""


@pytest.mark.parametrize("phase", [SENDING, SHOWING])
def test_a_commit_whose_writer_dies_is_finished_by_who_reads_next(
    engine: OpenSearchEngine, folder: Path, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine, range(300))
    send = Sender.send

    def half(self: Sender, changes: Iterable[Change]) -> None:
        send(self, list(changes)[:60])
        raise Dies

    def never(*_: object) -> None:
        raise Dies

    with monkeypatch.context() as patch:
        if phase == SENDING:
            patch.setattr(Sender, "send", half)
        else:
            patch.setattr(writer_module, "refresh", never)
        with pytest.raises(Dies), engine.writing() as writer:
            for number in range(200, 400):
                writer.add(numbered(number, "mới"))
            writer.delete("d000")
    state = read_state(folder)
    assert state is not None
    assert state.phase == phase
    again = OpenSearchEngine(folder)
    with again.reading() as reader:
        assert (reader.size, reader.count(body("mới"))) == (399, 200)
    assert again.orphans() == []
    assert [path.name for path in again.files()] == ["opensearch.json"]


def test_a_reader_beside_a_writer_that_sends_sees_the_commit_before(
    engine: OpenSearchEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine, range(50))
    send = Sender.send
    seen: list[tuple[int, str]] = []
    before = engine.state()

    def looked_at(self: Sender, changes: Iterable[Change]) -> None:
        send(self, changes)
        other = OpenSearchEngine(folder)
        with other.reading() as reader:
            seen.append((reader.size, other.state()))

    monkeypatch.setattr(Sender, "send", looked_at)
    write(engine, range(50, 90))
    assert seen == [(50, before)]
    with engine.reading() as reader:
        assert reader.size == 90


def test_a_part_of_a_commit_that_a_promoted_replica_shows_is_no_answer(
    engine: OpenSearchEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A replica that takes the place of a primary shows all that it has: 107 of 400 documents.
    monkeypatch.setattr(engine_module, "PAUSE", 0.01)
    monkeypatch.setattr(snapshot, "PAUSE", 0.01)
    write(engine, range(100))
    send = Sender.send
    with engine.reading() as before:
        assert before.size == 100

        def shown_early(self: Sender, changes: Iterable[Change]) -> None:
            send(self, list(changes)[:30])
            asked("POST", f"/{index_of(folder)}/_refresh")
            other = OpenSearchEngine(folder)
            with pytest.raises(IndexProblem, match="again and again"), other.reading():
                pass
            assert before.count(body("hai")) == 100
            lose(engine)
            with pytest.raises(Busy, match="while a commit is being written"):
                before.count(body("hai"))
            raise Dies

        with monkeypatch.context() as patch:
            patch.setattr(Sender, "send", shown_early)
            with pytest.raises(Dies):
                write(OpenSearchEngine(folder), range(50, 200), "mới")
    with OpenSearchEngine(folder).reading() as reader:
        assert (reader.size, reader.count(body("mới"))) == (200, 150)


def test_a_request_that_is_done_late_replaces_nothing_newer(
    engine: OpenSearchEngine, folder: Path
) -> None:
    write(engine, [1], "cũ")
    state = read_state(folder)
    assert state is not None
    write(engine, [1], "mới")
    late = Sender(engine._cluster, state.index, state.commit)
    with pytest.raises(IndexMismatch, match="later run"):
        late.send([Change("d001", b"{}")])
    asked("POST", f"/{state.index}/_refresh")
    with OpenSearchEngine(folder).reading() as reader:
        assert reader.count(body("mới")) == 1
