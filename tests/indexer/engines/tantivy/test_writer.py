"""What a run wrote is one segment, whatever was replaced and deleted on the way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import fields
from indexer.engines.protocol import Record, Writer
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import COMMIT_EVERY, segment_sizes, smallest_level


def document(number: int, text: str = "a") -> Record:
    return Record(
        id=f"d{number:03d}",
        tokenised={fields.BODY: text},
        keywords={
            **dict.fromkeys(fields.SINGLE, fields.UNKNOWN),
            fields.ID: f"d{number:03d}",
            fields.DATE: "20240601",
        },
        stored=text,
        order=f"79759398d{number:03d}",
    )


def add(writer: Writer, numbers: range) -> None:
    for number in numbers:
        writer.add(document(number))


@pytest.mark.parametrize(
    ("sizes", "level"),
    [
        ([], []),
        ([5], [5]),
        ([COMMIT_EVERY, 3, COMMIT_EVERY], [COMMIT_EVERY, COMMIT_EVERY, 3]),
        ([55_000, 9_000, 10], [9_000, 10]),
        ([25_000, 24_000], [25_000, 24_000]),
        ([25_000, 14_000], [14_000]),
        # The level begins at its largest: 20,000 is with the 30,000, and 12,000 with neither.
        ([30_000, 20_000, 12_000, 8_000], [12_000, 8_000]),
    ],
)
def test_a_level_is_what_tantivy_merges(sizes: list[int], level: list[int]) -> None:
    assert smallest_level(sizes) == level


@pytest.mark.parametrize("commits", range(1, 9))
def test_a_run_leaves_one_segment(tmp_path: Path, commits: int) -> None:
    engine = TantivyEngine(tmp_path / "engine", merged_from=1)
    with engine.writing() as writer:
        for commit in range(commits):
            add(writer, range(20 * commit, 20 * commit + 20))
            if commit < commits - 1:
                writer.commit()
    assert segment_sizes(tmp_path / "engine") == [20 * commits]


def test_the_next_run_joins_the_segments_of_the_one_before(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", merged_from=1)
    for run in range(3):
        with engine.writing() as writer:
            add(writer, range(20 * run, 20 * run + 20))
        assert segment_sizes(tmp_path / "engine") == [20 * run + 20]


def test_few_documents_are_not_worth_the_commits(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", merged_from=50)
    for run in range(2):
        with engine.writing() as writer:
            add(writer, range(20 * run, 20 * run + 20))
    assert segment_sizes(tmp_path / "engine") == [20, 20]


def test_documents_that_were_held_back_are_in_a_commit(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine")
    with engine.writing() as writer:
        add(writer, range(3))
        writer.commit()
        with engine.reading() as reader:
            assert reader.size == 3


changes = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 12), st.sampled_from("abc")),
    st.tuples(st.just("delete"), st.integers(0, 12), st.just("")),
    st.tuples(st.just("commit"), st.just(0), st.just("")),
    st.tuples(st.just("end"), st.just(0), st.just("")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(changes, max_size=60))
def test_the_index_holds_what_was_written_last(asked: list[tuple[str, int, str]]) -> None:
    runs: list[list[tuple[str, int, str]]] = [[]]
    for change in asked:
        if change[0] == "end":
            runs.append([])
        else:
            runs[-1].append(change)
    kept: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        engine = TantivyEngine(Path(folder) / "engine", merged_from=1)
        for run in runs:
            with engine.writing() as writer:
                for what, number, text in run:
                    if what == "add":
                        writer.add(document(number, text))
                        kept[f"d{number:03d}"] = text
                    elif what == "delete":
                        writer.delete(f"d{number:03d}")
                        kept.pop(f"d{number:03d}", None)
                    else:
                        writer.commit()
            with engine.reading() as reader:
                assert reader.size == len(kept)
                assert reader.fetch([f"d{n:03d}" for n in range(13)]) == kept
