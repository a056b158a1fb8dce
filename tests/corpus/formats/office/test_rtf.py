"""RTF: fonts and their charsets, what is text and what is not, and files that are damaged."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from corpus.decoding.legacy_fonts import from_shown, to_tcvn3, to_vni
from corpus.document import Document, Failure
from corpus.formats.office.rtf import read_rtf
from corpus.formats.source_file import Source

FONTS = (
    r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset163 Times New Roman{\*\falt XOA};}"
    r"{\f2\fcharset134 SimSun;}{\f3\fcharset136 MingLiU;}{\f4\fcharset0 .VnTime;}"
    r"{\f5\fcharset163{\*\panose 02}VNI-Times;}{\f6\fcharset2 Wingdings;}{\f7\fnil Thường;}}"
)
STYLES = r"{\stylesheet{\ql Normal;}{\s1\ql{\*\x 1} heading 1;}{\s2 Title;}{\*\cs1 heading 1;}}"


def read(folder: Path, body: str | bytes, head: str = FONTS + STYLES) -> list[Document | Failure]:
    path = folder / "a.rtf"
    body = body.encode("latin-1") if isinstance(body, str) else body
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1258\deff0" + head.encode() + b"\n" + body + b"}")
    return list(read_rtf(Source(path, "/a.rtf")))


def document(folder: Path, body: str | bytes) -> Document:
    (item,) = read(folder, body)
    assert isinstance(item, Document)
    return item


def codes(data: bytes) -> str:
    return "".join(f"\\'{byte:02x}" for byte in data)


@pytest.mark.parametrize(
    ("font", "written", "text", "repaired"),
    [
        (1, "Hữu Nghị Quan đường".encode("cp1258", "replace"), None, ""),
        (2, "刘宁会见越南客人".encode("gbk"), "刘宁会见越南客人", ""),
        (3, "劉寧會見越南客人 許功蓋".encode("big5"), "劉寧會見越南客人 許功蓋", ""),
        (4, from_shown(to_tcvn3("Hữu Nghị Quan, đường")), "Hữu Nghị Quan, đường", "tcvn3"),
        (5, from_shown(to_vni("Hữu Nghị Quan, đường")), "Hữu Nghị Quan, đường", "vni"),
        (0, "Café".encode("cp1252"), "Café", ""),
        # No charset: the code page of the file.
        (7, "Ðường tốt".replace("Ð", "Đ").encode("cp1258", "replace"), None, ""),
    ],
)
@pytest.mark.parametrize("raw", [False, True])
def test_bytes_are_read_by_the_charset_or_the_name_of_their_font(
    tmp_path: Path, font: int, written: bytes, text: str | None, repaired: str, raw: bool
) -> None:
    shown = written if raw else codes(written).encode()
    if raw:
        for special in (b"\\", b"{", b"}"):
            shown = shown.replace(special, b"\\" + special)
    found = document(tmp_path, b"\\f%d " % font + shown + rb"\f0\par x.\par")
    expected = text or written.decode("cp1258")
    assert (found.title, found.repaired) == (_nfc(expected), repaired)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def test_characters_of_unicode_skip_what_stands_for_them(tmp_path: Path) -> None:
    body = (
        r"L\u432?u {\uc2\u21016\'c1\'f5\u23425 \'c4\'fe}\uc0\u24185\uc1 "
        r"\u-10179 ?\u-8961 ? \u7899\'f4\u7899{x}\par"
    )
    assert document(tmp_path, body).title == "Lưu 刘宁幹\U0001f4ff ớớx"


def test_paragraphs_cells_notes_and_boxes_come_in_their_order(tmp_path: Path) -> None:
    body = (
        r"M\'f4t,\par\trowd\intbl hai,\cell ba,\cell\row\pard "
        r"b{\footnote\pard A note,\par second.}n{\footnote\ftnalt An endnote.},"
        r"{\shp{\*\shpinst{\sp{\sn XOA}{\sv XOA}}{\shptxt In a box.\par}}{\shprslt XOA}}\par"
        r"{\header XOA}{\footerr XOA}{\*\annotation XOA}{\pict 0a0b}"
        r"{\field{\*\fldinst HYPERLINK XOA}{\fldrslt link},}\line end.\par"
    )
    found = document(tmp_path, body)
    assert found.title == ""
    assert found.body.split("\n\n") == [
        "Môt,",
        "hai,",
        "ba,",
        "bn,",
        "In a box.",
        "link,\nend.",
        "A note,",
        "second.",
        "An endnote.",
    ]


def test_deleted_and_hidden_text_signs_and_binary_data_are_left_out(tmp_path: Path) -> None:
    body = (
        rb"L{\deleted XOA}u{\v XOA}u\v XOA\v0  Ninh{\f6 XOA \'fc}{\revised  moi}"
        rb"\bin6 {XOA\ {\*\unknown XOA{\f0 XOA}}{\pict{\*\x}\bin3 }}}}.\par"
    )
    assert document(tmp_path, body).body == "Luu Ninh moi."


def test_a_soft_hyphen_is_a_letter_in_an_old_font(tmp_path: Path) -> None:
    assert document(tmp_path, rb"bi\-en {\f4 \'ae\-\'eang}\par").title == "bien đường"


def test_numbers_of_lists_and_signs_of_the_language_are_text(tmp_path: Path) -> None:
    body = r"{\listtext 1.\tab}\ldblquote a\rdblquote\~\{b\}\_c\\\emdash d.\par"
    assert document(tmp_path, body).body == "1.\t“a”\u00a0{b}-c\\—d."


def test_title_author_and_day_are_those_of_styles_and_properties(tmp_path: Path) -> None:
    info = (
        r"{\info{\title H\u7897?i \'f0\'e0m}{\author S\u7903? Ngo\u7841?i v\u7909?}"
        r"{\creatim\yr2022\mo4\dy27\hr1}{\revtim\yr2023\mo1\dy1}{\operator XOA}{\*\company XOA}}"
    )
    plain = document(tmp_path, info + r"Mot hai,\par ba,\par")
    assert (plain.title, plain.source) == ("Hội đàm", "Sở Ngoại vụ")
    assert (plain.date, plain.date_origin) == ("2022-04-27", "guessed")
    styled = document(tmp_path, info + r"Mot,\par\pard\s2 Tit\par\pard\s2 le\par\pard ba,\par")
    assert (styled.title, styled.body) == ("Tit le", "Mot,\n\nba,")
    heading = document(tmp_path, r"Mot,\par\pard\s1 Head\par\pard ba,\par")
    assert (heading.title, heading.body) == ("Head", "Mot,\n\nba,")


def test_a_cut_off_file_and_undecoded_characters_are_said(tmp_path: Path) -> None:
    kept, cut, damaged = read(tmp_path, r"{Chieu nay, {\f2 \'c1\'f5\'c1.\par")
    assert isinstance(kept, Document)
    assert isinstance(cut, Failure)
    assert isinstance(damaged, Failure)
    assert kept.body == "Chieu nay, 刘\ufffd."
    assert not cut.lost
    assert "cut off" in cut.reason
    assert "1 characters do not fit" in damaged.reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no RTF"),
        (b"<html>", "no RTF"),
        (rb"{\rtf1}", "no text"),
        (b"{\\rtf1 {" * 9_000, "deep"),
    ],
)
def test_what_is_no_rtf_or_nested_too_deep_is_refused(
    tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(data)
    failure = next(iter(read_rtf(Source(path, "/a.rtf"))))
    assert isinstance(failure, Failure)
    assert said in failure.reason


@pytest.mark.parametrize(
    "damage", [b"}" * 9, b"\\", b"\\'", b"\\u99999 ", b"\\bin999999999 x", b"\\f-9"]
)
def test_wrong_control_words_do_no_harm(tmp_path: Path, damage: bytes) -> None:
    items = read(tmp_path, b"Chieu nay.\\par" + damage)
    assert isinstance(items[0], Document)
    assert items[0].body.startswith("Chieu nay.")
