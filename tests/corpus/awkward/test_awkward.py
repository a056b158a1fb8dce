"""Awkward files: each is read with the expected text, or reported with the expected reason.

A format adds its rows to a table of its own, and the table to ``TABLES``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.failures import listed
from corpus.formats.lines import line_stream
from corpus.readers import read_paths
from tests.corpus.awkward import (
    archives_table,
    crawls_table,
    encodings_table,
    mail_table,
    office_table,
    text_table,
)
from tests.corpus.awkward.rows import Row

TABLES = (encodings_table, text_table, archives_table, mail_table, crawls_table, office_table)
ROWS: list[Row] = [row for table in TABLES for row in table.ROWS]


@pytest.fixture(autouse=True)
def lowered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs of 6 MB do as well as those of 40."""
    monkeypatch.setattr(line_stream, "EXPANDED_FREELY", 4 << 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one folder, with links in circles and to nothing beside them."""
    folder = tmp_path_factory.mktemp("awkward")
    for row in ROWS:
        (folder / row.name).write_bytes(row.make())
    (folder / "circle").symlink_to(folder)
    (folder / "nothing.txt").symlink_to("nowhere")
    (folder / "itself.txt").symlink_to("itself.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


def check(row: Row, items: list[Document | Failure]) -> None:
    documents = [one for one in items if isinstance(one, Document)]
    reasons = [one.reason for one in items if isinstance(one, Failure) and one.lost]
    read = [f"{one.title}\n{one.body}" for one in documents]
    assert len(documents) == row.expected, (read, reasons)
    for text in row.texts:
        assert any(text in one for one in read), (text, read, reasons)
    if row.reason:
        assert any(row.reason in one for one in reasons), reasons
    else:
        assert not reasons
    assert all(one.place and one.id and one.path for one in documents)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_is_read_or_reported(folder: Path, row: Row) -> None:
    check(row, list(listed(read_paths([folder / row.name]))))


def test_there_are_enough_of_them_and_no_two_of_one_name() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names) >= 250


def test_all_are_read_in_one_run_and_the_rest_reported(folder: Path) -> None:
    items = list(listed(read_paths([folder])))
    documents = [one for one in items if isinstance(one, Document)]
    failed = {one.path for one in items if isinstance(one, Failure)}
    assert len(documents) == sum(row.expected for row in ROWS)
    for name in ("nothing.txt", "itself.txt", "pipe.txt"):
        assert os.fspath(folder / name) in failed
