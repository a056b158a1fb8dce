"""Word files: text, title, fonts from before Unicode, and files that are none."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from corpus.document import Document, Failure
from corpus.formats import safe_xml, zip_bounds
from corpus.formats.docx import read_docx
from corpus.formats.source_file import Source

VIETNAMESE = "Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan, đường số 5"


def read(data: bytes | Any, folder: Path) -> Document | Failure:
    """Read a file of these bytes, or of a document of python-docx."""
    if not isinstance(data, bytes):
        saved = BytesIO()
        data.save(saved)
        data = saved.getvalue()
    path = folder / "a.docx"
    path.write_bytes(data)
    (item,) = read_docx(Source(path, "/a.docx"))
    return item


def document(data: bytes | Any, folder: Path) -> Document:
    item = read(data, folder)
    assert isinstance(item, Document), item
    return item


def reason(data: bytes | Any, folder: Path) -> str:
    item = read(data, folder)
    assert isinstance(item, Failure), item
    assert item.lost
    return item.reason


def with_xml(paragraph: Paragraph, xml: str) -> None:
    """Append elements to a paragraph. The prefix of WordprocessingML is w."""
    for child in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
        paragraph._p.append(child)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip archive with one member changed."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return changed.getvalue()


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_come_in_the_order_of_the_page(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Hội đàm")
    made.add_paragraph("Trước bảng.")
    table = made.add_table(2, 2)
    for at, text in enumerate(["một", "hai", "ba", "bốn"]):
        table.cell(at // 2, at % 2).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    made.add_paragraph("Sau bảng.\nDòng hai.")
    found = document(made, tmp_path)
    assert found.title == "Hội đàm"
    assert found.body == "Trước bảng.\n\nmột\n\nhai\n\nba\n\nbốn\n\nSau bảng.\nDòng hai."
    assert (found.lang, found.line, found.place, found.repaired) == ("vi", 0, "/a.docx", "")


def test_headers_and_footers_are_no_part(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    made.sections[0].footer.paragraphs[0].text = "Chân trang"
    made.add_paragraph("Chiều nay.")
    assert (document(made, tmp_path).title, document(made, tmp_path).body) == ("", "Chiều nay.")


def test_a_name_cut_over_runs_links_and_insertions_is_one(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Ông ")
    paragraph.add_run("Nguy").bold = True
    with_xml(
        paragraph,
        '<w:ins w:id="1" w:author="x"><w:r><w:t>ễn</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>XÓA</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>XÓA</w:t></w:r></w:moveFrom>'
        '<w:hyperlink><w:r><w:t xml:space="preserve"> Quốc</w:t></w:r></w:hyperlink>'
        "<w:r><w:instrText>XÓA</w:instrText></w:r>"
        '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> Đoàn</w:t><w:softHyphen/></w:r>'
        "</w:sdtContent></w:sdt><w:r><w:t>.</w:t></w:r>",
    )
    assert document(made, tmp_path).body == "Ông Nguyễn Quốc Đoàn."


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Lưu ")
    paragraph.add_run("XÓA").font.hidden = True
    paragraph.add_run("Ninh").font.hidden = False
    assert document(made, tmp_path).title == "Lưu Ninh"


def test_a_deleted_end_of_paragraph_joins_and_a_deleted_row_is_gone(tmp_path: Path) -> None:
    made = docx.Document()
    for text in ("Lưu", " Ninh,", "hết,"):
        made.add_paragraph(text)
    mark = f'<w:pPr {nsdecls("w")}><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    made.paragraphs[0]._p.insert(0, parse_xml(mark))
    table = made.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "còn,", "XÓA"
    deleted = f'<w:trPr {nsdecls("w")}><w:del w:id="2" w:author="x"/></w:trPr>'
    table.rows[1]._tr.insert(0, parse_xml(deleted))
    assert document(made, tmp_path).body == "Lưu Ninh,\n\nhết,\n\ncòn,"


def test_a_text_box_follows_its_paragraph_once(tmp_path: Path) -> None:
    made = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    with_xml(
        made.add_paragraph("Ngoài "),
        f'<w:r><mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>khung.</w:t></w:r>",
    )
    assert document(made, tmp_path).body == "Ngoài khung.\n\nTrong khung."


def test_notes_follow_the_text_in_the_order_in_which_they_are_referred_to(tmp_path: Path) -> None:
    made = docx.Document()
    for kind, number in (("endnote", 5), ("footnote", 8), ("footnote", 7)):
        with_xml(made.add_paragraph("Câu"), f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')
    made.add_paragraph("Hết.")
    data = saved(made)
    for kind, numbers in (("footnote", (0, 7, 8, 9)), ("endnote", (5,))):
        notes = "".join(
            f'<w:{kind} w:id="{one}"><w:p><w:r><w:t>{kind} {one}.</w:t></w:r></w:p></w:{kind}>'
            for one in numbers
        )
        data = with_new_part(data, f"{kind}s", f"<w:{kind}s {nsdecls('w')}>{notes}</w:{kind}s>")
    body = document(data, tmp_path).body
    assert body.endswith("Hết.\n\nfootnote 8.\n\nfootnote 7.\n\nendnote 5.")
    assert "footnote 9" not in body


def with_new_part(data: bytes, name: str, xml: str) -> bytes:
    """Return a Word file with one more part of the main document."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r{name}" Type="{rels}/{name}" Target="{name}.xml"/>'
    data = with_part(
        data,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
    )
    added = BytesIO(data)
    with zipfile.ZipFile(added, "a") as archive:
        archive.writestr(f"word/{name}.xml", xml)
    return added.getvalue()


@pytest.mark.parametrize(
    ("font", "name", "written"),
    [
        (".VnTime", "tcvn3", to_tcvn3(VIETNAMESE)),
        (".VnArial NarrowH", "tcvn3", to_tcvn3(VIETNAMESE)),
        ("VNI-Times", "vni", to_vni(VIETNAMESE)),
    ],
)
@pytest.mark.parametrize("by", ["run", "paragraph style", "based on", "character style", "default"])
def test_text_in_an_old_font_is_converted_wherever_the_font_is_named(
    tmp_path: Path, font: str, name: str, written: str, by: str
) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph()
    # A run for each letter: of VNI, letter and tone come in different runs.
    runs = [paragraph.add_run(letter) for letter in written]
    style: Any = made.styles["Normal"]
    if by == "run":
        for run in runs:
            run.font.name = font
    elif by == "paragraph style":
        style = made.styles.add_style("Ours", 1)
        style.base_style, paragraph.style, style.font.name = None, style, font
    elif by == "based on":
        made.styles.add_style("Base", 1).font.name = font
        made.styles.add_style("Ours", 1).base_style = made.styles["Base"]
        paragraph.style = made.styles["Ours"]
    elif by == "character style":
        made.styles.add_style("Letters", 2).font.name = font
        for run in runs:
            run.style = made.styles["Letters"]
    else:
        set_default_font(made, font)
    found = document(made, tmp_path)
    expected = VIETNAMESE.upper() if font.endswith("H") else VIETNAMESE
    assert (found.title, found.repaired) == (expected, name)


def set_default_font(made: Any, font: str) -> None:
    fonts = made.styles.element.xpath("w:docDefaults//w:rFonts")[0]
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi"):
        fonts.set(fonts.tag.replace("rFonts", kind), font)
    normal = made.styles["Normal"].element.rPr
    if normal is not None:
        normal.clear()


def test_only_the_runs_in_an_old_font_are_converted(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Café « Ñandú » 刘宁 Hữu Nghị ")
    paragraph.add_run(to_vni("Đường biên")).font.name = "VNI-Helve"
    paragraph.add_run(" Señor")
    # Converted to Unicode, with the name of the font left behind.
    made.add_paragraph().add_run("Việt Nam à").font.name = ".VnTime"
    found = document(made, tmp_path)
    assert found.title == "Café « Ñandú » 刘宁 Hữu Nghị Đường biên Señor"
    assert (found.body, found.repaired) == ("Việt Nam à", "vni")


def test_signs_of_fonts_are_letters_only_in_old_fonts(tmp_path: Path) -> None:
    made = docx.Document()
    with_xml(
        made.add_paragraph("x"),
        '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="Arial" w:char="20AC"/><w:sym w:font="Arial" w:char="zz"/></w:r>',
    )
    assert document(made, tmp_path).title == "xđ€"


def test_a_soft_hyphen_is_a_letter_in_an_old_font(tmp_path: Path) -> None:
    made = docx.Document()
    old = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    with_xml(
        made.add_paragraph("bi\u00adên "),
        f"<w:r>{old}<w:t>®</w:t><w:softHyphen/><w:t>êng</w:t></w:r><w:r><w:softHyphen/></w:r>",
    )
    assert document(made, tmp_path).title == "bi\u00adên đường"


def title_of(folder: Path, stated: str, styles: list[str]) -> tuple[str, str]:
    made = docx.Document()
    made.core_properties.title = stated
    for at, style in enumerate(styles):
        made.add_paragraph(f"Dòng {at},", style)
    found = document(made, folder)
    return found.title, re.sub(r"\s+", " ", found.body)


@pytest.mark.parametrize(
    ("stated", "styles", "title", "body"),
    [
        ("Hội đàm", ["Normal", "Heading 1", "Heading 1"], "Hội đàm", "Dòng 0, Dòng 1, Dòng 2,"),
        ("Dòng 0,", ["Normal", "Normal"], "", "Dòng 0, Dòng 1,"),  # a sentence that goes on
        ("Hội đàm", ["Normal", "Title", "Title", "Normal"], "Dòng 1, Dòng 2,", "Dòng 0, Dòng 3,"),
        ("Hội đàm", ["Heading 1", "Normal"], "Hội đàm", "Dòng 0, Dòng 1,"),
        ("Microsoft Word - a", ["Heading 1", "Normal"], "Dòng 0,", "Dòng 1,"),
        ("bao cao.doc", ["Normal", "Heading 1"], "Dòng 1,", "Dòng 0,"),
        ("Document1", ["Heading 1", "Normal", "Heading 1"], "Dòng 0,", "Dòng 1, Dòng 2,"),
    ],
)
def test_the_title_is_what_is_printed_as_one_then_what_is_stated(
    tmp_path: Path, stated: str, styles: list[str], title: str, body: str
) -> None:
    assert title_of(tmp_path, stated, styles) == (title, body)


def test_a_stated_title_that_begins_the_text_is_not_repeated(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Hội đàm  tại Lạng Sơn"
    made.add_paragraph("Hội đàm tại Lạng Sơn")
    made.add_paragraph("Chiều nay.")
    found = document(made, tmp_path)
    assert (found.title, found.body) == ("Hội đàm tại Lạng Sơn", "Chiều nay.")


def test_a_stated_title_in_the_codes_of_an_old_font_is_converted_with_the_line(
    tmp_path: Path,
) -> None:
    made = docx.Document()
    made.core_properties.title = to_tcvn3("Hội đàm")
    made.add_paragraph().add_run(to_tcvn3("Hội đàm")).font.name = ".VnTime"
    made.add_paragraph("Chiều nay.")
    found = document(made, tmp_path)
    assert (found.title, found.body) == ("Hội đàm", "Chiều nay.")


def test_author_and_day_are_taken_from_the_properties_as_guesses(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Chiều nay.")
    assert (document(made, tmp_path).source, document(made, tmp_path).date) == ("", "")
    made.core_properties.author = "Sở Ngoại vụ Lạng Sơn"
    made.core_properties.created = datetime(2022, 4, 27, 18, 55)
    found = document(made, tmp_path)
    assert (found.source, found.date, found.date_origin) == (
        "Sở Ngoại vụ Lạng Sơn",
        "2022-04-27",
        "guessed",
    )
    made.core_properties.author = "Windows User"
    assert document(made, tmp_path).source == ""


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
