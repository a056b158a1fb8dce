"""Word files: text, title, author and day."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.decoding.legacy_fonts import to_tcvn3
from tests.corpus.formats.office.docx_maker import (
    document,
    saved,
    with_new_part,
    with_xml,
)


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
