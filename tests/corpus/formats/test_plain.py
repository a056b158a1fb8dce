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
from corpus.formats.plain import LONGEST_TITLE, read_text, split_title
from corpus.formats.source_file import Source
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


@pytest.mark.parametrize(
    "text",
    [
        "x" * (LONGEST_TITLE + 1) + "\n\nmore",
        "Chiều nay, hai bên đã hội đàm.\n\nHai bên nhất trí.",
        "二月二十八日，双方举行会谈。\n双方同意。",
        # Wrapped text: a name across the line end must not be torn apart.
        "Chiều nay tại Lạng Sơn, đồng chí Nguyễn Quốc\nĐoàn tiếp đoàn đại biểu của Khu tự trị dân",
        "Đoàn đại biểu\ntỉnh đã đến",
    ],
)
def test_a_paragraph_is_no_title(text: str) -> None:
    assert split_title(text) == ("", text)


def test_a_text_of_one_line_is_its_title() -> None:
    assert split_title("刘宁会见越南客人\n") == ("刘宁会见越南客人", "")


@given(st.text(alphabet="aĐ 中。.\n\t,", max_size=300).map(clean))
def test_title_and_body_hold_all_of_the_text(text: str) -> None:
    title, body = split_title(text)
    assert "".join(f"{title}\n{body}".split()) == "".join(text.split())


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
