"""No plan finds more documents than its bound says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from documents import RECORDS
from hypothesis import given
from hypothesis import strategies as st
from plans import plans

from indexer import fields
from indexer.engines.tantivy.bounds import at_most
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.reader import TantivyReader
from indexer.plan import And, AnyOf, Everything, Or, Phrase, Plan

EVERY = len(RECORDS) + 1


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyReader]:
    """All records, of which one was replaced and one deleted."""
    engine = TantivyEngine(tmp_path_factory.mktemp("bounds") / "engine")
    for records in (RECORDS, RECORDS[3:4]):
        with engine.writing() as writer:
            for record in records:
                writer.add(record)
    with engine.writing() as writer:
        writer.delete(RECORDS[5].id)
    with engine.reading() as opened:
        yield opened


@given(plan=plans, enough=st.integers(1, EVERY))
def test_no_plan_finds_more_than_its_bound(reader: TantivyReader, plan: Plan, enough: int) -> None:
    bound = at_most(reader._searcher, plan, enough)
    assert min(reader.count(plan), enough) <= bound <= enough


def test_a_bound_is_near_where_terms_tell(reader: TantivyReader) -> None:
    rare = AnyOf(fields.BODY, ("ninh",))
    found = reader.count(rare)
    assert 0 < found < reader.size // 2
    for plan in (rare, And((Everything(), rare)), Or((rare, AnyOf(fields.BODY, ("không-có",))))):
        # A document that is deleted, or replaced, is among them until it is merged away.
        assert found <= at_most(reader._searcher, plan, EVERY) <= found + 2
    assert at_most(reader._searcher, Phrase((("không-có",), ("ninh",))), EVERY) == 0
