"""A small index that is attacked."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation import Annotator
from indexer.build import build
from indexer.persons.archive import gather
from synonyms.gazetteer import load

DOCUMENTS = [
    Document("a", "Tin", "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn.", "vi", "2023-01-01"),
    Document("b", "Tin", "Bà Phan Kim Liên họp.", "vi", "2023-01-02"),
    Document("c", "Tin", "Bà Phạm Kim Liên họp.", "vi", "2023-01-03"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = gather(DOCUMENTS)
    people.save(tmp_path / "index")
    build(DOCUMENTS, tmp_path / "index", annotator=Annotator(load(), people))
    return tmp_path / "index"
