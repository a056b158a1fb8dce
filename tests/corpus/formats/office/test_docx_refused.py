"""Word files that are protected, damaged or made to harm."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.document import Document, Failure
from corpus.formats.office import safe_xml, zip_bounds
from tests.corpus.formats.office.docx_maker import (
    read,
    reason,
    saved,
    with_part,
)


def sound() -> bytes:
    made = docx.Document()
    made.add_paragraph("Chiều nay.")
    return saved(made)


def test_a_protected_file_is_told_from_an_old_and_a_damaged_one(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "password" in reason(ole + "EncryptedPackage".encode("utf-16-le"), tmp_path)
    assert "ending .doc" in reason(ole, tmp_path)
    assert "cut off" in reason(sound()[:-300], tmp_path)
    assert "does not begin as one" in reason(b"<html>", tmp_path)
    assert "does not begin as one" in reason(b"", tmp_path)


@pytest.mark.parametrize("step", range(0, 36_000, 1_500))
def test_a_file_with_a_damaged_byte_is_read_or_refused(tmp_path: Path, step: int) -> None:
    data = bytearray(sound())
    at = step % len(data)
    data[at] ^= 0xFF
    assert isinstance(read(bytes(data), tmp_path), Document | Failure)


@pytest.mark.parametrize("wide", [False, True])
def test_a_bomb_of_entities_is_refused(tmp_path: Path, wide: bool) -> None:
    def bomb(old: bytes) -> bytes:
        text = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
        declared = '<?xml version="1.0" encoding="UTF-16"?>'
        return (declared + text).encode("utf-16") if wide else text.encode()

    assert "entities" in reason(with_part(sound(), "word/document.xml", bomb), tmp_path)


def test_a_bomb_of_zeros_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = BytesIO(sound())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bmp", bytes(20 << 20))
    assert "unpacks to more than 300 times" in reason(bomb.getvalue(), tmp_path)


def test_size_parts_and_tags_have_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as less:
        less.setattr(zip_bounds, "MOST_MEMBERS", 3)
        assert "more than 3 parts" in reason(sound(), tmp_path)
    with monkeypatch.context() as less:
        less.setattr(safe_xml, "MOST_TAGS", 3)
        assert "tags" in reason(sound(), tmp_path)


def test_elements_nested_too_deep_are_refused(tmp_path: Path) -> None:
    def deep(old: bytes) -> bytes:
        return old.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 9_000)

    assert "cannot read it" in reason(with_part(sound(), "word/document.xml", deep), tmp_path)


def test_a_part_that_is_missing_or_protected_is_said(tmp_path: Path) -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "cannot read it" in reason(other.getvalue(), tmp_path)
    # The flag of the first entry of the central directory says that it is encrypted.
    data = bytearray(sound())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in reason(bytes(data), tmp_path)


def test_a_file_without_text_is_said(tmp_path: Path) -> None:
    assert "no text" in reason(docx.Document(), tmp_path)
