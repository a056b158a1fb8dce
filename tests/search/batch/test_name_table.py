"""Many names at once: which are asked, and what each row says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from indexer.pipeline.indexing import DEFAULT_ENGINE
from search.archive import Archive
from search.batch import name_table
from search.batch.name_table import IN_AN_ADDRESS, NAME_COLUMNS, names_of
from search.request import Request, from_query
from search.request_errors import BadRequest


@pytest.fixture(scope="module")
def archive(sample_index: Callable[[str], Path]) -> Archive:
    return Archive(sample_index(DEFAULT_ENGINE))


def test_a_name_a_line_each_once() -> None:
    assert names_of(" Lưu  Ninh\r\n\n刘宁\nLưu Ninh\n") == ("Lưu Ninh", "刘宁")
    assert names_of("") == ()


def test_too_much_is_refused() -> None:
    assert len(names_of("\n".join(map(str, range(IN_AN_ADDRESS.names))))) == IN_AN_ADDRESS.names
    with pytest.raises(BadRequest, match=f"{IN_AN_ADDRESS.names + 1} names"):
        names_of("\n".join(map(str, range(IN_AN_ADDRESS.names + 1))))
    with pytest.raises(BadRequest, match="characters"):
        names_of("x" * (IN_AN_ADDRESS.characters + 1))


def test_a_row_says_what_a_search_finds(archive: Archive) -> None:
    names = ("Lưu Ninh", "luu ninh", "刘宁", "zxqvzxqv", "(")
    rows = [row for batch in archive.name_rows(names, Request("")) for row in batch]
    assert [row.name for row in rows] == list(names)
    for row in rows[:3]:
        results = archive.results(Request(row.name))
        assert row.total == results.total > 0
        assert row.vi == archive.results(from_query([("q", row.name), ("lang", "vi")])).total
        assert row.zh == archive.results(from_query([("q", row.name), ("lang", "zh")])).total
        assert {"Lưu Ninh", "刘宁"} <= {form for form, _ in row.forms}
    assert rows[0].total == rows[2].total
    assert (rows[3].total, rows[3].forms, rows[3].problem) == (0, (), None)
    assert rows[4].problem is not None
    assert rows[4].problem.code == "unbalanced"


def test_filters_hold_for_every_name(archive: Archive) -> None:
    request = from_query([("lang", "zh")])
    (row,) = next(iter(archive.name_rows(("Lưu Ninh",), request)))
    assert row.vi == 0
    assert row.total == row.zh == archive.results(request.but(query="Lưu Ninh")).total


def test_a_row_has_a_value_for_each_column(archive: Archive) -> None:
    for batch in archive.name_rows(("Lưu Ninh", "("), Request("")):
        for row in batch:
            assert tuple(row.shape()) == NAME_COLUMNS
    assert row.shape()["problem"]


def test_a_line_that_is_no_query_says_so_and_the_others_are_asked(archive: Archive) -> None:
    names = names_of(f"{'x ' * 1200}\nLưu Ninh")
    long, short = [row for batch in archive.name_rows(names, Request("")) for row in batch]
    assert long.problem is not None
    assert long.problem.code == "query_too_long"
    assert short.total > 0


def test_only_filters_and_dates_of_a_request_hold(archive: Archive) -> None:
    usual = next(iter(archive.name_rows(("Lưu Ninh",), Request(""))))
    pairs = [("meaning", "1"), ("off", "刘宁"), ("story", "x"), ("offset", "3")]
    assert next(iter(archive.name_rows(("Lưu Ninh",), from_query(pairs)))) == usual


def test_names_are_one_however_their_tones_are_written() -> None:
    assert names_of("Lưu Ninh\n" + normalize("NFD", "Lưu Ninh")) == ("Lưu Ninh",)


def test_what_reads_too_many_documents_ends_and_says_so(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_table, "ROW_SECONDS", 0.0)
    names = ("Lưu Ninh near/50 tỉnh", "Lưu Ninh")
    slow, usual = [row for batch in archive.name_rows(names, Request("")) for row in batch]
    assert slow.problem is not None
    assert slow.problem.code == "name_too_slow"
    assert usual.total > 0
