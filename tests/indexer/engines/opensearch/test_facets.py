"""Facets are exact across shards, also where no shard alone knows which values come first."""

from __future__ import annotations

import pytest
from documents import record
from msgspec.structs import replace
from oracle import Oracle

from indexer import fields
from indexer.engines.opensearch import facets
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.facets import _before, _is_first_exact
from indexer.engines.protocol import ReadRequest, Record
from indexer.plan import AnyOf, Everything


def _records() -> list[Record]:
    """Of 40 people each stands in a few documents more than the next, so that each shard has them
    in another order; of as many sources with two languages."""
    return [
        record(
            f"d{number:03d}",
            "một",
            date=f"2020{number % 12 + 1:02d}01",
            lang="vi" if number % 3 else "zh",
            source=f"s{number % 37:02d}",
            entities={
                fields.PEOPLE: tuple(f"p{at:02d}" for at in range(40) if number % (at + 2) == 0),
                fields.MENTIONS: tuple(
                    f"p{at:02d}\x1e{number % 5}" for at in range(40) if number % (at + 2) == 0
                ),
            },
        )
        for number in range(400)
    ]


RECORDS = _records()
ORACLE = Oracle(RECORDS)


@pytest.fixture
def written(engine: OpenSearchEngine) -> OpenSearchEngine:
    with engine.writing() as writer:
        for one in RECORDS:
            writer.add(one)
    return engine


REQUEST = ReadRequest(
    Everything(),
    limit=3,
    facets=(fields.PEOPLE, fields.SOURCE, fields.MONTH),
    split={fields.SOURCE: fields.LANG},
    values=5,
)


@pytest.mark.parametrize("times", [1, 2, 8])
@pytest.mark.parametrize("most", [6, 10, 50, 10_000])
def test_facets_are_exact_however_few_values_a_shard_gives(
    written: OpenSearchEngine, times: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "SHARD_TIMES", times)
    monkeypatch.setattr(facets, "MOST_VALUES", most)
    monkeypatch.setattr(facets, "MOST_SPLIT", 1)
    filtered = replace(REQUEST, filters={fields.SOURCE: AnyOf(fields.SOURCE, ("s01", "s02"))})
    with written.reading() as reader:
        for request in (REQUEST, filtered, replace(REQUEST, values=33)):
            found, wanted = reader.run(request), ORACLE.run(request)
            # All values, by the oracle; which of equals are cut off is the engine's own.
            counts = [count for _, count in wanted.facets[fields.PEOPLE]][: request.values]
            assert [count for _, count in found.facets[fields.PEOPLE]] == counts
            everyone = dict(wanted.facets[fields.PEOPLE])
            assert all(everyone[name] == count for name, count in found.facets[fields.PEOPLE])
            assert found.facets[fields.SOURCE] == wanted.facets[fields.SOURCE]
            assert found.split == wanted.split
        assert reader.values(fields.MENTIONS, "p0") == ORACLE.values(fields.MENTIONS, "p0")
        plan = AnyOf(fields.LANG, ("zh",))
        assert reader.dated_values(plan, fields.MENTIONS, "p1") == ORACLE.dated_values(
            plan, fields.MENTIONS, "p1"
        )


def test_a_thousand_and_more_values_are_all_counted(engine: OpenSearchEngine) -> None:
    # More than a request gives at once, and than one document of the others has.
    names = tuple(f"n{number:05d}" for number in range(25_000))
    with engine.writing() as writer:
        writer.add(record("a", "một", entities={fields.MENTIONS: names}))
        writer.add(record("b", "một", entities={fields.MENTIONS: (*names[:2], "o")}))
    with engine.reading() as reader:
        found = reader.values(fields.MENTIONS, "n")
        assert [name for name, _ in found] == list(names)
        assert [count for _, count in found[:3]] == [2, 2, 1]
        assert reader.values(fields.MENTIONS, "") == (*found, ("o", 1))


def test_what_begins_at_the_first_character_stands_behind_what_is_before_it() -> None:
    for prefix in ("a", "x\x1e", "𠀀", "\x00", "\ue000", "宁" * 3):
        assert _before(prefix) < prefix


def test_values_that_a_shard_may_have_left_out_are_not_taken_for_exact() -> None:
    def said(count: int, error: int, own: int = 0) -> dict[str, object]:
        bucket = {"key": "a", "doc_count": count, "doc_count_error_upper_bound": own}
        return {
            "buckets": [bucket],
            "sum_other_doc_count": 9,
            "doc_count_error_upper_bound": error,
        }

    assert _is_first_exact(said(10, 10), 1)
    assert not _is_first_exact(said(10, 11), 1)
    assert not _is_first_exact(said(10, 3, own=1), 1)
    assert not _is_first_exact(said(10, 3), 2)
