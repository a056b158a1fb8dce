"""What OpenSearch has been seen to lose or to find wrongly, on a real cluster."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import numbered, record

from indexer import fields
from indexer.engines.opensearch import reader as reader_module
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.mapping import key_of
from indexer.engines.protocol import NEWEST, Order, ReadRequest, Strata, Weighted
from indexer.index_errors import (
    IndexDamaged,
    IndexMismatch,
    IndexProblem,
    NoIndex,
    TooManyAlternatives,
)
from indexer.plan import Everything, Or, Phrase, Prefix
from tests.cluster import asked
from tests.indexer.engines.on_cluster import body, index_of, write


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
    monkeypatch.setattr(reader_module, "STREAMED", 7)
    monkeypatch.setattr(reader_module, "WINDOW", 20)
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
