"""Mentions live with their documents: the same facets and the same spans on every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indexer import fields
from indexer.annotation.annotation import Annotation
from indexer.annotation.records import with_annotation
from indexer.engines import ENGINES, open_engine
from indexer.engines.protocol import ReadRequest, Record
from indexer.plan import AnyOf, Everything
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE
from tests.cluster import usable

Indexed = tuple[Mapping[str, Annotation], Mapping[str, object]]


def indexed(engine: str, folder: Path) -> Indexed:
    """Every document's annotation, and the facets of all."""
    with open_engine(engine, data_folder(folder) / ENGINE).reading() as reader:
        ids = [hit.id for hit in reader.every(Everything())]
        stored = reader.fetch(ids)
        facets = reader.run(ReadRequest(Everything(), limit=0, facets=fields.FACETS)).facets
        return {doc_id: with_annotation(stored[doc_id])[1] for doc_id in ids}, facets


@pytest.fixture(scope="module")
def by_engine(sample_index: Callable[[str], Path]) -> Mapping[str, Indexed]:
    return {name: indexed(name, sample_index(name)) for name in usable(ENGINES)}


@pytest.fixture(scope="module")
def reference(by_engine: Mapping[str, Indexed]) -> Indexed:
    return next(iter(by_engine.values()))


def test_every_engine_holds_the_same_mentions(
    by_engine: Mapping[str, Indexed], engine_name: str, reference: Indexed
) -> None:
    assert by_engine[engine_name] == reference
    assert any(annotation.mentions for annotation in reference[0].values())


def test_a_facet_counts_the_documents_that_hold_a_mention(reference: Indexed) -> None:
    annotations, facets = reference
    for name in (fields.GATES, fields.PLACES, fields.ORGANISATIONS, fields.PEOPLE):
        counts: dict[str, int] = {}
        for annotation in annotations.values():
            for value in annotation.entities()[name]:
                counts[value] = counts.get(value, 0) + 1
        assert dict(facets[name]) == counts  # type: ignore[call-overload]


def test_a_documents_entities_find_it(
    sample_index: Callable[[str], Path], engine_name: str, reference: Indexed
) -> None:
    data = data_folder(sample_index(engine_name))
    with open_engine(engine_name, data / ENGINE).reading() as reader:
        for value in ("huu-nghi", "shuikou"):
            for name in (fields.GATES, fields.LEFT_OUT):
                found = {hit.id for hit in reader.every(AnyOf(name, (value,)))}
                assert found == {
                    doc_id
                    for doc_id, annotation in reference[0].items()
                    if value in annotation.entities()[name]
                }


def test_a_facet_may_have_more_values_than_the_index_has_documents(
    tmp_path: Path, engine_name: str
) -> None:
    records = [
        Record(
            id=str(number),
            tokenised=dict.fromkeys(fields.TOKENISED, "a"),
            keywords={**dict.fromkeys(fields.KEYWORDS, "0"), fields.ID: str(number)},
            stored="{}",
            order=f"{number:08}{number}",
            entities={fields.PEOPLE: ("both", *(f"p{number}-{one:03}" for one in range(400)))},
        )
        for number in range(2)
    ]
    engine = open_engine(engine_name, tmp_path)
    with engine.writing() as writer:
        for record in records:
            writer.add(record)
    with engine.reading() as reader:

        def values(most: int) -> tuple[tuple[str, int], ...]:
            found = reader.run(
                ReadRequest(Everything(), limit=0, facets=(fields.PEOPLE,), values=most)
            )
            return found.facets[fields.PEOPLE]

        assert len(values(1_000)) == 801
        assert values(1) == (("both", 2),)
        assert values(3)[0] == ("both", 2)
        assert [count for _, count in values(3)] == [2, 1, 1]
