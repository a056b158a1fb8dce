"""A backup is one commit in one file; what is restored is what was backed up, or nothing."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest
from backports import zstd

from corpus.document import Document
from indexer.index_errors import IndexDamaged, IndexLocked, IndexProblem
from indexer.pipeline.indexing import build
from indexer.storage.backup import LIST, NoBackup, back_up, restore
from indexer.storage.checksums import damages_now
from indexer.storage.fingerprint import data_folder
from indexer.storage.open_index import OpenIndex
from indexer.storage.write_lock import locked

DOCUMENTS = [Document(f"d{n}", "Tin", f"Ông Lưu Ninh {n}.", "vi", "2023") for n in range(3)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup") / "index"
    build(DOCUMENTS, folder)
    return folder


@pytest.fixture(scope="module")
def file(index: Path) -> Path:
    said = index.parent / "said.tsv"
    said.write_text("said", "utf-8")
    back_up(index, index.parent / "b.tar.zst", said)
    return index.parent / "b.tar.zst"


def size(index: Path) -> int:
    with OpenIndex(index).reading() as reader:
        return reader.size


def test_what_is_restored_is_what_was_backed_up(file: Path, tmp_path: Path) -> None:
    said = tmp_path / "corrections.tsv"
    restore(file, tmp_path / "index", said)
    assert size(tmp_path / "index") == 3
    assert said.read_text("utf-8") == "said"
    assert damages_now(data_folder(tmp_path / "index"))[1] == []


def test_no_index_is_overwritten_unless_told_so(file: Path, tmp_path: Path) -> None:
    build(DOCUMENTS[:1], tmp_path / "index")
    said = tmp_path / "corrections.tsv"
    said.write_text("mine", "utf-8")
    with pytest.raises(IndexProblem, match="--anew"):
        restore(file, tmp_path / "index", said)
    assert size(tmp_path / "index") == 1
    restore(file, tmp_path / "index", said, anew=True)
    assert (size(tmp_path / "index"), said.read_text("utf-8")) == (3, "mine")
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


def test_every_flipped_byte_is_found_and_nothing_is_left(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    build(DOCUMENTS[:1], tmp_path / "index")
    for at in range(3, len(whole), len(whole) // 12):
        broken = tmp_path / "broken.tar.zst"
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        with pytest.raises(NoBackup):
            restore(broken, tmp_path / "index", tmp_path / "c.tsv", anew=True)
        assert size(tmp_path / "index") == 1
        assert len(list((tmp_path / "index").glob("generation-*"))) == 1
    (tmp_path / "cut.tar.zst").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NoBackup):
        restore(tmp_path / "cut.tar.zst", tmp_path / "other", tmp_path / "c.tsv")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../outside", "link"])
def test_nothing_is_written_outside(name: str, file: Path, tmp_path: Path) -> None:
    with zstd.open(file, "rb") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        first = next(iter(tar))
        opened = tar.extractfile(first)
        assert opened is not None
        shape = json.loads(opened.read())
    shape["files"] = {name: [1, 0, "0" * 32]}
    forged = tmp_path / "forged.tar.zst"
    with zstd.open(forged, "wb") as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
        for member, content in ((LIST, json.dumps(shape).encode()), (name, b"x")):
            one = tarfile.TarInfo(member)
            one.size = len(content)
            if member == "link":
                one.type, one.linkname, one.size = tarfile.SYMTYPE, "/etc/passwd", 0
            tar.addfile(one, io.BytesIO(content))
    with pytest.raises(NoBackup, match=r"no backup of ours|as it was written"):
        restore(forged, tmp_path / "deep" / "index", tmp_path / "c.tsv")
    assert not list(tmp_path.rglob("outside"))
    assert not list((tmp_path / "deep" / "index").glob("generation-*"))


def test_a_damaged_or_written_index_is_not_backed_up(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path / "index")
    target = tmp_path / "b.tar.zst"
    with locked(tmp_path / "index"), pytest.raises(IndexLocked):
        back_up(tmp_path / "index", target, tmp_path / "c.tsv")
    (data_folder(tmp_path / "index") / "names.json").write_text("{", "utf-8")
    with pytest.raises(IndexDamaged, match="repair"):
        back_up(tmp_path / "index", target, tmp_path / "c.tsv")
    assert not target.exists()
