"""Find the vectors that are nearest to one: all of them compared, or where they are many, those
whose signs agree most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.meaning.model import Floats
from indexer.meaning.vector_files import Bytes, Listed, list_of, matrix_of
from indexer.meaning.vector_state import State

EXACT: Final = 100_000
"""Most rows that are all compared: 37 ms for 384 dimensions on one core."""

BLOCK: Final = 512
"""Rows made floats at a time: 0.8 MB, which stays in the cache. With 2,048 BLAS begins threads,
which beside a busy process took 25 times as long."""

SIGNS_BLOCK: Final = 32_768
"""Signs compared at a time: 0.25 MB of each word."""

CANDIDATES: Final = 4_000
"""Rows that are compared after their signs were: see docs/measurements.md, Meaning."""

Words: TypeAlias = NDArray[np.uint64]
Numbers: TypeAlias = NDArray[np.int64]


class Nearest:
    """The vectors of one state, ready to be compared; safe to share between threads.

    Beside the mapped matrix it holds 4 bytes a row and the ids; of more than ``exact`` rows also
    their signs, a bit a dimension.
    """

    def __init__(self, matrix: Bytes, documents: list[Listed], exact: int = EXACT) -> None:
        self._matrix = matrix
        self.ids = [one.id for one in documents]
        last = {one.id: number for number, one in enumerate(documents)}
        numbers = [at if last[one.id] == at else -1 for at, one in enumerate(documents)]
        self._owners = np.repeat(
            np.array(numbers, dtype=np.int32),
            np.array([one.rows for one in documents], dtype=np.int64),
        )
        self._lengths = _lengths(matrix)
        self._signs = _Signs(matrix, self._lengths) if len(matrix) > exact else None

    @classmethod
    def opened(cls, index: Path, state: State) -> Nearest:
        """Open the vectors of an index. Raises ``IndexDamaged``."""
        return cls(matrix_of(index, state), list_of(index, state))

    def documents(self, asked: Floats, limit: int) -> list[str]:
        """Return at most so many documents, those with the nearest vector first."""
        query = np.asarray(asked, dtype=np.float32)
        rows = (
            None if self._signs is None else self._signs.most_alike(query, CANDIDATES + 8 * limit)
        )
        scores = self._compared(query, rows)
        best: dict[int, None] = {}
        for at in _descending(scores, limit):
            owner = int(self._owners[at if rows is None else rows[at]])
            if owner >= 0:
                best.setdefault(owner)
            if len(best) == limit:
                break
        return [self.ids[owner] for owner in best]

    def _compared(self, query: Floats, rows: Numbers | None) -> Floats:
        """Return the cosine of these rows, or of all, with a vector, times its length."""
        count = len(self._matrix) if rows is None else len(rows)
        scores = np.empty(count, dtype=np.float32)
        for at in range(0, count, BLOCK):
            part = slice(at, at + BLOCK)
            block = self._matrix[part if rows is None else rows[part]].astype(np.float32)
            np.dot(block, query, out=scores[part])
        return scores / (self._lengths if rows is None else self._lengths[rows])


def _descending(scores: Floats, limit: int) -> Iterator[int]:
    """Yield the numbers of scores, the highest first, equal ones in order; as many are sorted as
    are asked for, and four times as many when that was not enough."""
    size = min(len(scores), 4 * limit)
    done = 0
    while size:
        bound = np.partition(scores, len(scores) - size)[len(scores) - size]
        top = np.flatnonzero(scores >= bound)
        order = top[np.argsort(-scores[top], kind="stable")]
        yield from map(int, order[done:])
        if len(order) == len(scores):
            return
        done = len(order)
        size = min(len(scores), 4 * done)


def _lengths(matrix: Bytes) -> Floats:
    lengths = np.empty(len(matrix), dtype=np.float32)
    for at in range(0, len(matrix), BLOCK):
        block = matrix[at : at + BLOCK].astype(np.float32)
        lengths[at : at + BLOCK] = np.sqrt(np.einsum("ij,ij->i", block, block))
    # A vector of zeros is near nothing.
    return np.where(lengths > 0, lengths, np.float32(np.inf))


class _Signs:
    """On which side of the mean each number of each row lies. Vectors of a model share most of
    their direction, so without the mean the signs of all would be alike."""

    def __init__(self, matrix: Bytes, lengths: Floats) -> None:
        total = np.zeros(matrix.shape[1], dtype=np.float64)
        for at in range(0, len(matrix), BLOCK):
            total += (1 / lengths[at : at + BLOCK]) @ matrix[at : at + BLOCK].astype(np.float32)
        self._mean = (total / max(len(matrix), 1)).astype(np.float32)
        self._words = np.empty((_packed(total[None]).shape[1], len(matrix)), dtype=np.uint64)
        for at in range(0, len(matrix), BLOCK):
            lengths_here = lengths[at : at + BLOCK, None]
            above = matrix[at : at + BLOCK] > self._mean * lengths_here
            self._words[:, at : at + BLOCK] = _packed(above).T

    def most_alike(self, query: Floats, count: int) -> Numbers:
        """Return the rows that agree most, at least so many, in order of their numbers."""
        length = float(np.linalg.norm(query)) or 1.0
        asked = _packed((query > self._mean * length)[None])[0]
        rows = self._words.shape[1]
        differ = np.zeros(rows, dtype=np.uint16)
        for at in range(0, rows, SIGNS_BLOCK):
            part = slice(at, at + SIGNS_BLOCK)
            for word, bits in zip(self._words, asked, strict=True):
                differ[part] += np.bitwise_count(word[part] ^ bits)
        upto = np.cumsum(np.bincount(differ))
        bound = int(np.searchsorted(upto, min(count, rows)))
        return np.flatnonzero(differ <= bound)


def _packed(above: NDArray[np.generic]) -> Words:
    """Pack rows of truths into rows of 64-bit words."""
    packed = np.packbits(above.astype(bool), axis=1)
    spare = -packed.shape[1] % 8
    return np.pad(packed, ((0, 0), (0, spare))).view(np.uint64)
