"""Values of facets are found again by their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import ReadRequest, Record
from indexer.engines.tantivy import numbers
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.plan import Everything

NAMES = tuple(f"người-{number:02d}" for number in range(40))

RECORD = Record(
    id="d",
    tokenised={fields.BODY: "a"},
    keywords={
        **dict.fromkeys(fields.SINGLE, fields.UNKNOWN),
        fields.ID: "d",
        fields.DATE: "20240601",
    },
    stored="",
    order="79759398d",
)


def test_more_values_than_are_kept_are_all_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "MOST_KEPT", 7)
    engine = TantivyEngine(tmp_path / "engine")
    with engine.writing() as writer:
        writer.add(replace(RECORD, entities={fields.PEOPLE: NAMES}))
    for _ in range(2):
        with engine.reading() as reader:
            found = reader.run(ReadRequest(Everything(), facets=(fields.PEOPLE,), values=100))
            assert found.facets == {fields.PEOPLE: tuple((name, 1) for name in NAMES)}


def test_values_are_told_apart_whatever_stands_in_them(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine")
    languages = ('vi","2024', 'vi"', "\x1f", "")
    with engine.writing() as writer:
        for language in languages:
            keywords = {**RECORD.keywords, fields.LANG: language, fields.ID: language}
            writer.add(replace(RECORD, id=language, keywords=keywords))
    with engine.reading() as reader:
        asked = ReadRequest(
            Everything(), facets=fields.COUNTED_TOGETHER, split={fields.YEAR: fields.LANG}
        )
        found = reader.run(asked)
    once = tuple((language, 1) for language in sorted(languages))
    assert found.facets[fields.LANG] == once
    assert found.split == {fields.YEAR: {fields.UNKNOWN: once}}
