"""The story of a document: what the index gives is what comparing every two documents gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace
from printings import PRINTINGS

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.records import to_record
from indexer.budget import Budget
from indexer.duplicates.editions import Edition
from indexer.duplicates.signature import signature_of
from indexer.engines import open_engine
from indexer.engines.protocol import Engine
from search.archive import Archive
from search.stories.stories import Stories

Story = frozenset[str]


def by_comparing(documents: list[Document]) -> set[Story]:
    """The stories, found by comparing each document with each."""
    editions = [Edition(signature_of(Analysed.of(one)), lambda one=one: one) for one in documents]
    story = {one.id: frozenset((one.id,)) for one in documents}
    for one, other in combinations(editions, 2):
        if one.is_copy(other):
            joined = story[one.document.id] | story[other.document.id]
            story.update(dict.fromkeys(joined, joined))
    return set(story.values())


def stories_of(archive: Archive | Engine, documents: list[Document] = PRINTINGS) -> Iterator[Story]:
    with archive.reading() as reader:
        for one in documents:
            stories = Stories(reader, Budget())
            stories.look([one.id])
            yield stories.of(one.id)


def test_asking_for_terms_finds_what_comparing_all_finds(printed: Archive) -> None:
    found = by_comparing(PRINTINGS)
    assert set(stories_of(printed)) == found
    assert sum(len(one) > 1 for one in found) == 8
    assert max(map(len, found)) > 4


def test_many_looked_at_together_are_as_each_alone(printed: Archive) -> None:
    with printed.reading() as reader:
        stories = Stories(reader, Budget())
        for start in range(0, len(PRINTINGS), 7):
            stories.look(one.id for one in PRINTINGS[start : start + 7])
        assert [stories.of(one.id) for one in PRINTINGS] == list(stories_of(printed))
        assert stories.complete


def test_reports_that_differ_by_their_figures_or_years_are_stories_of_their_own(
    printed: Archive,
) -> None:
    alone = [one for one in PRINTINGS if one.id.startswith(("daily", "short", "year"))]
    assert len(alone) == 13
    assert list(stories_of(printed, alone)) == [frozenset((one.id,)) for one in alone]


def written(folder: Path, name: str, parts: Sequence[Sequence[Document]]) -> Engine:
    """An index of these documents, a commit for each part."""
    engine = open_engine(name, folder)
    for part in parts:
        with engine.writing() as writer:
            for one in part:
                writer.add(to_record(Analysed.of(one)))
    return engine


@pytest.mark.parametrize("name", ["tantivy", "whoosh", "opensearch"])
def test_stories_do_not_depend_on_how_an_index_came_to_be(tmp_path: Path, name: str) -> None:
    tenths = [PRINTINGS[start::10] for start in range(10)]
    # What was in it before leaves nothing behind.
    others = [replace(one, body=PRINTINGS[0].body) for one in PRINTINGS[5:15]]
    backwards = [others, *(tenth[::-1] for tenth in tenths[::-1])]
    whole = list(stories_of(written(tmp_path / "whole", name, [PRINTINGS])))
    assert list(stories_of(written(tmp_path / "parts", name, tenths))) == whole
    assert list(stories_of(written(tmp_path / "backwards", name, backwards))) == whole


def test_when_a_printing_is_deleted_the_others_stay_one_story(tmp_path: Path) -> None:
    longest = max(by_comparing(PRINTINGS), key=len)
    engine = written(tmp_path / "index", "tantivy", [PRINTINGS])
    first = min(longest)
    with engine.writing() as writer:
        writer.delete(first)
    left = [one for one in PRINTINGS if one.id != first]
    assert set(stories_of(engine, left)) == by_comparing(left)
    assert longest - {first} in by_comparing(left)


def test_without_time_a_document_stands_for_itself(printed: Archive) -> None:
    with printed.reading() as reader:
        stories = Stories(reader, Budget(seconds=0))
        stories.look([PRINTINGS[0].id])
        assert stories.of(PRINTINGS[0].id) == {PRINTINGS[0].id}
        assert not stories.complete


def test_a_page_saved_many_times_is_compared_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PRINTINGS[0].body
    saved = [Document(f"s{n:03}", f"Tin {n}", text, "vi", str(1500 + n)) for n in range(300)]
    engine = written(tmp_path / "index", "tantivy", [saved])
    compared: list[object] = []
    was = Edition.is_alike
    monkeypatch.setattr(
        Edition, "is_alike", lambda one, other: compared.append(other) or was(one, other)
    )
    assert set(stories_of(engine, saved[:3])) == {frozenset(one.id for one in saved)}
    assert compared == []


def test_the_story_of_what_is_not_there_is_itself(printed: Archive) -> None:
    with printed.reading() as reader:
        stories = Stories(reader, Budget())
        stories.look(["nobody"])
        assert stories.of("nobody") == {"nobody"}
        assert stories.copies("nobody") == []
