"""What an answer says about its query: the forms listed, their order, and their counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.answer.models import Results
from search.archive import Archive
from search.request import Request

Ask = Callable[..., Results]

GATE = [
    *(Document(f"old-{n}", "Tin", "Ông đi qua Ải Nam Quan.", "vi", "2001") for n in range(3)),
    Document("new", "Tin", "Ông đi qua Hữu Nghị Quan.", "vi", "2002"),
]
CHINESE = [Document(f"zh-{n}", "消息", "友谊关口岸恢复通关。", "zh", "2003") for n in range(2)]


def archive_of(folder: Path, documents: list[Document]) -> Archive:
    build(documents, folder)
    return Archive(folder)


@pytest.mark.parametrize("query", ["huu nghi quan", "Hữu Nghị Quan", "hữu nghị quan"])
def test_a_more_frequent_other_name_does_not_lead(tmp_path: Path, query: str) -> None:
    found = archive_of(tmp_path, [*GATE, *CHINESE]).results(Request(query))
    shown = [row.form for row in found.forms if row.lang == "vi"]
    assert shown[0] == "Hữu Nghị Quan"
    assert "Ải Nam Quan" in shown
    assert [one.reading for one in found.interpretations][:1] in ([], ["Hữu Nghị Quan"])


@pytest.mark.parametrize("documents", [GATE[:3], CHINESE, [*GATE[:3], *CHINESE]])
def test_a_reading_is_named_after_what_was_typed_and_not_after_another_name(
    tmp_path: Path, documents: list[Document]
) -> None:
    found = archive_of(tmp_path, documents).results(Request("huu nghi quan"))
    assert [one.reading for one in found.interpretations] == ["Hữu Nghị Quan"]


def test_a_word_that_only_a_rare_reading_gives_is_not_offered(ask: Ask) -> None:
    # 宁 is rarely read trữ: lưu trữ is a word, and no name of 刘宁.
    assert {row.form for row in ask("刘宁").forms} == {"刘宁", "Lưu Ninh", "Liu Ning"}
    # Who switches it on by an address still gets it.
    switched = ask("刘宁", on=frozenset(["lưu trữ"]))
    assert "lưu trữ" in {row.form for row in switched.forms if row.on}
    assert "word" in {hit.id for hit in switched.hits}


def test_a_name_that_only_a_rare_reading_gives_is_offered(tmp_path: Path) -> None:
    documents = [
        Document("ninh", "Tin", "Ông Lưu Ninh nói.", "vi"),
        Document("tru", "Tin", "Ông Lưu Trữ nói.", "vi"),
    ]
    rows = archive_of(tmp_path, documents).results(Request("刘宁")).forms
    assert {row.form: row.on for row in rows} == {"Lưu Ninh": True, "Lưu Trữ": False}


def test_two_forms_that_look_alike_have_their_own_counts(tmp_path: Path) -> None:
    # The variant is in lower case; the other name of the gazetteer is in any capitals.
    documents = [
        Document("lower", "Tin", "Ông gặp bác sỹ.", "vi", "2001"),
        Document("lower-2", "Tin", "Bà gặp bác sỹ.", "vi", "2001"),
        Document("capital", "Tin", "Ông gặp Bác Sỹ Nam.", "vi", "2001"),
    ]
    archive = archive_of(tmp_path, documents)
    for request in (Request("bác sĩ"), Request("bác sĩ", since="2001")):
        rows = [row for row in archive.results(request).forms if row.form == "bác sỹ"]
        assert {row.kind: row.count for row in rows} == {"alias": 3, "variant": 2}
