"""Every file has limits; what is beyond them is reported and counted."""

from __future__ import annotations

import gzip
import os
import socket
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.failures import LISTED, listed
from corpus.formats import record
from corpus.formats.lines.line_stream import EXPANDED_FREELY
from corpus.formats.texts import jsonl
from corpus.formats.web import article_witness, html_page
from corpus.readers import read_paths

GOOD = b'{"body": "m\xe1\xbb\x99t hai ba"}\n'


def read(path: Path) -> tuple[list[Document], list[Failure]]:
    items = list(listed(read_paths([path])))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


@pytest.mark.parametrize("filling", [b"\n", b" ", b"x\n", b"{}\n", b'{"a":1,"body":"'])
def test_a_gzip_bomb_is_read_up_to_its_bound_and_said(tmp_path: Path, filling: bytes) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD + filling * (3 * EXPANDED_FREELY // len(filling))))
    documents, failures = read(path)
    assert [one.body for one in documents] == ["một hai ba"]
    assert failures[-1].lost
    assert any(
        "expands to more than 300 times" in f.reason or "no records" in f.reason for f in failures
    )
    assert len(failures) <= LISTED + 3


def test_a_small_gzip_file_may_be_as_even_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "even.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD * 1_000))
    documents, failures = read(path)
    assert (len(documents), failures) == (1_000, [])


def test_a_hundred_thousand_empty_members_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "members.jsonl.gz"
    path.write_bytes(gzip.compress(b"") * 100_000 + gzip.compress(GOOD))
    documents, failures = read(path)
    assert (len(documents), failures) == (1, [])


def test_of_many_bad_lines_a_hundred_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"x\n" * 5_000 + GOOD + b"{}\n" * 5_000)
    documents, failures = read(path)
    assert len(documents) == 1
    assert len(failures) == LISTED + 2
    assert sum(one.count for one in failures) == 10_000
    assert all(one.lost for one in failures)
    assert "9,899 more could not be read, from line 101 to 10000" in failures[-2].reason
    assert failures[-1].line == 10_001


def test_remarks_do_not_take_the_place_of_losses(tmp_path: Path) -> None:
    path = tmp_path / "dates.jsonl"
    path.write_bytes(b'{"body": "a", "date": "?"}\n' * 500 + b"x\n")
    documents, failures = read(path)
    assert len(documents) == 500
    assert [one.line for one in failures if one.lost] == [501]
    assert sum(one.count for one in failures if not one.lost) == 500


def test_failures_are_counted_by_file() -> None:
    given = [Failure(path, line, "bad") for path in ("a", "b") for line in range(1, 151)]
    found = [one for one in listed(given) if isinstance(one, Failure)]
    assert [(one.path, one.count) for one in found if one.count > 1] == [("a", 49), ("b", 49)]
    assert [one.line for one in found if one.line == 150] == [150, 150]


def test_a_file_without_records_is_given_up_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "MOST_BAD", 50)
    path = tmp_path / "no.jsonl"
    path.write_bytes(GOOD + b"x\n" * 49 + GOOD + b"x\n" * 60)
    documents, failures = read(path)
    assert len(documents) == 2
    assert "in a row are no records" in failures[-1].reason
    assert failures[-1].lost


@pytest.mark.parametrize("name", ["long.txt", "long.md", "long.html", "long.jsonl"])
def test_a_text_beyond_measure_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(record, "LONGEST_TEXT", 1_000)
    text = "một hai ba " * 100
    path = tmp_path / name
    path.write_text(f'{{"body": "{text}"}}\n' if name.endswith("jsonl") else text, "utf-8")
    documents, failures = read(path)
    assert not documents
    assert "split it" in failures[0].reason


def test_a_page_of_tags_beyond_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_page, "MOST_TAGS", 1_000)
    path = tmp_path / "tags.html"
    path.write_text("<p>một " * 1_001, "utf-8")
    documents, failures = read(path)
    assert not documents
    assert "tags" in failures[0].reason


@pytest.mark.parametrize(
    ("name", "value"), [("MOST_CHARACTERS", 1_000), ("MOST_TAGS", 50), ("DEEPEST", 1)]
)
def test_a_page_beyond_common_size_is_kept_whole_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    monkeypatch.setattr(article_witness, name, value)
    path = tmp_path / "big.html"
    path.write_text("<nav><a href=/>menu</a></nav>" + "<div><p>một hai ba bốn.</p></div>" * 60)
    documents, failures = read(path)
    assert documents[0].body.startswith("menu")
    assert [one.lost for one in failures] == [False]
    assert "kept whole" in failures[0].reason


@pytest.mark.parametrize(
    "opening", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<a <a ", "<nav>"]
)
def test_a_page_nested_without_end_is_read(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<p>một hai ba.</p>" + opening * 20_000 + "bốn")
    documents, failures = read(path)
    assert "một hai ba." in documents[0].body
    assert "bốn" in documents[0].body
    assert not any(one.lost for one in failures)


def test_a_line_in_many_pieces_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    text = "một hai ba. " * 300_000
    path.write_text(f'{{"body": "{text}"}}\n' + GOOD.decode(), "utf-8")
    documents, failures = read(path)
    assert [len(one.body) for one in documents] == [len(text), 10]
    assert not failures


def test_a_line_of_40_megabytes_is_passed_over_and_said(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"body": "' + b"a" * (40 << 20) + b'"}\n' + GOOD)
    documents, failures = read(path)
    assert len(documents) == 1
    assert [one.line for one in failures] == [1]
    assert "MiB" in failures[0].reason


def test_a_sparse_file_is_said_to_be_too_big_or_no_text(tmp_path: Path) -> None:
    for name in ("sparse.txt", "sparse.jsonl"):
        with open(tmp_path / name, "wb") as file:
            file.truncate(70 << 20)
        documents, failures = read(tmp_path / name)
        assert not documents
        assert failures[0].lost


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(tmp_path / "s.txt"))
        failures = read(tmp_path)[1]
    assert len(failures) == 3
    assert sum("no regular file" in one.reason for one in failures) >= 2
