"""Text files: which first line is a title, and that no text is lost."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.formats.texts.plain import read_text
from corpus.read_errors import ReadError


def read(folder: Path, data: bytes) -> Document | Failure:
    path = folder / "a.txt"
    path.write_bytes(data)
    (item,) = read_text(Source(path, "a.txt"))
    return item


def test_a_short_first_line_is_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, "\n\nLưu Ninh hội kiến\r\n\r\nChiều nay.\r\nHai bên.\n".encode())
    assert isinstance(document, Document)
    assert (document.title, document.body) == ("Lưu Ninh hội kiến", "Chiều nay.\nHai bên.")
    assert (document.lang, document.date, document.line) == ("vi", "", 0)


def test_chinese_in_gb18030_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, "刘宁会见越南客人\n\n双方就口岸交换意见。".encode("gb18030"))
    assert isinstance(document, Document)
    assert (document.title, document.lang) == ("刘宁会见越南客人", "zh")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\0\0"])
def test_a_file_without_text_is_a_failure(tmp_path: Path, data: bytes) -> None:
    failure = read(tmp_path, data)
    assert isinstance(failure, Failure)
    assert failure.path == str(tmp_path / "a.txt")
    assert failure.reason


@given(data=st.binary(max_size=300))
def test_any_bytes_give_the_whole_text_or_a_failure(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    item = read(tmp_path_factory.mktemp("any"), data)
    if isinstance(item, Document):
        text = clean(decode(data).text)
        assert "".join(f"{item.title}\n{item.body}".split()) == "".join(text.split())
    else:
        assert (item.lost, item.line) == (True, 0)
        with suppress(ReadError):
            assert not re.search(r"[^\s\ufffd\ufeff]", clean(decode(data).text))
