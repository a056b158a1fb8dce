"""The file of lists: what is put there comes back, and nothing of it is ever lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lists.document_lists import (
    NAME_LIMIT,
    NOTE_LIMIT,
    Entry,
    added,
    deleted,
    list_named,
    names_of,
    noted,
    removed,
    renamed,
)
from search.lists.lists_file import ListsBroken, ListsFile, _entry, _line, lists_beside
from search.request_errors import BadRequest, NotThere

TEXT = st.text(min_size=1)


@pytest.fixture
def lists(tmp_path: Path) -> ListsFile:
    return ListsFile(lists_beside(tmp_path / "index"))


@given(TEXT | st.text(st.characters(categories=["Cc", "Zl", "Zp"]), min_size=1), TEXT, st.text())
def test_any_entry_comes_back_from_its_line(doc: str, name: str, note: str) -> None:
    entry = Entry(name, doc, note, "2026-11-30")
    line = _line(entry)
    assert line.count(b"\n") == 1
    assert _entry(line) == entry


def test_a_list_is_made_changed_and_deleted(lists: ListsFile) -> None:
    assert lists.entries() == ()
    lists.change(added(" Cửa  khẩu ", "a", "2026-11-30"))
    lists.change(added("Cửa khẩu", "b", "2026-11-30"))
    lists.change(added("Cửa khẩu", "a", "2026-12-01"))
    lists.change(added("刘宁", "a", "2026-11-30"))
    assert names_of(lists.entries()) == {"Cửa khẩu": 2, "刘宁": 1}
    lists.change(noted("Cửa khẩu", "a", "xem\n lại"))
    assert [one.note for one in list_named(lists.entries(), "Cửa khẩu")] == ["xem lại", ""]
    assert "xem lại" in lists.path.read_text("utf-8")
    lists.change(renamed("Cửa khẩu", "Gates"))
    lists.change(renamed("刘宁", "Gates"))
    assert [(one.doc, one.note) for one in lists.entries()] == [("a", "xem lại"), ("b", "")]
    lists.change(removed("Gates", "b"))
    assert names_of(lists.entries()) == {"Gates": 1}
    lists.change(deleted("Gates"))
    assert lists.entries() == ()
    with pytest.raises(NotThere):
        list_named(lists.entries(), "Gates")


def test_a_name_that_no_list_can_have_changes_nothing(lists: ListsFile) -> None:
    lists.change(added("a", "1", ""))
    before = lists.path.read_bytes()
    for change in (
        lambda: added("", "1", ""),
        lambda: added(" \t\n", "1", ""),
        lambda: added("x" * (NAME_LIMIT + 1), "1", ""),
        lambda: renamed("a", ""),
        lambda: noted("a", "1", "x" * (NOTE_LIMIT + 1)),
    ):
        with pytest.raises(BadRequest):
            lists.change(change())
    with pytest.raises(NotThere):
        lists.change(renamed("nowhere", "b"))
    assert lists.path.read_bytes() == before


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b'{"list": "a"}', b'{"list": "a", "doc": 1}', b"\xff", b'{"x": "y"}']
)
def test_a_broken_line_is_told_and_nothing_is_written_over_it(
    lists: ListsFile, line: bytes
) -> None:
    lists.change(added("a", "1", ""))
    lists.path.write_bytes(lists.path.read_bytes() + line + b"\n")
    before = lists.path.read_bytes()
    with pytest.raises(ListsBroken, match=":2: "):
        lists.entries()
    with pytest.raises(ListsBroken):
        lists.change(added("a", "2", ""))
    assert lists.path.read_bytes() == before


def test_a_folder_in_its_place_is_told(lists: ListsFile) -> None:
    lists.path.mkdir()
    with pytest.raises(ListsBroken):
        lists.entries()
    with pytest.raises(ListsBroken):
        lists.change(added("a", "1", ""))


def test_what_many_write_at_once_is_all_there(lists: ListsFile) -> None:
    def write(who: int) -> None:
        own = ListsFile(lists.path)
        for number in range(10):
            own.change(added(f"list {who}", f"{number}", ""))

    threads = [threading.Thread(target=write, args=(who,)) for who in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert names_of(lists.entries()) == {f"list {who}": 10 for who in range(6)}
