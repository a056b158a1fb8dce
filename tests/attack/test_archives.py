"""Archives made to do harm are bounded in what they cost, and what could be read of them stays."""

from __future__ import annotations

import os
import tarfile
import tempfile
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from corpus.containers import mailbox, streams, zip_archive
from corpus.document import Document, Failure
from corpus.formats import source_file
from corpus.formats.lines import line_stream
from corpus.formats.source_file import Source
from corpus.readers import read_paths, read_source
from tests.corpus.awkward.makers import (
    COMPRESS,
    VI,
    letter,
    mailbox_of,
    overlapping_zip,
    tar_entry,
    tar_of,
    warc_of,
    zip_of,
)

MB = 1 << 20


def read(path: Path) -> tuple[list[Document], list[Failure]]:
    items = list(read_paths([path]))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Counts all bytes that are given to readers of members."""
    total = 0
    read_member = streams._MemberFile.read

    def counting(self: streams._MemberFile, size: int | None = -1, /) -> bytes:
        nonlocal total
        data = read_member(self, size)
        total += len(data)
        return data

    monkeypatch.setattr(streams._MemberFile, "read", counting)
    monkeypatch.setattr(line_stream, "EXPANDED_FREELY", MB)
    return lambda: total


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_tree_of_archives_costs_what_one_bomb_costs(
    tmp_path: Path, unpacked: Callable[[], int], depth: int
) -> None:
    data = zip_of([("z.txt", bytes(2 * MB)), ("a.txt", VI.encode())])
    for _ in range(depth):
        data = zip_of([(f"{number}.zip", data) for number in range(16)])
    (tmp_path / "a.zip").write_bytes(data)
    documents, failures = read(tmp_path / "a.zip")
    assert len(documents) <= 16 * depth
    assert any("expands to more than" in one.reason for one in failures)
    assert len(failures) <= 2 + depth + 16 * depth
    assert unpacked() <= max(MB, line_stream.MOST_EXPANDED * len(data)) + 2 * source_file.CHUNK


def test_an_archive_that_holds_itself_is_read_to_its_depth_and_said(tmp_path: Path) -> None:
    data = zip_of([("a.txt", VI.encode())])
    for _ in range(20):
        data = zip_of([("a.txt", VI.encode()), ("next.zip", data)])
    (tmp_path / "a.zip").write_bytes(data)
    documents, failures = read(tmp_path / "a.zip")
    assert len(documents) == 6
    assert ["deep in others" in one.reason for one in failures] == [True]


def test_entries_over_the_same_bytes_are_not_read(
    tmp_path: Path, unpacked: Callable[[], int]
) -> None:
    (tmp_path / "a.zip").write_bytes(overlapping_zip(5_000, b"x" * 10_000))
    documents, failures = read(tmp_path / "a.zip")
    assert not documents
    assert sum(one.count for one in failures) == 5_000
    assert unpacked() == 0


def test_a_list_of_members_beyond_measure_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archive, "MOST_MEMBERS", 100)
    (tmp_path / "a.zip").write_bytes(zip_of((f"{n}.txt", b"a") for n in range(101)))
    documents, (failure,) = read(tmp_path / "a.zip")
    assert not documents
    assert "more than 100 members" in failure.reason


def test_a_list_of_members_that_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archive, "LARGEST_LIST", 100_000)
    (tmp_path / "a.zip").write_bytes(zip_of((f"{n:060000}.txt", b"a") for n in range(2)))
    _, (failure,) = read(tmp_path / "a.zip")
    assert "members" in failure.reason


def test_nothing_is_written_to_the_disk_and_nothing_outside_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "given"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("bí mật", "utf-8")
    links = [
        tar_entry("a.txt", tarfile.SYMTYPE, "../secret.txt"),
        tar_entry("b.txt", tarfile.LNKTYPE, os.fspath(tmp_path / "secret.txt")),
        tar_entry("c.txt", tarfile.SYMTYPE, os.fspath(tmp_path / "secret.txt")),
    ]
    names = ["../out.txt", os.fspath(tmp_path / "out.txt"), "a.txt/out.txt"]
    (inside / "a.tar").write_bytes(tar_of([(one, VI.encode()) for one in names], *links))
    (inside / "a.zip").write_bytes(zip_of([(one, VI.encode()) for one in names]))
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(tmp_path / "no such folder"))
    documents, failures = read(inside)
    assert len(documents) == 6
    assert not any("bí mật" in one.body for one in documents)
    assert [(one.lost, one.count) for one in failures] == [(False, 3)]
    assert sorted(one.name for one in tmp_path.rglob("*")) == [
        "a.tar",
        "a.zip",
        "given",
        "secret.txt",
    ]


def test_a_large_archive_within_another_lies_in_a_temporary_file_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archive, "IN_MEMORY", 100)
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(tmp_path))
    (tmp_path / "a.zip").write_bytes(zip_of([("b.zip", zip_of([("a.txt", VI.encode())]))]))
    assert len(read(tmp_path / "a.zip")[0]) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_no_room_for_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "IN_MEMORY", 100)
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(tmp_path / "no such folder"))
    (tmp_path / "a.zip").write_bytes(zip_of([("b.zip", zip_of([("a.txt", VI.encode())]))]))
    _, (failure,) = read(tmp_path / "a.zip")
    assert "temporary files" in failure.reason


@pytest.mark.parametrize("ending", sorted(COMPRESS))
def test_a_compressed_line_of_2_gb_is_passed_over_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(line_stream, "LONGEST_LINE", MB)
    monkeypatch.setattr(line_stream, "EXPANDED_FREELY", 20 * MB)
    lines = b'{"body": "' + b"a" * (18 * MB) + b'"}\n{"body": "hai ba"}\n'
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(COMPRESS[ending](lines))
    tracemalloc.start()
    documents, (failure,) = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.body for one in documents] == ["hai ba"]
    assert "MiB" in failure.reason
    # The dictionary of xz takes 8 of them.
    assert peak < 15 * MB


def test_a_letter_without_end_is_passed_over_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_file, "LARGEST", MB)
    endless = b"Subject: a\n\n" + b"x" * (4 * MB)
    path = tmp_path / "a.mbox"
    path.write_bytes(mailbox_of([letter(VI).as_bytes(), endless, letter(VI).as_bytes()]))
    documents, (failure,) = read(path)
    assert len(documents) == 2
    assert failure.line > 1
    assert "MiB" in failure.reason


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_a_mailbox_is_the_same_however_its_bytes_come(size: int) -> None:
    data = mailbox_of([letter(f"{VI}\n\nFrom here\n", str(n)).as_bytes() for n in range(4)])
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert [one[:2] for one in mailbox._lines(iter(pieces)) if one[2]] != []
    whole = b"".join(line for _, line, _ in mailbox._lines(iter(pieces)))
    assert whole == data
    starts = [
        line
        for _, line, begins in mailbox._lines(iter(pieces))
        if begins and line.startswith(b"From ")
    ]
    assert len(starts) == 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tar", lambda: tar_of((f"{n}.txt", VI.encode()) for n in range(3_000))),
        ("a.mbox", lambda: mailbox_of([letter(VI).as_bytes()] * 3_000)),
        (
            "a.warc",
            lambda: warc_of((f"https://x.vn/{n}", "text/html", VI.encode()) for n in range(1_500)),
        ),
    ],
)
def test_documents_come_before_the_archive_is_read_to_its_end(
    tmp_path: Path, name: str, data: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(data())
    told: list[int] = []
    found = list(islice(read_source(Source(tmp_path / name, "/a", told.append)), 10))
    assert len(found) == 10
    assert 0 < sum(told) < (tmp_path / name).stat().st_size


def test_of_an_archive_cut_off_anywhere_what_came_before_stays(tmp_path: Path) -> None:
    files = [(f"{n}.txt", f"{n} {VI}".encode()) for n in range(20)]
    whole = {"a.tar.gz": COMPRESS[".gz"](tar_of(files)), "a.tar": tar_of(files)}
    for name, data in whole.items():
        for cut in range(1, 20):
            (tmp_path / name).write_bytes(data[: len(data) * cut // 20])
            documents, failures = read(tmp_path / name)
            assert [one.body[:2].strip() for one in documents] == [
                str(n) for n in range(len(documents))
            ]
            # Behind the end there is only padding.
            assert all(one.lost for one in failures)
            assert failures or len(documents) == len(files)


def test_any_flipped_byte_of_an_archive_is_read_or_said(tmp_path: Path) -> None:
    files = [(f"{n}.txt", f"{n} {VI}".encode()) for n in range(3)]
    page = ("https://x.vn/", "text/html", VI.encode())
    for name, data in {
        "a.zip": zip_of(files),
        "a.tar": tar_of(files)[:3_000],
        "a.txt.zst": COMPRESS[".zst"](VI.encode()),
        "a.txt.xz": COMPRESS[".xz"](VI.encode()),
        "a.warc": warc_of([page, page]),
        "a.eml": letter(VI).as_bytes(),
    }.items():
        for at in range(0, len(data), max(1, len(data) // 60)):
            flipped = bytearray(data)
            flipped[at] ^= 0xFF
            (tmp_path / name).write_bytes(flipped)
            assert isinstance(read(tmp_path / name), tuple)
