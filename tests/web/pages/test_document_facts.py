"""Titles and dates in words: how a text begins stands for its title, and a guess says so."""

from __future__ import annotations

import pytest

from corpus.date_origins import GUESSED, TEXT
from corpus.document import Document
from web.i18n.texts import all_texts
from web.pages.document_facts import BEGINNING, date_text, origin_text, title_text


@pytest.mark.parametrize(
    ("language", "written", "guessed"),
    [
        ("vi", "28/02/2023", "khoảng 28/02/2023"),
        ("zh", "2023年2月28日", "约2023年2月28日"),
        ("en", "28 Feb 2023", "about 28 Feb 2023"),
    ],
)
def test_a_guessed_date_says_so(language: str, written: str, guessed: str) -> None:
    texts = all_texts()[language]
    assert date_text("2023-02-28", TEXT, texts) == written
    assert date_text("2023-02-28", GUESSED, texts) == guessed
    assert date_text("", "", texts) == texts["undated"]
    assert (origin_text(GUESSED, texts), origin_text("", texts)) == (texts["origin_guessed"], "")


def test_how_a_text_begins_stands_for_its_title() -> None:
    texts = all_texts()["vi"]

    def shown(body: str, title: str = "") -> str:
        return title_text(Document("id", title, body, "vi"), texts)

    assert shown("Hai bên.", "Hội đàm") == "Hội đàm"
    assert shown("\nSáng nay, hai bên hội đàm.\nTiếp theo.") == "Sáng nay, hai bên hội đàm."
    long = shown("Ngày 22/3, tỉnh Lạng Sơn tổ chức hội đàm " * 5)
    assert long.endswith(" …")
    assert len(long) <= BEGINNING + 2
    assert shown("刘" * 200) == "刘" * BEGINNING + " …"
    assert shown(" ") == texts["untitled"]
