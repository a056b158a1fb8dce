"""MinHash: of each of several permutations of the shingles of a text, what comes first.

Texts that share a part p of their shingles agree in about a part p of these rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHINGLE: Final = 3
"""Keys of a shingle."""

CHUNK: Final = 1_024
"""Shingles that go through all permutations at a time: 1 MB, which stays in the cache."""

_WORD: Final = 8
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)


@lru_cache(maxsize=1)
def _permutations(rows: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return what shingles are multiplied with, and what is added, for each row."""
    factors = _numbers("factor", rows) | np.uint64(1)
    return factors[:, None], _numbers("summand", rows)[:, None]


def _numbers(name: str, rows: int) -> NDArray[np.uint64]:
    """Return a fixed number of 64 bits for each row."""
    each = (blake2b(f"{name} {row}".encode(), digest_size=_WORD).digest() for row in range(rows))
    return np.frombuffer(b"".join(each), dtype="<u8").astype(np.uint64)


@lru_cache(maxsize=200_000)
def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=_WORD).digest(), "little")


def least_bytes(keys: Sequence[str], rows: int) -> bytes:
    """Return the last byte of the least number of each row; the keys are ``SHINGLE`` at least."""
    factors, summands = _permutations(rows)
    numbers = np.fromiter(map(_number, keys), dtype=np.uint64, count=len(keys))
    count = len(keys) - SHINGLE + 1
    shingles = numbers[:count].copy()
    for at in range(1, SHINGLE):
        shingles *= _MULTIPLIER
        shingles += numbers[at : at + count]
        shingles ^= shingles >> _SHIFT
    least = np.full(rows, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, count, CHUNK):
        permuted = factors * shingles[start : start + CHUNK] + summands
        np.minimum(least, permuted.min(axis=1), out=least)
    return (least & np.uint64(0xFF)).astype(np.uint8).tobytes()
