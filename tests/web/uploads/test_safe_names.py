"""Names that lead nowhere else, near to what was given."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.uploads.safe_names import is_plain, numbered, parted, safe_name

TEXTS = st.text(st.characters(exclude_categories=()), max_size=300)


@given(TEXTS)
def test_a_safe_name_is_one_visible_segment_that_every_file_system_holds(name: str) -> None:
    safe = safe_name(name)
    assert is_plain(safe)
    assert Path("/here", safe).parent == Path("/here")
    assert Path(os.path.normpath(Path("/here", safe))) == Path("/here", safe)
    assert not safe.startswith(".")
    assert len(numbered(safe, 12_345).encode()) < 255
    assert not set(safe) & set('<>:"/\\|?*\0')


@given(TEXTS)
def test_a_safe_name_is_safe_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(TEXTS.filter(bool), st.integers(2, 99))
def test_parts_of_a_name_give_it_back(name: str, number: int) -> None:
    stem, ending = parted(name)
    assert stem + ending == name
    assert numbered(name, number) == f"{stem} ({number}){ending}"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo 2023.txt", "Báo cáo 2023.txt"),
        ("国务院公报.pdf", "国务院公报.pdf"),
        (unicodedata.normalize("NFD", "Hữu Nghị.txt"), "Hữu Nghị.txt"),
        ("../../etc/passwd", "_._etc_passwd"),
        (".bashrc.txt", "bashrc.txt"),
        ("con.txt", "_con.txt"),
        ("tin\u202etxt.exe.txt", "tintxt.exe.txt"),
        ('a<b>:"c".txt', "a_b___c_.txt"),
        ("tin.txt . .", "tin.txt"),
        ("", "_"),
    ],
)
def test_what_is_unsafe_is_left_out_and_the_rest_kept(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("ộ" * 300 + ".tar.gz")
    assert safe.endswith("ộ.tar.gz")
    assert numbered(safe, 2).endswith("ộ (2).tar.gz")


@pytest.mark.parametrize("name", ["a/b.txt", "a\\b.txt", "..", ".", "", " ", "a\0.txt", "a\nb.txt"])
def test_paths_and_control_characters_are_no_names(name: str) -> None:
    assert not is_plain(name)
