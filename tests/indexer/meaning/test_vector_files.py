"""What is kept is whole: after a kill, with documents that changed or went, with another model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.index_errors import IndexDamaged
from indexer.meaning import vector_files
from indexer.meaning.vector_files import (
    Listed,
    VectorWriter,
    list_of,
    list_path,
    matrix_of,
    matrix_path,
)
from indexer.meaning.vector_state import FOLDER, STATE, state_of


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def rows(*values: int) -> np.ndarray:
    return np.array([[value, 1, 0, -value] for value in values], dtype=np.float32)


def content(index: Path) -> dict[str, tuple[str, list[list[int]]]]:
    """Each document with its digest and its rows."""
    state = state_of(index)
    assert state is not None
    matrix, at, found = matrix_of(index, state), 0, {}
    for one in list_of(index, state):
        found[one.id] = one.digest, matrix[at : at + one.rows].tolist()
        at += one.rows
    return found


def files(index: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (index / FOLDER).iterdir()}


def test_rows_are_scaled_to_bytes() -> None:
    made = vector_files.to_bytes(np.array([[0.5, -1, 0.25], [0, 0, 0], [3, 1, 2]], np.float32))
    assert made.tolist() == [[64, -127, 32], [0, 0, 0], [127, 42, 85]]


def test_what_was_kept_is_read_again(index: Path) -> None:
    assert state_of(index) is None
    writer = VectorWriter(index, "m", 4)
    writer.keep([Listed("a", "1", 2), Listed("b\n\t", "2", 1)], rows(1, 2, 3))
    writer.keep([Listed("丙", "3", 1)], rows(4))
    assert content(index).keys() == {"a", "b\n\t", "丙"}
    assert content(index)["a"] == ("1", [[127, 127, 0, -127], [127, 64, 0, -127]])
    assert VectorWriter(index, "m", 4).digests == {"a": "1", "b\n\t": "2", "丙": "3"}


def test_a_document_that_changed_has_its_new_vectors_only(index: Path) -> None:
    writer = VectorWriter(index, "m", 4)
    writer.keep([Listed("a", "1", 2), Listed("b", "2", 1)], rows(1, 2, 3))
    writer.keep([Listed("a", "9", 1)], rows(5))
    assert writer.keep_only({"a", "b"}) == 0
    state = state_of(index)
    assert state is not None
    assert state.rows == 2
    assert {doc_id: digest for doc_id, (digest, _) in content(index).items()} == {
        "a": "9",
        "b": "2",
    }
    assert len(list((index / FOLDER).iterdir())) == 3


def test_documents_that_are_gone_are_dropped(index: Path) -> None:
    writer = VectorWriter(index, "m", 4)
    writer.keep([Listed("a", "1", 1), Listed("b", "2", 2), Listed("c", "3", 1)], rows(1, 2, 3, 4))
    kept = content(index)
    assert writer.keep_only({"a", "c", "x"}) == 1
    assert content(index) == {"a": kept["a"], "c": kept["c"]}
    writer.keep([Listed("d", "4", 1)], rows(7))
    assert VectorWriter(index, "m", 4).digests == {"a": "1", "c": "3", "d": "4"}
    assert writer.keep_only(()) == 3
    assert content(index) == {}


def test_what_was_opened_before_stays_as_it_was(index: Path) -> None:
    writer = VectorWriter(index, "m", 4)
    writer.keep([Listed("a", "1", 1), Listed("b", "2", 1)], rows(1, 2))
    state = state_of(index)
    assert state is not None
    before = matrix_of(index, state)
    was = before.tolist()
    writer.keep_only({"b"})
    writer.keep([Listed("c", "3", 1)], rows(9))
    assert before.tolist() == was


@pytest.mark.parametrize("name", ["vectors-0.int8", "documents-0.jsonl.gz", "vectors-1.int8"])
def test_what_a_killed_run_left_is_cut_off(index: Path, name: str) -> None:
    writer = VectorWriter(index, "m", 4)
    writer.keep([Listed("a", "1", 1)], rows(1))
    before = files(index)
    with (index / FOLDER / name).open("ab") as file:
        file.write(b"half of some")
    assert content(index).keys() == {"a"}
    VectorWriter(index, "m", 4)
    assert files(index) == before


def test_vectors_of_another_model_stay_until_there_are_new_ones(index: Path) -> None:
    VectorWriter(index, "m", 4).keep([Listed("a", "1", 1)], rows(1))
    writer = VectorWriter(index, "other", 4)
    assert writer.digests == {}
    assert content(index).keys() == {"a"}
    writer.keep([Listed("b", "2", 1)], rows(2))
    assert content(index).keys() == {"b"}
    assert len(list((index / FOLDER).iterdir())) == 3


def test_damage_is_said_with_what_to_do(index: Path) -> None:
    VectorWriter(index, "m", 4).keep([Listed("a", "1", 1)], rows(1))
    state = state_of(index)
    assert state is not None
    list_path(index, state).write_bytes(b"no gzip" * 99)
    with pytest.raises(IndexDamaged, match="songngu embed --index"):
        list_of(index, state)
    matrix_path(index, state).write_bytes(b"x")
    with pytest.raises(IndexDamaged, match=r"vectors-0\.int8 is missing or cut short"):
        matrix_of(index, state)
    (index / FOLDER / STATE).write_text("{}")
    with pytest.raises(IndexDamaged, match="Delete that folder"):
        state_of(index)
