"""What a run that was ended had read, the next one need not read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from indexer.pipeline import growing, reading, spooled_files
from indexer.pipeline.spooled_files import FOLDER
from indexer.storage.fingerprint import data_folder
from tests.indexer.pipeline.growing_archive import documents, grow, mentions, write


class Ended(Exception):
    """The run is ended from outside."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "archive"
    for number in range(5):
        write(made / f"{number}.txt", f"Tin số {number}\n\nÔng Lưu Ninh tới lần thứ {number}.")
    write(made / "broken.jsonl", '{"title": "Tin", "text": "Lưu Ninh", "lang": "vi"}\n{')
    write(made / "page.html", "<p>Lưu Ninh</p>")
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, in order."""
    names: list[str] = []
    whole = reading.read_safely

    def noted(source: Source) -> Iterator[Document | Failure]:
        names.append(source.path.name)
        return whole(source)

    monkeypatch.setattr(reading, "read_safely", noted)
    return names


def end_before_indexing(monkeypatch: pytest.MonkeyPatch, index: Path, folder: Path) -> None:
    def ended(*_: object) -> None:
        raise Ended

    with monkeypatch.context() as patched:
        patched.setattr(growing, "index_all", ended)
        with pytest.raises(Ended):
            grow(index, folder)


def spools(index: Path) -> list[Path]:
    folder = data_folder(index) / FOLDER
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_next_run_reads_none_of_it_and_ends_with_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    at_once = grow(tmp_path / "at once", folder)
    assert spools(tmp_path / "at once") == []
    read.clear()
    end_before_indexing(monkeypatch, tmp_path / "index", folder)
    assert len(read) == 7
    assert len(spools(tmp_path / "index")) == 1
    read.clear()
    done = grow(tmp_path / "index", folder)
    assert read == []
    assert (done.documents, done.files_read) == (at_once.documents, at_once.files_read)
    assert done.failures == at_once.failures
    assert documents(tmp_path / "index") == documents(tmp_path / "at once")
    assert mentions(tmp_path / "index") == mentions(tmp_path / "at once")
    assert spools(tmp_path / "index") == []
    assert grow(tmp_path / "index", folder).files_read == 0


def test_files_that_changed_since_are_read_again_and_others_come_in_their_order(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    end_before_indexing(monkeypatch, tmp_path / "index", folder)
    write(folder / "3.txt", "Tin mới\n\nÔng Trần Cương tới.")
    write(folder / "2a.txt", "Tin thêm\n\nÔng Trần Cương đi.")
    (folder / "1.txt").unlink()
    read.clear()
    done = grow(tmp_path / "index", folder)
    assert read == ["2a.txt", "3.txt"]
    assert done.files_read == 7
    grow(tmp_path / "at once", folder)
    assert documents(tmp_path / "index") == documents(tmp_path / "at once")
    assert mentions(tmp_path / "index") == mentions(tmp_path / "at once")


@pytest.mark.parametrize("change", ["encoding", "lost"])
def test_a_spool_that_cannot_be_read_is_made_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str], change: str
) -> None:
    end_before_indexing(monkeypatch, tmp_path / "index", folder)
    if change == "encoding":
        monkeypatch.setattr(spooled_files, "ENCODING", "another")
    else:
        for spool in spools(tmp_path / "index"):
            spool.unlink()
    read.clear()
    assert grow(tmp_path / "index", folder).files_read == 7
    assert len(read) == 7
    assert spools(tmp_path / "index") == []
