"""Where a file is from, as text, and the ids that a place gives."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.file_place import (
    file_of,
    identifiers,
    is_gone,
    is_same,
    place_of,
    shared_end,
    with_line,
)

NAMES = st.binary(min_size=1, max_size=20).filter(
    lambda name: not {0, 0x2F} & set(name) and name not in (b".", b"..")
)
"""Any bytes that may be the name of a file: `.` and `..` are folders."""


@given(name=NAMES, line=st.integers(0, 9))
def test_a_place_is_text_and_gives_its_file_back(name: bytes, line: int) -> None:
    path = os.fsdecode(b"/archive/" + name)
    place = with_line(place_of(path), line)
    place.encode()
    assert os.fspath(file_of(place)) == path


@given(one=NAMES, other=NAMES, line=st.integers(0, 2))
def test_two_places_never_give_the_same_last_id(one: bytes, other: bytes, line: int) -> None:
    places = {with_line(place_of(os.fsdecode(b"/" + name)), line) for name in (one, other)}
    assert len({list(identifiers(place))[-1] for place in places}) == len({one, other})


def test_the_first_id_is_of_the_name_and_the_others_of_ever_more_of_the_path() -> None:
    ids = list(identifiers("/archive/a/x.txt"))
    wanted = ("x.txt", "a/x.txt", "archive/a/x.txt", "/archive/a/x.txt")
    assert ids[:4] == [blake2b(one.encode(), digest_size=8).hexdigest() for one in wanted]
    assert len(set(ids)) == 5


def test_a_composed_name_and_its_letters_give_the_same_first_id() -> None:
    assert next(identifiers("/a/e\u0302\u0301.txt")) == next(identifiers("/a/ế.txt"))
    assert not is_same("/nowhere/e\u0302\u0301.txt", "/nowhere/ế.txt")


def test_two_spellings_of_one_file_are_one_place(tmp_path: Path) -> None:
    # A hard link is what a file system that knows no capitals looks like from above.
    (tmp_path / "x.txt").write_text("x")
    try:
        os.link(tmp_path / "x.txt", tmp_path / "X.txt")
    except OSError:
        assert (tmp_path / "X.txt").exists()
    one, other = (place_of(os.fspath(tmp_path / name)) for name in ("x.txt", "X.txt"))
    assert is_same(one, other)
    assert not is_same(with_line(one, 1), with_line(other, 2))


def test_what_cannot_be_looked_at_is_not_gone(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    place = place_of(os.fspath(tmp_path / "x.txt"))
    assert not is_gone(place)
    assert not is_gone(with_line(place, 3))
    assert is_gone(place_of(os.fspath(tmp_path / "none" / "x.txt")))
    # A name that the system refuses to look at says nothing about a file.
    assert not is_gone(place_of(os.fspath(tmp_path / ("x" * 5000))))


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [("/a/b/x", "/c/b/x", 2), ("/a/x", "/a/y", 0), ("/x", "/a/x", 1), ("/a/x#1", "/a/x#2", 0)],
)
def test_what_two_places_share_is_counted_from_the_end(one: str, other: str, parts: int) -> None:
    assert shared_end(one, other) == parts
