"""Workbooks: rows as records, several sheets, old fonts, kinds of cells, and files made to harm."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.formats.tables import xlsx
from corpus.formats.tables.xlsx import read_xlsx


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(folder: Path, data: bytes) -> tuple[list[Document], list[Failure]]:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    items = list(read_xlsx(Source(path, "/a.xlsx")))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


def one_sheet(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def with_part(data: bytes, name: str, pattern: str, new: str) -> bytes:
    """Return a workbook with what a pattern matches in one part replaced."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as archive:
        for member in old.namelist():
            text = old.read(member)
            if member == name:
                text, count = re.subn(pattern.encode(), lambda _: new.encode(), text, flags=re.S)
                assert count
            archive.writestr(member, text)
    return changed.getvalue()


def with_shared_string(data: bytes, shown: str, xml: str) -> bytes:
    """Return a workbook in which the one cell that shows a text has a string of the shared ones, as
    Excel writes all of them; openpyxl writes none."""
    sheet = "xl/worksheets/sheet1.xml"
    data = with_part(data, sheet, f't="inlineStr"><is><t>{shown}</t></is>', 't="s"><v>0</v>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    data = with_part(data, "[Content_Types].xml", "</Types>", override)
    added = BytesIO(data)
    with zipfile.ZipFile(added, "a") as archive:
        namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{namespace}">{xml}</sst>')
    return added.getvalue()


def test_a_row_is_a_record_with_its_number_as_line(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Tiêu đề", "Nội dung", "Ngày", "Nguồn", "id"],
        ["Tin", "Chiều nay.", datetime(2022, 4, 27), "Báo A", 7.0],
        [None, None, None],
        ["Hai", "x", "28/2/2023"],
    ]
    documents, failures = read(tmp_path, saved(one_sheet(*rows)))
    assert not failures
    one, two = documents
    assert (one.id, one.title, one.body, one.date) == ("7", "Tin", "Chiều nay.", "2022-04-27")
    assert (one.source, one.date_origin, one.line, one.place) == ("Báo A", "record", 2, "/a.xlsx")
    assert (two.date, two.line, two.place) == ("2023-02-28", 4, "/a.xlsx#4")


def test_each_of_several_sheets_is_a_member(tmp_path: Path) -> None:
    book = one_sheet(["title", "body"], ["Tin", "x"])
    second = book.create_sheet("Tờ 2")
    second.append(["Hữu Nghị", 12.5, True, datetime(2022, 4, 27, 18, 55)])
    documents, failures = read(tmp_path, saved(book))
    assert not failures
    assert [one.place for one in documents] == ["/a.xlsx#/Sheet#2", "/a.xlsx#/Tờ 2#1"]
    assert documents[1].path == str(tmp_path / "a.xlsx" / "Tờ 2")
    assert documents[1].body == "12.5\n\nTrue\n\n2022-04-27 18:55"
    assert len({one.id for one in documents}) == 2


def test_cells_and_runs_in_old_fonts_are_converted(tmp_path: Path) -> None:
    book = one_sheet(["title", "body"], [to_tcvn3("Hội đàm ở Lạng Sơn"), "RICH"], ["Café", "x"])
    book.active["A2"].font = Font(name=".VnTime")
    runs = (
        f'<r><t>Café </t></r><r><rPr><rFont val="VNI-Times"/></rPr><t>{to_vni("Đồng Đăng")}</t></r>'
    )
    data = with_shared_string(saved(book), "RICH", f"<si>{runs}</si>")
    documents, failures = read(tmp_path, data)
    assert not failures
    assert [(one.title, one.body, one.repaired) for one in documents] == [
        ("Hội đàm ở Lạng Sơn", "Café Đồng Đăng", "tcvn3; vni"),
        ("Café", "x", ""),
    ]


def test_a_formula_gives_what_was_calculated(tmp_path: Path) -> None:
    data = saved(one_sheet(["title", "body"], ["Tin", "=A2"]))
    data = with_part(data, "xl/worksheets/sheet1.xml", "<v ?/>|<v></v>", "<v>42</v>")
    documents, _ = read(tmp_path, data)
    assert documents[0].body == "42"


def test_files_that_cannot_be_read_have_their_reasons(tmp_path: Path) -> None:
    def reason(data: bytes) -> str:
        documents, failures = read(tmp_path, data)
        assert not documents
        assert failures[0].lost
        return failures[0].reason

    book = saved(one_sheet(["title"], ["Tin"]))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "password" in reason(ole + "EncryptedPackage".encode("utf-16-le"))
    assert ".xls" in reason(ole)
    assert "cut off" in reason(book[:-200])
    assert "no text in any sheet" in reason(saved(openpyxl.Workbook()))
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    for part in ("worksheets/sheet1", "styles"):
        assert "entities" in reason(with_part(book, f"xl/{part}.xml", ".+", bomb))
    assert "entities" in reason(with_shared_string(book, "Tin", bomb))
    assert "cannot read it" in reason(with_part(book, "xl/workbook.xml", ".+", "<a"))


def test_a_sheet_that_breaks_off_gives_the_rows_before(tmp_path: Path) -> None:
    data = saved(one_sheet(["title"], ["Một"], ["Hai"]))
    data = with_part(data, "xl/worksheets/sheet1.xml", '<row r="3".*', "<row")
    documents, failures = read(tmp_path, data)
    assert [one.title for one in documents] == ["Một"]
    assert "cannot read it" in failures[0].reason


def test_a_text_in_a_million_cells_a_far_row_and_a_far_cell_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "EXPANDED_FREELY", 100_000)
    monkeypatch.setattr(xlsx, "MOST_EXPANDED", 1)
    data = saved(one_sheet(["title"], *[["Tin " * 100]] * 1_000))
    documents, failures = read(tmp_path, data)
    assert 200 < len(documents) < 300
    assert "the rest is not read" in failures[-1].reason
    far = saved(one_sheet(["title"], ["Một"], ["Hai"]))
    far = with_part(far, "xl/worksheets/sheet1.xml", 'r="3"', 'r="999999999999"')
    documents, failures = read(tmp_path, far)
    assert "more than 1,048,576 rows" in failures[-1].reason
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 20))
    far = with_part(saved(one_sheet(["a"])), "xl/worksheets/sheet1.xml", "<row.*</row>", wide)
    documents, failures = read(tmp_path, far)
    assert len(documents) < 10
    assert "the rest is not read" in failures[-1].reason


@pytest.mark.parametrize("step", range(0, 5_000, 250))
def test_a_file_with_a_damaged_byte_is_read_or_refused(tmp_path: Path, step: int) -> None:
    data = bytearray(saved(one_sheet(["title"], ["Tin"])))
    data[step % len(data)] ^= 0xFF
    documents, failures = read(tmp_path, bytes(data))
    assert documents or failures
