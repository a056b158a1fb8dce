"""What a query leaves out: tones chosen for the whole, capitals of names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.expansion.restoration import restored

TEXTS = [
    "Hai nước hợp tác kinh tế và hợp tác văn hóa.",
    "Bộ trưởng nói về hợp tác kinh tế.",
    "Họp tác phẩm mới, kính tế nhị.",
    "Đồng chí Lưu Ninh thăm kho bãi.",
    "Ông Lưu Ninh nói: khó bài này.",
    "Khó bài kia, khó bài nọ.",
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder: Path = tmp_path_factory.mktemp("restoration")
    build([Document(str(at), "", text, "vi") for at, text in enumerate(TEXTS)], folder)
    with Archive(folder).reading() as snapshot:
        yield snapshot


def found(reader: Reader, text: str, *, toneless: bool = True) -> tuple[str, str]:
    one = restored(reader, text.split(), toneless=toneless)
    return " ".join(one.keys), one.classes


def test_tones_are_chosen_by_what_stands_side_by_side(reader: Reader) -> None:
    assert found(reader, "hop tac kinh te") == ("hợp tác kinh tế", "llll")


def test_names_get_their_capitals(reader: Reader) -> None:
    assert found(reader, "dong chi luu ninh") == ("đồng chí lưu ninh", "llCC")
    assert found(reader, "đồng chí lưu ninh", toneless=False) == ("đồng chí lưu ninh", "llCC")


def test_a_word_goes_before_what_is_none(reader: Reader) -> None:
    assert found(reader, "kho bai") == ("kho bãi", "ll")


def test_what_is_nowhere_stays_as_typed(reader: Reader) -> None:
    assert found(reader, "zxqv kinh te") == ("zxqv kinh tế", "lll")
    assert found(reader, "zxqv") == ("zxqv", "l")
