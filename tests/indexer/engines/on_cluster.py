"""What the tests of the engine on a cluster share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from documents import numbered

from indexer import fields
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.state import read_state
from indexer.plan import AnyOf
from tests.cluster import asked


def body(*terms: str) -> AnyOf:
    return AnyOf(fields.BODY, terms)


def write(engine: OpenSearchEngine, numbers: Iterable[int], text: str = "một hai") -> None:
    with engine.writing() as writer:
        for number in numbers:
            writer.add(numbered(number, text))


def lose(engine: OpenSearchEngine) -> None:
    """Have the cluster forget the point in time of an engine, as when its node dies."""
    newest = engine._shared._newest
    assert newest is not None
    asked("DELETE", "/_search/point_in_time", {"pit_id": [newest.snapshot._pit]})


def index_of(folder: Path) -> str:
    state = read_state(folder)
    assert state is not None
    return state.index
