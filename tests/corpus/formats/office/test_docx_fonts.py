"""Word files in fonts from before Unicode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from tests.corpus.formats.office.docx_maker import (
    document,
    with_xml,
)

VIETNAMESE = "Tỉnh ủy Lạng Sơn tiếp đoàn đại biểu ở Hữu Nghị Quan, đường số 5"


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
