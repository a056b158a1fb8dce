"""``python -m bench.meaning [INDEX]``: search among a million vectors, and what they need on disk.

The vectors are drawn with the mean and the covariance of those beside INDEX, so that they are as
near to each other as real ones; without INDEX each number is drawn alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from indexer.meaning.model import Floats
from indexer.meaning.nearest import Nearest
from indexer.meaning.vector_files import Listed, VectorWriter, list_of, matrix_of
from indexer.meaning.vector_state import FOLDER, state_of

AT_A_TIME: Final = 10_000
QUERIES: Final = 20
LIMIT: Final = 100


def main() -> int:
    """Print sizes, seconds and how many of the nearest are found by signs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", nargs="?", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--dimensions", type=int, default=384, help="where there is no INDEX")
    args = parser.parse_args()
    rng = np.random.default_rng(11)
    mean, spread = _shape_of(args.index) if args.index else _plain(args.dimensions)
    dimensions = len(mean)

    def drawn(count: int) -> Floats:
        noise = rng.standard_normal((count, dimensions), dtype=np.float32)
        return np.asarray(mean + noise @ spread, dtype=np.float32)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FOLDER).mkdir()
        writer = VectorWriter(folder, "drawn", dimensions)
        for at in range(0, args.rows, AT_A_TIME):
            digests = rng.bytes(6 * AT_A_TIME).hex()
            rows = range(at, min(at + AT_A_TIME, args.rows))
            listed = [
                Listed(f"h{n * 2654435761 % 2**32:08x}", digests[12 * (n - at) :][:12], 1)
                for n in rows
            ]
            writer.keep(listed, drawn(len(rows)))
        size = sum(path.stat().st_size for path in (folder / FOLDER).iterdir())
        print(f"{args.rows:,} documents of {dimensions} dimensions: {size / 1e6:.0f} MB")
        _search(folder, drawn(QUERIES))
    return 0


def _search(folder: Path, queries: Floats) -> None:
    state = state_of(folder)
    assert state is not None
    matrix, listed = matrix_of(folder, state), list_of(folder, state)
    start = time.perf_counter()
    nearest = Nearest(matrix, listed, 0)
    print(f"opened in {time.perf_counter() - start:.1f} s")
    exact = Nearest(matrix, listed, len(matrix))
    of_ten, of_all, times, exact_times = [], [], [], []
    for query in queries:
        start = time.perf_counter()
        found = nearest.documents(query, LIMIT)
        times.append((time.perf_counter() - start) * 1e3)
        start = time.perf_counter()
        wanted = exact.documents(query, LIMIT)
        exact_times.append((time.perf_counter() - start) * 1e3)
        of_ten.append(len(set(found) & set(wanted[:10])) / 10)
        of_all.append(len(set(found) & set(wanted)) / LIMIT)
    print(
        f"by signs {median(times):.0f} ms (fastest {min(times):.0f}), compared with all "
        f"{median(exact_times):.0f} ms (fastest {min(exact_times):.0f})"
    )
    print(f"of the nearest 10 found {np.mean(of_ten):.3f}, of {LIMIT} {np.mean(of_all):.3f}")


def _shape_of(index: Path) -> tuple[Floats, Floats]:
    """Return the mean of the vectors beside an index, and a square root of their covariance."""
    state = state_of(index)
    if state is None:
        raise SystemExit(f"{index} has no vectors; make them with songngu embed")
    rows = matrix_of(index, state).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    mean = rows.mean(axis=0)
    # Rows fewer than dimensions span less than all; that makes the drawn ones nearer.
    _, sizes, directions = np.linalg.svd(rows - mean, full_matrices=False)
    spread = (sizes[:, None] * directions) / np.sqrt(len(rows))
    padded = np.zeros((rows.shape[1], rows.shape[1]), dtype=np.float32)
    padded[: len(spread)] = spread
    return mean, padded


def _plain(dimensions: int) -> tuple[Floats, Floats]:
    return np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32)


if __name__ == "__main__":
    sys.exit(main())
