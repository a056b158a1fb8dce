"""A small index that is attacked."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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


@contextmanager
def _no_room(size: int) -> Iterator[None]:
    """No file of this process grows beyond ``size``: writing fails in the middle, as it does where
    a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def no_room() -> Callable[[int], AbstractContextManager[None]]:
    return _no_room
