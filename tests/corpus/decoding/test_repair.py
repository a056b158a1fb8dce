"""What was saved wrongly is mended where that is proved; all else stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding.legacy import LEGACY
from corpus.decoding.legacy_fonts import to_shown
from corpus.decoding.repair import Repaired, repair
from corpus.document import Document
from corpus.formats.record import HowRead, documents
from corpus.formats.source_file import Source

VI = (
    "Chiều 28/2, tại Nam Ninh, Bí thư Tỉnh ủy Lạng Sơn đã hội đàm với Bí thư Khu ủy Quảng Tây "
    "Lưu Ninh về việc mở thêm lối thông quan ở cửa khẩu Hữu Nghị và xây dựng cửa khẩu thông minh."
)
ZH = "二月二十八日下午，广西壮族自治区党委书记刘宁在南宁会见谅山省委书记一行。"
ZT = "二月二十八日下午，廣西壯族自治區黨委書記劉寧在南寧會見諒山省委書記一行。"
FR = "Le président a été reçu à l'Élysée, où il a déjà évoqué la coopération frontalière."


def opened_as(encoding: str, text: str) -> str:
    """UTF-8 opened as another encoding; a byte that it has not keeps its code."""
    if encoding == "windows-1252":
        return to_shown(text.encode())
    decoded = (bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in text.encode())
    return "".join(decoded)


@pytest.mark.parametrize("name", LEGACY)
def test_letters_of_a_font_from_before_unicode_are_read(name: str) -> None:
    write = LEGACY[name].write
    body = f"{write(VI)}\n{ZH}\n{FR}\n{write('Ký tên: Hà Nội')}\n{VI}"
    mended = repair(write("Lưu Ninh hội kiến"), body)
    assert mended.title == "Lưu Ninh hội kiến"  # too short for a proof, so it follows the body
    assert mended.body == f"{VI}\n{ZH}\n{FR}\nKý tên: Hà Nội\n{VI}"
    assert mended.sources == (name,)


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "windows-1258"])
@pytest.mark.parametrize(("times", "often"), [(1, ""), (2, ", twice"), (3, ", 3 times")])
def test_utf_8_opened_as_something_else_is_undone(encoding: str, times: int, often: str) -> None:
    garbled = f"{VI}\nHà\n{ZH}"
    for _ in range(times):
        garbled = opened_as(encoding, garbled)
    mended = repair("Lưu Ninh", f"{garbled}\n{VI}")
    assert mended.body == f"{VI}\nHà\n{ZH}\n{VI}"
    assert mended.sources == (f"utf-8 as {encoding}{often}",)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (ZH, "gb18030", "gb18030"),
        (ZT, "cp950", "big5"),
        (f"佢哋嘅嘢{ZT}", "big5hkscs", "big5-hkscs"),
    ],
)
def test_chinese_opened_as_windows_1252_is_read(text: str, encoding: str, name: str) -> None:
    def garbled(one: str) -> str:
        return to_shown(one.encode(encoding))

    mended = repair(garbled(text[-4:]), f"{VI}\n{garbled(text)}\n{FR}")
    assert mended == Repaired(text[-4:], f"{VI}\n{text}\n{FR}", (), (f"{name} as windows-1252",))


def test_a_quotation_within_a_paragraph_is_read() -> None:
    quoted = LEGACY["tcvn3"].write(VI)
    mended = repair("", f"Ông nói: {quoted} và kết thúc ở đó, với các bạn là đủ.")
    assert mended.body == f"Ông nói: {VI} và kết thúc ở đó, với các bạn là đủ."


def test_what_was_lost_before_is_said() -> None:
    # The second byte of à is taken for a blank.
    torn = to_shown(VI.encode()).replace("\xa0", " ")
    kept, said = documents({"body": torn}, Source(Path("p.txt"), "p.txt"))
    assert isinstance(kept, Document)
    assert "Bí thư Tỉnh ủy Lạng Sơn" in kept.body
    assert not isinstance(said, Document)
    assert not said.lost
    assert "2 letters" in said.reason


def test_two_fonts_in_a_document_are_both_read() -> None:
    body = f"{LEGACY['vni'].write(VI)}\n{LEGACY['tcvn3'].write(VI)}"
    assert repair("", body) == Repaired("", f"{VI}\n{VI}", (), ("vni", "tcvn3"))


def test_pages_begin_where_their_text_begins() -> None:
    first, second = LEGACY["vni"].write(VI), LEGACY["vni"].write("Trang hai " + VI)
    at = len(first) + 1
    mended = repair("", f"{first}\n{second}", (at, at + len(second)))
    (begin, end) = mended.pages
    assert mended.body[begin:end] == "Trang hai " + VI
    record = {"body": f"{first}\n{second}"}
    how = HowRead(pages=(at, at + len(second)), repaired="vni")
    (document,) = documents(record, Source(Path("p.pdf"), "p.pdf"), how=how)
    assert isinstance(document, Document)
    assert (document.pages, document.repaired) == ((begin, end), "vni")


SOUND = (
    VI,
    ZH,
    ZT,
    FR,
    "",
    "HLV Jürgen Klopp và Müller nói về São Paulo, Élysée, 30°C, 5m² – “là à…” «đã»",
    "Rückreferenzen als Bedingungen werden für teilweise Übereinstimmung nicht unterstützt, "
    "größere Änderungen müssen überprüft werden.",
    "há demasiadas secções, o máximo é 255; não há informação sobre a nação, três avôs à mão",
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Zażółć gęślą jaźń.",
    "Pijamalı hasta yağız şoföre çabucak güvendi.",
    "'Mình thích thì mình làm thôi!'",
    # Welsh, Hungarian, Irish and Swedish: many short words with marks.
    "Mae'r tŷ'n wyn. Árvíztűrő tükörfúrógép. Bhí sé á dhéanamh. På båten så åt två små gås.",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert repair(text, text) == Repaired(text, text)


@given(st.lists(st.sampled_from(SOUND), max_size=6), st.sampled_from(list(LEGACY)))
def test_sound_paragraphs_beside_garbled_ones_stay_as_they_are(sound: list[str], name: str) -> None:
    mended = repair("", "\n".join([LEGACY[name].write(VI), *sound]))
    assert mended.body == "\n".join([VI, *sound])


@given(st.text(), st.text(), st.data())
def test_pages_of_any_text_stay_in_order(title: str, body: str, data: st.DataObject) -> None:
    pages = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=4)))
    mended = repair(title, body, pages)
    assert list(mended.pages) == sorted(mended.pages)
    assert all(0 <= page <= len(mended.body) for page in mended.pages)
