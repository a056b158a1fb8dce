"""Small files are written whole, and a sealed one tells any flipped byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.whole_files import part_of, sealed, unsealed, write_whole

shapes = st.dictionaries(st.text(min_size=1).filter("check".__ne__), st.text() | st.integers())


@given(shape=shapes)
def test_what_is_sealed_is_unsealed(shape: dict[str, object]) -> None:
    assert unsealed(sealed(shape)) == shape


@given(shape=shapes, at=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_flipped_byte_is_told(shape: dict[str, object], at: int, flip: int) -> None:
    content = bytearray(sealed(shape))
    content[at % len(content)] ^= flip
    with pytest.raises(ValueError, match=r"."):
        unsealed(bytes(content))


def test_the_rest_of_a_killed_writer_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    part_of(path).write_bytes(b"half")
    write_whole(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"new", [path])


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize(("keeps_owner", "is_kept"), [(True, True), (False, False)])
def test_the_mode_is_kept_where_it_is_asked(
    tmp_path: Path, keeps_owner: bool, is_kept: bool
) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"old")
    path.chmod(0o640 if os.umask(os.umask(0)) != 0o027 else 0o600)
    before = path.stat().st_mode
    write_whole(path, b"new", keeps_owner=keeps_owner)
    assert (path.stat().st_mode == before) is is_kept
