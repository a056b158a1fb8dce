"""Reading paths: walking folders, endings of names, failures, progress."""

from __future__ import annotations

import gzip
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.containers.compressed import COMPRESSED
from corpus.document import Document, Failure
from corpus.formats.source_file import LARGEST, Source
from corpus.readers import CONTAINERS, READERS, count_inputs, read_paths
from corpus.sample_corpus import sample_corpus

ENDINGS = sorted([*READERS, *CONTAINERS, *(f".txt{one}" for one in COMPRESSED)])
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of each format and more below it."""
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "b.txt").write_text("Tin\n\nHai bên", encoding="utf-8")
    (tmp_path / "a.md").write_text("# Tin\n\nHai bên", encoding="utf-8")
    (tmp_path / "sub" / "C.HTML").write_text("<title>Tin</title>x", encoding="utf-8")
    (tmp_path / "sub" / "deep" / "d.jsonl").write_text('{"id":"d1","body":"x"}\n')
    (tmp_path / "sub" / "e.jsonl.gz").write_bytes(gzip.compress(b'{"id":"e1","body":"x"}\n'))
    return tmp_path


def documents(*paths: Path) -> list[Document]:
    items = list(read_paths(paths))
    assert all(isinstance(item, Document) for item in items), items
    return [item for item in items if isinstance(item, Document)]


def failures(*paths: Path) -> list[Failure]:
    return [item for item in read_paths(paths) if isinstance(item, Failure)]


def test_a_folder_is_read_recursively_in_the_order_of_names(folder: Path) -> None:
    assert [Path(item.path).name for item in documents(folder)] == [
        "a.md",
        "b.txt",
        "C.HTML",
        "d.jsonl",
        "e.jsonl.gz",
    ]


def test_no_suffix_is_the_end_of_another() -> None:
    endings = [*READERS, *CONTAINERS, *COMPRESSED]
    assert not [(a, b) for a in endings for b in endings if a != b and a.endswith(b)]


def test_the_id_is_of_the_path_below_the_given_folder(folder: Path, tmp_path: Path) -> None:
    before = {Path(item.path).name: item.id for item in documents(folder)}
    assert len(before["b.txt"]) == 16
    moved = tmp_path.with_name("moved")
    folder.rename(moved)
    assert {Path(item.path).name: item.id for item in documents(moved)} == before


def test_the_id_of_a_given_file_is_of_its_name(folder: Path) -> None:
    (alone,) = documents(folder / "b.txt")
    assert alone.id == next(item.id for item in documents(folder) if item.path == alone.path)


def test_names_in_nfd_and_nfc_have_one_id(tmp_path: Path) -> None:
    ids = {
        Source(tmp_path, unicodedata.normalize("NFC", name)).identifier()
        for name in ("Lưu.txt", unicodedata.normalize("NFD", "Lưu.txt"))
    }
    (tmp_path / unicodedata.normalize("NFD", "Lưu.txt")).write_text("x")
    assert ids == {documents(tmp_path)[0].id}


def test_hidden_files_and_folders_are_left_out_unless_given(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("x")
    (folder / ".hidden.txt").write_text("x")
    assert len(documents(folder)) == 5
    assert len(documents(folder / ".hidden.txt")) == 1
    assert len(documents(folder, folder / ".hidden.txt", folder / ".git")) == 7


def test_an_unknown_format_is_reported_with_those_that_are_read(folder: Path) -> None:
    (folder / "x.dwg").write_bytes(b"PK")
    (failure,) = failures(folder)
    assert failure.path.endswith("x.dwg")
    assert all(suffix in failure.reason for suffix in (*READERS, *CONTAINERS, *COMPRESSED))


def test_what_is_missing_is_reported_and_the_rest_read(folder: Path) -> None:
    items = list(read_paths([folder / "none.txt", folder / "b.txt", "a\0b"]))
    assert [type(item) for item in items] == [Failure, Document, Failure]


def test_a_file_or_folder_that_cannot_be_opened_is_reported(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may open anything")
    (folder / "b.txt").chmod(0)
    (folder / "sub").chmod(0)
    found = failures(folder)
    (folder / "sub").chmod(0o700)
    assert [Path(failure.path).name for failure in found] == ["b.txt", "sub"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_reported_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (failure,) = failures(folder)
    assert "no regular file" in failure.reason


def link(path: Path, target: Path | str) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links on this system")


class TestLinks:
    def test_that_go_round_in_circles_do_no_harm(self, folder: Path) -> None:
        before = documents(folder)
        link(folder / "sub" / "deep" / "up", folder)
        link(folder / "again", folder / "sub")
        link(folder / "self", "self")
        assert [Path(failure.path).name for failure in failures(folder)] == ["self"]
        assert [item for item in read_paths([folder]) if isinstance(item, Document)] == before

    def test_to_folders_elsewhere_are_followed(self, folder: Path) -> None:
        elsewhere = folder.with_name("elsewhere")
        elsewhere.mkdir()
        (elsewhere / "z.txt").write_text("x")
        link(folder / "0", elsewhere)
        assert [Path(item.path).name for item in documents(folder)][-1] == "z.txt"
        assert len(documents(folder)) == 6

    def test_to_nothing_are_reported(self, folder: Path) -> None:
        link(folder / "x.txt", "nowhere")
        for paths in ([folder], [folder / "b.txt", folder]):
            (failure,) = failures(*paths)
            assert failure.path.endswith("x.txt")


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    every = [folder, folder / "sub", folder / "b.txt", folder]
    assert len(documents(*every)) == len(documents(*reversed(every))) == 5


def test_a_name_that_is_no_text_is_read_and_shown(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("the file system takes only Unicode names")
    (document,) = documents(tmp_path)
    assert document.path.endswith("\ufffd.txt")
    assert len(document.id) == 16


def test_a_huge_file_that_is_one_document_is_refused(tmp_path: Path) -> None:
    with open(tmp_path / "a.txt", "wb") as file:
        file.truncate(LARGEST + 1)
    (failure,) = failures(tmp_path)
    assert "MiB" in failure.reason


def test_progress_adds_up_to_what_was_counted(folder: Path) -> None:
    (folder / "bad.jsonl.gz").write_bytes(b"no gzip" * 100_000)
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "x.dwg").write_bytes(b"PK")
    (folder / "empty.txt").write_bytes(b"")
    told: list[int] = []
    for _ in read_paths([folder], told.append):
        pass
    counted = count_inputs([folder])
    assert counted.files == 8
    assert sum(told) == counted.bytes


@given(data=st.binary(max_size=200), suffix=st.sampled_from(ENDINGS))
def test_any_file_gives_clean_documents_and_failures(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a{suffix}").write_bytes(data)
    for item in read_paths([folder]):
        if isinstance(item, Document):
            for text in (item.title, item.body, item.id, item.source):
                assert unicodedata.is_normalized("NFC", text)
                text.encode()
        else:
            assert item.reason


def test_the_sample_corpus_is_a_folder_of_the_package() -> None:
    assert sample_corpus().parent.name == "corpus"


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared seeds are not here")
def test_the_seeds_are_read_as_vietnamese() -> None:
    found = documents(SHARED / "seeds")
    assert len(found) == len(list((SHARED / "seeds").glob("*.txt")))
    assert {item.lang for item in found} == {"vi"}
