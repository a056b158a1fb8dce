"""OpenDocument texts: what is text and what is not, old fonts, properties, files made to harm."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from corpus.document import Document, Failure
from corpus.formats.office.odt import read_odt
from corpus.formats.source_file import Source

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:table="{_OASIS}:table:1.0" xmlns:draw="{_OASIS}:drawing:1.0" '
    f'xmlns:style="{_OASIS}:style:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:meta="{_OASIS}:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
COMMON = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:font-family="Arial"/>'
    "</style:default-style>"
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:family="paragraph"/>'
    '<style:style style:name="Old" style:family="paragraph">'
    '<style:text-properties style:font-name="VNI1"/></style:style>'
)
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Old"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text">'
    "<style:text-properties fo:font-family=\"'.VnTime'\"/></style:style>"
    '<style:style style:name="T2" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


def file(body: str, meta: str = "", **parts: str) -> bytes:
    faces = (
        '<office:font-face-decls><style:font-face style:name="VNI1" '
        "svg:font-family=\"'VNI-Times'\"/></office:font-face-decls>"
    )
    members = {
        "content.xml": f"<office:document-content {NAMESPACES}>{faces}<office:automatic-styles>"
        f"{AUTOMATIC}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{COMMON}"
        "</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        **{name.replace("_", "."): text for name, text in parts.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(folder: Path, data: bytes) -> Document | Failure:
    path = folder / "a.odt"
    path.write_bytes(data)
    (item,) = read_odt(Source(path, "/a.odt"))
    return item


def document(folder: Path, body: str, meta: str = "") -> Document:
    item = read(folder, file(body, meta))
    assert isinstance(item, Document), item
    return item


def reason(folder: Path, data: bytes) -> str:
    item = read(folder, data)
    assert isinstance(item, Failure)
    return item.reason


def test_text_is_read_in_the_order_of_the_page(tmp_path: Path) -> None:
    def note(kind: str, text: str) -> str:
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>9</text:note-citation>'
            f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )

    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>XÓA</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>Lưu {note('endnote', 'cuối.')}<text:span>Ni</text:span>"
        f"nh{note('footnote', 'chân.')}"
        '<text:s text:c="2"/>a<text:tab/>b<text:line-break/>\n  c,'
        "<office:annotation><text:p>XÓA</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>trong khung,</text:p></draw:text-box>"
        "<svg:title>XÓA</svg:title></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>mục,</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>một,</text:p></table:table-cell>"
        "<table:table-cell><text:p>hai,</text:p></table:table-cell></table:table-row></table:table>"
        "<text:table-of-content><text:table-of-content-source><text:p>XÓA</text:p>"
        "</text:table-of-content-source></text:table-of-content>"
        "<text:p><text:ruby><text:ruby-base>刘</text:ruby-base><text:ruby-text>liú</text:ruby-text>"
        "</text:ruby>宁。</text:p>"
    )
    found = document(tmp_path, body)
    assert found.title == ""
    assert found.body.split("\n\n") == [
        "Lưu Ninh  a\tb\n c,",
        "trong khung,",
        "mục,",
        "một,",
        "hai,",
        "刘宁。",
        "chân.",
        "cuối.",
    ]


def test_text_in_old_fonts_is_converted_by_span_or_style(tmp_path: Path) -> None:
    body = (
        f'<text:p>Cửa khẩu <text:span text:style-name="T1">{to_tcvn3("Hữu ")}'
        f'<text:span text:style-name="T2">{to_tcvn3("Nghị")}</text:span></text:span> Café,</text:p>'
        f'<text:p text:style-name="P1">{to_vni("Đồng Đăng,")}</text:p>'
    )
    found = document(tmp_path, body)
    assert found.body == "Cửa khẩu Hữu Nghị Café,\n\nĐồng Đăng,"
    assert found.repaired == "tcvn3; vni"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ('<text:p>a,</text:p><text:p text:style-name="P2">Tít</text:p><text:p>b,</text:p>', "Tít"),
        ('<text:h text:outline-level="1">Đầu</text:h><text:p>b,</text:p>', "Hội đàm"),
        ("<text:p>Hội đàm</text:p><text:p>b,</text:p>", "Hội đàm"),
    ],
)
def test_title_author_and_day(tmp_path: Path, body: str, title: str) -> None:
    meta = (
        "<dc:title>Hội đàm</dc:title><meta:initial-creator>Sở Ngoại vụ</meta:initial-creator>"
        "<dc:creator>khác</dc:creator>"
        "<meta:creation-date>2022-04-27T18:55:00.5</meta:creation-date>"
    )
    found = document(tmp_path, body, meta)
    assert (found.title, found.source) == (title, "Sở Ngoại vụ")
    assert (found.date, found.date_origin) == ("2022-04-27", "guessed")
    assert found.body.endswith("b,")
    assert found.body.count("Hội đàm") == 0


def test_a_heading_is_the_title_if_none_is_stated(tmp_path: Path) -> None:
    found = document(tmp_path, "<text:h>Đầu</text:h><text:p>b,</text:p>")
    assert (found.title, found.body) == ("Đầu", "b,")


def test_files_that_cannot_be_read_have_their_reasons(tmp_path: Path) -> None:
    sound = file("<text:p>a</text:p>")
    assert "cut off" in reason(tmp_path, sound[:-40])
    locked = file("", **{"META-INF/manifest_xml": "<manifest:encryption-data/>"})
    assert "password" in reason(tmp_path, locked)
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x y="&b;">&b;</x>'
    assert "entities" in reason(tmp_path, file("", content_xml=bomb))
    assert "no sound XML" in reason(tmp_path, file("", content_xml="<x>"))
    assert "no body" in reason(tmp_path, file("", content_xml="<x/>"))
    assert "no sound XML" in reason(tmp_path, file("<text:section>" * 400))
    assert "no text" in reason(tmp_path, file(""))
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "'content.xml' is missing" in reason(tmp_path, other.getvalue())


def test_a_document_type_alone_does_no_harm(tmp_path: Path) -> None:
    old = file("<text:p>a</text:p>", meta_xml='<!DOCTYPE m PUBLIC "x" "http://a.vn/m.dtd"><m/>')
    assert isinstance(read(tmp_path, old), Document)


def test_a_million_blanks_of_one_element_are_few(tmp_path: Path) -> None:
    found = document(tmp_path, '<text:p>a<text:s text:c="99999999"/>b</text:p>')
    assert len(found.title + found.body) < 2_000
