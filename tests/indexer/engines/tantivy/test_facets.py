"""Facets of many documents and of few are counted in two ways, which give the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import record

from indexer import fields
from indexer.engines.protocol import ReadRequest, ReadResult, Record
from indexer.engines.tantivy import facets
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.plan import AnyOf, Everything, Not, Plan

FILTERS: dict[str, Plan] = {fields.PEOPLE: Not(AnyOf(fields.PEOPLE, ("p-3",)))}


def numbered(number: int) -> Record:
    """Return a document with entities that its number tells."""
    own = {name: {f"{name[0]}-{number % 7}", f"{name[0]}-{number % 5}"} for name in fields.ENTITIES}
    return record(
        f"d{number:03d}",
        "a",
        lang=("vi", "zh")[number % 2],
        entities={name: tuple(values) for name, values in own.items()},
    )


def asked(engine: TantivyEngine, filters: dict[str, Plan]) -> ReadResult:
    """Return all facets of all documents."""
    with engine.reading() as reader:
        return reader.run(
            ReadRequest(Everything(), filters=filters, facets=fields.FACETS, values=100)
        )


@pytest.mark.parametrize("filters", [{}, FILTERS])
@pytest.mark.parametrize("runs", [1, 2])
def test_many_documents_are_counted_like_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int, filters: dict[str, Plan]
) -> None:
    engine = TantivyEngine(tmp_path / "engine")
    for run in range(runs):
        with engine.writing() as writer:
            for number in range(run * 20, run * 20 + 20):
                writer.add(numbered(number))
    few = asked(engine, filters)
    monkeypatch.setattr(facets, "MANY", 0)
    many = asked(engine, filters)
    assert many.facets == few.facets
    assert sum(count for _, count in few.facets[fields.PEOPLE]) > few.total > 0


def test_entities_of_many_documents_are_asked_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MANY", 20)
    engine = TantivyEngine(tmp_path / "engine")
    with engine.writing() as writer:
        for number in range(20):
            writer.add(record(f"d{number}", "a", entities={fields.PEOPLE: ("một",)}))
    with engine.reading() as reader:
        looked_up: list[int] = []
        monkeypatch.setattr(
            engine._values, "of", lambda _, numbers: map(str, looked_up.append(1) or numbers)
        )
        request = ReadRequest(Everything(), facets=(fields.PEOPLE,), values=10)
        assert reader.run(request).facets == {fields.PEOPLE: (("một", 20),)}
        assert not looked_up
