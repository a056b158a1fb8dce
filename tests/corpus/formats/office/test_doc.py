"""Word 97 to 2003: what antiword gives, files that are something else, bounds.

``data/word97.doc`` was made with LibreOffice (``--convert-to doc``) of an ODT with a heading, a
note, a comment, deleted text, two paragraphs in old fonts, a table, a text box and a list.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.document import Document, Failure
from corpus.formats.office import antiword
from corpus.formats.office.doc import read_doc
from corpus.formats.office.docbook import read_docbook
from corpus.formats.source_file import Source

WORD_97 = Path(__file__).parent / "data" / "word97.doc"


@pytest.fixture
def program() -> None:
    """Skip a test where antiword is not installed, except where nothing may be skipped."""
    if not antiword.is_installed():
        assert not os.environ.get("SONGNGU_REQUIRE_SYSTEM"), "antiword is not installed"
        pytest.skip("antiword is not installed (apt-get install antiword)")


def read(folder: Path, data: bytes) -> Document | Failure:
    path = folder / "a.doc"
    path.write_bytes(data)
    (item,) = read_doc(Source(path, "/a.doc"))
    return item


def reason(folder: Path, data: bytes) -> str:
    item = read(folder, data)
    assert isinstance(item, Failure)
    assert item.lost
    return item.reason


@pytest.mark.usefixtures("program")
def test_text_tables_boxes_and_notes_are_read_and_old_fonts_mended(tmp_path: Path) -> None:
    found = read(tmp_path, WORD_97.read_bytes())
    assert isinstance(found, Document)
    assert (found.title, found.lang, found.repaired) == ("T", "vi", "tcvn3; vni")
    assert found.body.split("\n\n") == [
        "Hội đàm giữa Lạng Sơn và Quảng Tây",
        "Chiều nay, Lưu Ninh gặp 刘宁 ở Hữu Nghị Quan (友谊关).",
        "Tỉnh uỷ Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan, đường số 5",
        "Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan, đường số 5",
        "Ô một có chữ rất dài để xem chương trình có cắt dòng hay không, và cắt ở đâu, vì tên "
        "người như Nguyễn Quốc Đoàn có thể bị cắt",
        "Ô hai\ndòng hai của ô hai 张三",
        "Đoạn có khung.",
        "mục một",
        "Hết “ngoặc kép” – gạch…",
        "Trong khung chữ.",
        "Chân trang một về Hữu Nghị Quan.",
    ]


@pytest.mark.usefixtures("program")
def test_files_that_cannot_be_read_have_their_reasons(tmp_path: Path) -> None:
    data = WORD_97.read_bytes()
    assert "cannot read it" in reason(tmp_path, data[:9_000])
    assert "cannot read it" in reason(tmp_path, b"")
    assert "cannot read it" in reason(tmp_path, b"plain text")
    # The flag of the file's head that says that it is encrypted ([MS-DOC] 2.5.2).
    locked = bytearray(data)
    head = data.index(b"\xec\xa5")
    locked[head + 11] |= 0x01
    assert "password" in reason(tmp_path, bytes(locked))


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("at", range(0, 12_800, 1_600))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, at: int) -> None:
    data = bytearray(WORD_97.read_bytes())
    data[at : at + 40] = b"\xff" * 40
    assert isinstance(read(tmp_path, bytes(data)), Document | Failure)


@pytest.mark.usefixtures("program")
def test_a_run_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(antiword, "SECONDS", 0)
    monkeypatch.setattr(antiword, "_bounds", list)
    assert "was ended" in reason(tmp_path, WORD_97.read_bytes())


def test_without_the_program_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert "apt-get install antiword" in reason(tmp_path, WORD_97.read_bytes())


def test_what_is_no_word_97_is_read_as_what_it_is(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Chiều nay.")
    out = BytesIO()
    made.save(out)
    for data in (
        out.getvalue(),
        rb"{\rtf1\ansi Chi\u7873?u nay.\par}",
        b"\xef\xbb\xbf <html><body>" + "Chiều nay.".encode(),
    ):
        found = read(tmp_path, data)
        assert isinstance(found, Document)
        assert (found.body, found.place) == ("Chiều nay.", "/a.doc")


def test_docbook_is_read_with_its_facts_and_the_title_is_not_repeated() -> None:
    book = read_docbook(
        b"<book><title>T</title><bookinfo><title>T</title><author><firstname>A</firstname>"
        b"<surname>B</surname></author><date>2001-02-03</date></bookinfo><chapter><title>H</title>"
        b"<para>a <emphasis>b</emphasis><footnote><para>n</para></footnote> c\x01"
        b"<informaltable><row><entry>d</entry></row></informaltable>e</para></chapter></book>"
    )
    assert [one.text for one in book.paragraphs] == ["H", "a b c", "d", "e"]
    assert (book.notes, book.facts) == (["n"], ("T", "A B", "2001-02-03"))
    nothing = read_docbook(b"<book><bookinfo><date>1600-12-31</date></bookinfo></book>")
    assert nothing.facts.made == ""
