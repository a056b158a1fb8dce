"""What OpenSearch has been seen to lose or to find wrongly, on a real cluster."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from documents import numbered, record

from indexer import fields
from indexer.engines import (
    opensearch_engine,
    opensearch_reader,
    opensearch_snapshot,
    opensearch_writer,
)
from indexer.engines.opensearch_bulk import Sender
from indexer.engines.opensearch_client import Busy
from indexer.engines.opensearch_engine import OpenSearchEngine
from indexer.engines.opensearch_journal import Change
from indexer.engines.opensearch_mapping import key_of
from indexer.engines.opensearch_state import SENDING, SHOWING, read_state
from indexer.engines.protocol import NEWEST, Order, ReadRequest, Strata, Weighted
from indexer.index_errors import (
    IndexDamaged,
    IndexMismatch,
    IndexProblem,
    NoIndex,
    TooManyAlternatives,
)
from indexer.plan import AnyOf, Everything, Or, Phrase, Prefix
from tests.cluster import asked


def body(*terms: str) -> AnyOf:
    return AnyOf(fields.BODY, terms)


def write(engine: OpenSearchEngine, numbers: Iterable[int], text: str = "một hai") -> None:
    with engine.writing() as writer:
        for number in numbers:
            writer.add(numbered(number, text))


def lose(engine: OpenSearchEngine) -> None:
    """Have the cluster forget the point in time of an engine, as when its node dies."""
    assert engine._open is not None
    asked("DELETE", "/_search/point_in_time", {"pit_id": [engine._open.snapshot._pit]})


def index_of(folder: Path) -> str:
    state = read_state(folder)
    assert state is not None
    return state.index


def test_a_replica_is_filled_from_the_whole_source(engine: OpenSearchEngine, folder: Path) -> None:
    # With recovery_source_enabled off a replica that came back found 544 of 866 documents.
    write(engine, [1])
    index = index_of(folder)
    found = asked("GET", f"/{index}")[index]  # type: ignore[index]
    assert found["mappings"]["_source"] == {"includes": ["stored"]}
    assert found["settings"]["index"]["replication"] == {"type": "DOCUMENT"}
    assert found["settings"]["index"]["refresh_interval"] == "-1"


@pytest.mark.parametrize("order", [NEWEST, Strata((body("hai"),)), Weighted(((body("hai"), 3),))])
def test_no_hit_is_lost_where_pages_meet(
    engine: OpenSearchEngine, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Sorted by _doc, 22 of 111,056 ids were missing, without any error.
    monkeypatch.setattr(opensearch_reader, "STREAMED", 7)
    monkeypatch.setattr(opensearch_reader, "WINDOW", 20)
    write(engine, range(0, 150, 2), "một")
    write(engine, range(1, 150, 2))
    with engine.reading() as reader:
        whole = list(reader.every(Everything(), order=order))
        assert sorted(hit.id for hit in whole) == [f"d{number:03d}" for number in range(150)]
        for offset in (0, 13, 19, 20, 21, 100, 149, 150, 900):
            page = reader.run(ReadRequest(Everything(), order=order, offset=offset, limit=9))
            assert (page.total, list(page.hits)) == (150, whole[offset : offset + 9])


def test_more_terms_than_a_query_takes_are_asked(engine: OpenSearchEngine) -> None:
    write(engine, [1])
    terms = tuple(f"không{number}" for number in range(66_000))
    with engine.reading() as reader:
        assert reader.count(body(*terms)) == 0
        assert reader.count(body(*terms, "hai")) == 1
        assert reader.known(fields.BODY, (*terms, "hai")) == {"hai": 1}


def test_a_phrase_of_more_alternatives_than_clauses_is_asked(engine: OpenSearchEngine) -> None:
    # Ordered intervals failed from 1,024 combinations on, spans from 1,024 alternatives.
    write(engine, [1])
    slot = (*(f"không{number}" for number in range(3_000)), "một", "hai")
    with engine.reading() as reader:
        assert reader.count(Phrase((slot, slot))) == 1
        assert reader.count(Phrase((slot, slot, slot))) == 0


def test_more_parts_than_a_query_takes_are_refused_and_never_answered_wrongly(
    engine: OpenSearchEngine,
) -> None:
    write(engine, [1])
    parts = tuple(Phrase(((f"k{number}",), ("hai",))) for number in range(1_200))
    with engine.reading() as reader, pytest.raises(TooManyAlternatives, match="1,024"):
        reader.count(Or(parts))


def test_a_key_longer_than_a_tokenizer_takes_by_itself_is_one_key(
    engine: OpenSearchEngine,
) -> None:
    # The whitespace tokenizer cuts at 255 characters, whole slots of alternatives too.
    key = "𠀀" * 400
    with engine.writing() as writer:
        writer.add(record("long", f"{key}a {key}b"))
    with engine.reading() as reader:
        assert reader.known(fields.BODY, [key, f"{key}a"]) == {f"{key}a": 1}
        assert reader.count(Phrase(((f"{key}a", "x"), (f"{key}b", "y")))) == 1
        assert reader.count(Prefix(fields.BODY, key)) == 1


def test_an_id_longer_than_the_cluster_takes_is_kept(engine: OpenSearchEngine) -> None:
    ids = ["", "#x", "a" * 500, "a" * 501, "宁" * 2_000]
    with engine.writing() as writer:
        for doc_id in ids:
            writer.add(record(doc_id, "một"))
        writer.delete("a" * 501)
    with engine.reading() as reader:
        assert reader.size == len(ids) - 1
        assert reader.fetch(ids).keys() == {*ids} - {"a" * 501}
    assert len(key_of("宁" * 2_000).encode()) < 512


def test_a_value_that_would_be_refused_is_said_before_anything_is_sent(
    engine: OpenSearchEngine,
) -> None:
    write(engine, [1])
    said = "document bad has a value of 40,000 bytes in source"
    with pytest.raises(IndexProblem, match=said), engine.writing() as writer:
        writer.add(numbered(2))
        writer.add(record("bad", "một", source="s" * 40_000))
    with engine.reading() as reader:
        assert reader.size == 1


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
            patch.setattr(opensearch_writer, "refresh", never)
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
    monkeypatch.setattr(opensearch_engine, "PAUSE", 0.01)
    monkeypatch.setattr(opensearch_snapshot, "PAUSE", 0.01)
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


def test_an_index_that_is_gone_or_another_is_said(engine: OpenSearchEngine, folder: Path) -> None:
    write(engine, [1])
    index = index_of(folder)
    asked("DELETE", f"/{index}")
    with (
        pytest.raises(IndexDamaged, match="not in the cluster"),
        OpenSearchEngine(folder).reading(),
    ):
        pass
    asked("PUT", f"/{index}", {})
    with pytest.raises(IndexDamaged, match="is another one"), OpenSearchEngine(folder).writing():
        pass


def test_an_index_of_other_fields_is_refused_with_help(
    engine: OpenSearchEngine, folder: Path
) -> None:
    write(engine, [1])
    asked("PUT", f"/{index_of(folder)}/_mapping", {"_meta": {"songngu": "other"}})
    with pytest.raises(IndexMismatch, match="--anew"), OpenSearchEngine(folder).reading():
        pass


def test_a_folder_whose_file_is_broken_is_said(engine: OpenSearchEngine, folder: Path) -> None:
    write(engine, [1])
    path = folder / "opensearch.json"
    path.write_bytes(path.read_bytes().replace(b'"commit": 1', b'"commit": 2'))
    with pytest.raises(IndexDamaged, match="is damaged"), OpenSearchEngine(folder).reading():
        pass
    path.unlink()
    with pytest.raises(NoIndex), OpenSearchEngine(folder).reading():
        pass
