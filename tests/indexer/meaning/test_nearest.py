"""The nearest vectors are found, whether all are compared or only those whose signs agree."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.meaning.nearest import Nearest
from indexer.meaning.vector_files import Listed, to_bytes

DIMENSIONS = 100  # No multiple of 64: the last word of signs is filled up.


def vectors(count: int, seed: int = 0) -> np.ndarray:
    """Vectors that share most of their direction, as those of a model do, of any length."""
    rng = np.random.default_rng(seed)
    made = rng.standard_normal((count, DIMENSIONS)) + 3
    return np.asarray(made * rng.uniform(0.1, 10, (count, 1)), dtype=np.float32)


def nearest_of(made: np.ndarray, exact: int) -> Nearest:
    return Nearest(to_bytes(made), [Listed(f"d{at}", "", 1) for at in range(len(made))], exact)


@pytest.mark.parametrize("exact", [0, 10_000])
def test_the_order_is_that_of_the_cosine(exact: int) -> None:
    made = vectors(3_000)
    query = made[17] + vectors(1, 5)[0] * 0.1
    cosine = made @ query / np.linalg.norm(made, axis=1)
    wanted = [f"d{at}" for at in np.argsort(-cosine)[:20]]
    found = nearest_of(made, exact).documents(query, 20)
    assert found[0] == wanted[0] == "d17"
    # Bytes are no floats: neighbours may have changed places.
    assert len(set(found) & set(wanted)) >= 18


def test_of_many_the_nearest_are_among_those_whose_signs_agree() -> None:
    """20,000 rows in groups of ten that are alike; some 4,000 of them are compared."""
    centres = vectors(2_000)
    rng = np.random.default_rng(1)
    made = np.repeat(centres, 10, axis=0)
    made += rng.standard_normal(made.shape).astype(np.float32) * 0.3 * np.abs(made).mean(1)[:, None]
    nearest = nearest_of(made, 0)
    for group in range(0, 2_000, 100):
        found = nearest.documents(centres[group], 5)
        assert {int(doc_id[1:]) // 10 for doc_id in found} == {group}


def test_a_document_counts_once_by_its_nearest_vector() -> None:
    made = vectors(6)
    documents = [Listed("a", "", 3), Listed("b", "", 1), Listed("c", "", 2)]
    found = Nearest(to_bytes(made), documents).documents(made[5], 10)
    assert found[0] == "c"
    assert sorted(found) == ["a", "b", "c"]


def test_rows_that_others_took_the_place_of_are_no_hits() -> None:
    made = vectors(3)
    documents = [Listed("a", "old", 1), Listed("b", "", 1), Listed("a", "new", 1)]
    nearest = Nearest(to_bytes(made), documents)
    assert nearest.documents(made[0], 10) == Nearest(to_bytes(made[1:]), documents[1:]).documents(
        made[0], 10
    )


def test_as_many_are_found_as_there_are() -> None:
    made = vectors(50)
    nearest = nearest_of(made, 0)
    assert sorted(nearest.documents(made[0], 1_000)) == sorted(nearest.ids)
    assert len(nearest.documents(made[0], 7)) == 7
    assert nearest_of(made[:0], 0).documents(made[0], 7) == []


def test_equal_vectors_stand_in_the_order_of_their_rows() -> None:
    made = np.repeat(vectors(1), 40, axis=0)
    assert nearest_of(made, 100).documents(made[0], 30) == [f"d{at}" for at in range(30)]


def test_a_vector_of_zeros_is_near_nothing() -> None:
    made = vectors(3)
    made[1] = 0
    assert nearest_of(made, 100).documents(made[0], 3)[-1] == "d1"
    assert len(nearest_of(made, 100).documents(np.zeros(DIMENSIONS, np.float32), 3)) == 3
