"""Indexing is broken in every way, and ends as if nothing had been: the small version of
``python -m bench.faults``, which kills a hundred times."""

from __future__ import annotations

from pathlib import Path

from bench.faults import STEPS, Bench, texts


def test_faults_make_no_difference(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "tantivy", texts(40, None), seed=12)
    bench.go(0, all_at_each=False)
    # A kill and a comparison at each step, and four other disturbances.
    assert bench.faults == 2 * STEPS + 4
