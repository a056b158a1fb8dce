"""Text that was decoded wrongly is told, and no sound text is taken for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.decoding.garbled import garbled
from corpus.decoding.legacy_fonts import (
    from_shown,
    from_tcvn3,
    from_vni,
    to_shown,
    to_tcvn3,
    to_vni,
)
from corpus.document import Document, Failure
from corpus.formats.record import documents
from corpus.formats.source_file import Source
from corpus.script_letters import VIETNAMESE_LETTERS

VIETNAMESE = (
    "Cửa khẩu Hữu Nghị thông quan hàng hóa",
    "Chiều 12/8, tại cửa khẩu quốc tế Hữu Nghị, hai bên đã ký biên bản hội đàm về xuất nhập khẩu, "
    "quản lý biên giới và phòng chống tội phạm. Ông Nguyễn Văn Hùng chủ trì buổi lễ.",
)
CHINESE = ("友谊关口岸恢复通关", "中国和越南八月十二日在友谊关口岸签署了会谈纪要。" * 100)


@pytest.mark.parametrize("text", VIETNAMESE)
@pytest.mark.parametrize(
    ("garble", "name"),
    [(to_tcvn3, "TCVN3"), (to_vni, "VNI"), (lambda text: to_shown(text.encode()), "UTF-8")],
)
def test_vietnamese_is_told_with_what_it_was(
    text: str, garble: Callable[[str], str], name: str
) -> None:
    assert name in garbled(garble(text))
    assert "convert it" in garbled(garble(text))


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("gb18030", "GB18030")])
def test_chinese_is_told_with_what_it_was(text: str, encoding: str, name: str) -> None:
    assert name in garbled(to_shown(text.encode(encoding)))


def test_an_annex_in_another_font_is_told() -> None:
    text = "\n".join(("Section one. " * 400, to_tcvn3(VIETNAMESE[1]) * 30))
    assert "TCVN3" in garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        *VIETNAMESE,
        *CHINESE,
        "",
        "'Mình thích thì mình làm thôi!'",
        "Le dépôt « a » a modifié sa valeur « b » de « c » à « d », où l'été a été très chaud.",
        "bwamu, Láá Láá",
        "Rückreferenzen als Bedingungen werden für teilweise Übereinstimmung nicht unterstützt",
        "„Das macht Spaß“, sagte er. „Groß“ und „süß“ heißt es.",
        "há demasiadas secções, o máximo é 255; não há informação sobre a nação",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Gjatësia më e Vogël e Kyçit",
        'text = {"©": "&copy;", "®": "&reg;", "«": "&laquo;", "»": "&raquo;", "±": "&plusmn;"}',
        "Vi khuẩn « lạ » ở Huế ×2 · 30°C ± 2",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert garbled(text) == ""


def test_the_fonts_both_ways() -> None:
    small = "".join(letter for letter in VIETNAMESE_LETTERS if letter.islower())
    assert from_tcvn3(to_tcvn3(small)) == small
    assert from_vni(to_vni(VIETNAMESE_LETTERS)) == VIETNAMESE_LETTERS
    every = bytes(range(256))
    assert from_shown(to_shown(every)) == every


def test_a_garbled_document_is_kept_and_said() -> None:
    # Too short for a proof, so it is not mended.
    record = {"title": "a", "body": to_vni("Cửa khẩu Hữu Nghị")}
    kept, said = documents(record, Source(Path("p.jsonl"), "p.jsonl"), 7)
    assert isinstance(kept, Document)
    assert isinstance(said, Failure)
    assert (said.line, said.lost) == (7, False)
    assert "VNI" in said.reason
