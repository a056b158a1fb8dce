"""Every engine answers every case as the oracle does, and as was written by hand."""

from __future__ import annotations

from functools import cache

import pytest
from cases import CASES
from documents import RECORDS
from oracle import Oracle

from indexer.engines.protocol import Hit, Reader, ReadResult

ORACLE = Oracle(RECORDS)


@cache
def expected(number: int) -> tuple[ReadResult, list[Hit]]:
    """The oracle's answer and all its hits, found once for all engines."""
    case = CASES[number]
    found = ORACLE.run(case.request)
    return found, ORACLE.hits(case.plan, case.filters, case.order)


def test_the_table_is_wide_enough_and_says_why() -> None:
    assert len(CASES) >= 160
    assert len({case.why for case in CASES}) == len(CASES)
    assert sum(case.ids is not None for case in CASES) >= 100


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_the_oracle_agrees_with_what_was_written_by_hand(number: int) -> None:
    case = CASES[number]
    if case.ids is not None:
        assert tuple(hit.id for hit in expected(number)[0].hits) == case.ids


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_an_engine_answers_as_the_oracle(reader: Reader, number: int) -> None:
    case = CASES[number]
    found = reader.run(case.request)
    wanted, _ = expected(number)
    assert found.hits == wanted.hits
    assert found.total == wanted.total
    assert dict(found.facets) == wanted.facets
    assert list(found.facets) == list(case.facets)
    assert dict(found.counts) == wanted.counts


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_every_gives_all_hits_in_the_same_order(reader: Reader, number: int) -> None:
    case = CASES[number]
    hits = list(reader.every(case.plan, filters=case.filters, order=case.order))
    assert hits == expected(number)[1]
