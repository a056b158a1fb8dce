"""EPUB: the order of chapters, facts, long books, old fonts, and books that cannot be read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.decoding.legacy_fonts import to_tcvn3
from corpus.document import Document, Failure
from corpus.formats import record
from corpus.formats.office.epub import read_epub
from corpus.formats.source_file import Source

META = "<dc:title>Lịch sử biên giới</dc:title>"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "x" "http://a.vn/x.dtd">'
        f"<html><head><title>XÓA</title></head><body>{body}</body></html>"
    )


def book(chapters: dict[str, str], meta: str = META, **more: str) -> bytes:
    """Return a book with chapters by their names, in the order of reading."""
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(sorted(chapters))
    )
    order = "".join(f'<itemref idref="i{sorted(chapters).index(name)}"/>' for name in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{meta}</metadata><manifest>{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="pic" href="a.png" media-type="image/png"/></manifest>'
        f'<spine><itemref idref="nav"/><itemref idref="pic"/>{order}{order}</spine></package>'
    )
    members = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/nav.xhtml": page("XÓA"),
        **{f"OEBPS/{name.replace('%20', ' ')}": text for name, text in chapters.items()},
        **more,
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(folder: Path, data: bytes) -> tuple[list[Document], list[Failure]]:
    path = folder / "a.epub"
    path.write_bytes(data)
    items = list(read_epub(Source(path, "/a.epub")))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


TWO = {
    "z%20one.xhtml": page("<h1>Chương một</h1><p>Lưu <b>Ni</b>nh.</p>"),
    "a.xhtml": page("<h1>Chương hai</h1><p>Hết.</p>"),
}


def test_a_book_is_one_document_in_the_order_of_reading(tmp_path: Path) -> None:
    meta = (
        f"{META}<dc:creator>Trần A</dc:creator><dc:publisher>Nhà xuất bản B</dc:publisher>"
        '<dc:date opf:event="modification">2020-01-02</dc:date>'
        '<dc:date opf:event="publication">2019-05-06T00:00:00+07:00</dc:date>'
        "<dc:language>vi-VN</dc:language>"
    )
    (found,), failures = read(tmp_path, book(TWO, meta))
    assert not failures
    assert found.title == "Lịch sử biên giới"
    assert found.body == "Chương một\n\nLưu Ninh.\n\nChương hai\n\nHết."
    assert (found.date, found.date_origin) == ("2019-05-06", "metadata")
    assert (found.source, found.lang, found.place) == ("Nhà xuất bản B", "vi", "/a.epub")


def test_a_title_that_is_none_and_the_language_of_programs_do_not_count(tmp_path: Path) -> None:
    meta = "<dc:title>sach.docx</dc:title><dc:language>en</dc:language><dc:creator>A</dc:creator>"
    chapter = page("<h1>Lịch sử</h1><p>Đồng chí Bí thư Tỉnh ủy tiếp đoàn đại biểu.</p>")
    (found,), _ = read(tmp_path, book({"a.xhtml": chapter}, meta))
    assert (found.title, found.lang, found.source) == ("Lịch sử", "vi", "A")


def test_a_long_book_gives_its_chapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "LONGEST_TEXT", 30)
    documents, failures = read(tmp_path, book(TWO))
    assert not failures
    assert [(one.title, one.body) for one in documents] == [
        ("Chương một", "Lưu Ninh."),
        ("Chương hai", "Hết."),
    ]
    assert documents[0].place == "/a.epub#/OEBPS/z one.xhtml"
    assert documents[0].path == str(tmp_path / "a.epub" / "OEBPS" / "z one.xhtml")
    assert documents[0].id != documents[1].id


def test_text_in_an_old_font_is_converted(tmp_path: Path) -> None:
    text = to_tcvn3("Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan")
    chapter = page(f'<p style="font-family: .VnTime">{text}</p>')
    (found,), _ = read(tmp_path, book({"a.xhtml": chapter}))
    assert found.body == "Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan"
    assert found.repaired == "tcvn3"


def test_a_chapter_that_cannot_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    broken = book({"a.xhtml": page("<p>Một.</p>"), "b.xhtml": page("x")}).replace(
        b"OEBPS/b.xhtml", b"OEBPS/c.xhtml"
    )
    (found,), (failure,) = read(tmp_path, broken)
    assert found.body == "Một."
    assert not failure.lost
    assert "'OEBPS/b.xhtml' is missing" in failure.reason


def test_books_that_cannot_be_read_have_their_reasons(tmp_path: Path) -> None:
    def reason(data: bytes) -> str:
        documents, failures = read(tmp_path, data)
        assert not documents
        assert failures[0].lost
        return failures[0].reason

    drm = (
        '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/a.xhtml"/>'
        "</CipherData></EncryptedData></encryption>"
    )
    assert "DRM" in reason(book(TWO, **{"META-INF/encryption.xml": drm}))
    assert "cut off" in reason(book(TWO)[:-50])
    assert "no chapters" in reason(book({}))
    assert "names no book" in reason(book(TWO, **{"META-INF/container.xml": "<container/>"}))
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]><package>&a;</package>'
    assert "entities" in reason(book(TWO, **{"OEBPS/book.opf": bomb}))
    assert "no text" in reason(book({"a.xhtml": page("<img/>")}, meta=""))
    zeros = book({"a.xhtml": page(" " * (20 << 20))})
    assert "300 times" in reason(zeros)


def test_encrypted_fonts_are_no_harm(tmp_path: Path) -> None:
    fonts = '<encryption><CipherReference URI="OEBPS/fonts/a.otf"/></encryption>'
    documents, failures = read(tmp_path, book(TWO, **{"META-INF/encryption.xml": fonts}))
    assert (len(documents), failures) == (1, [])
