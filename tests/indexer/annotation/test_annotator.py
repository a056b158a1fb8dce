"""Mentions of all kinds in one document: which of two that overlap stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.ner.chinese import lexicon_words
from indexer.ner.chinese.known_names import KnownPeople
from indexer.ner.evidence.known_people import People
from synonyms import lexicon
from synonyms.gazetteer import load


def found(annotator: Annotator, body: str, lang: str = "zh") -> list[tuple[str, str]]:
    annotation = annotator.annotation(Analysed.of(Document("d", "", body, lang)))
    return [(one.surface, one.label) for one in annotation.mentions]


def test_a_known_name_inside_a_countrys_is_nobody() -> None:
    people = People(chinese=KnownPeople({"window": (("罗斯", "罗斯"), ())}))
    annotator = Annotator(load(), people)
    assert found(annotator, "沙特、俄罗斯、伊拉克宣布增产。") == [
        ("沙特", "place"),
        ("俄罗斯", "place"),
        ("伊拉克", "place"),
    ]
    assert ("罗斯", "person") in found(annotator, "美国商务部长罗斯表示欢迎。")


def test_a_place_inside_a_persons_name_is_no_place() -> None:
    annotator = Annotator(load())
    assert found(annotator, "Đồng chí Nguyễn Hà Giang phát biểu.", "vi") == [
        ("Nguyễn Hà Giang", "person")
    ]


def test_every_mention_stands_where_it_says_and_is_counted_once() -> None:
    body = "Ông Lưu Ninh qua cửa khẩu Hữu Nghị, tới Bằng Tường, Quảng Tây. Bệnh viện Hữu Nghị."
    annotation = Annotator(load()).annotation(Analysed.of(Document("d", "", body, "vi")))
    assert all(body[one.start : one.end] == one.surface for one in annotation.mentions)
    entities = annotation.entities()
    assert entities["gates"] == ("huu-nghi",)
    assert "huu-nghi" in entities["left_out"]
    assert "quang-tay" in entities["places"]


def test_another_line_of_the_lexicon_is_another_lexicon(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = lexicon_words.lexicon_version()
    copy = tmp_path / "lexicon.tsv"
    copy.write_text(lexicon.FILE.read_text("utf-8") + "vụ thử\t試試看\tn\t\t\n", "utf-8")
    monkeypatch.setattr(lexicon, "FILE", copy)
    # What is kept beside the code is for the real one.
    monkeypatch.setattr(lexicon_words, "kept_table", lambda _name, make, _files: make())
    lexicon_words._table.cache_clear()
    try:
        assert lexicon_words.lexicon_version() != before
    finally:
        lexicon_words._table.cache_clear()
