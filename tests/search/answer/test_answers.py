"""What a query names, counted: the same as reading every document, on both engines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import with_annotation
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from indexer.plan import Everything
from search.answer.counted_entities import CountedEntity
from search.answer.models import Results
from search.archive import Archive
from search.request import NEWEST, Request
from synonyms.gazetteer import load

DOCUMENTS = [
    Document("gate", "Cửa khẩu Hữu Nghị", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi", "2023-01-01"),
    Document("gate-2", "Tin", "Xe qua cửa khẩu Hữu Nghị (Lạng Sơn).", "vi", "2022-01-01"),
    Document("gate-zh", "消息", "越南友谊国际口岸恢复通关。友谊口岸繁忙。", "zh", "2023-01-02"),
    Document("across", "消息", "友谊关口岸货车排队。友谊关很忙。", "zh", "2023-01-03"),
    Document("across-vi", "Tin", "Xe dừng ở Hữu Nghị Quan, Bằng Tường.", "vi", "2022-01-03"),
    Document(
        "hospital", "Bệnh viện Hữu Nghị", "Bệnh viện Hữu Nghị mở khoa mới.", "vi", "2024-01-01"
    ),
    Document("person", "Tin", "Bí thư Lưu Ninh thăm cửa khẩu Hữu Nghị.", "vi", "2023-02-01"),
    Document(
        "person-zh", "消息", "广西壮族自治区党委书记刘宁在友谊关口岸调研。", "zh", "2023-02-02"
    ),
    Document("none", "Tin", "Hội nghị tổng kết.", "vi", "2023-03-01"),
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("answers") / "index"
    build(DOCUMENTS, folder, request.param, annotator=Annotator(load(), gather(DOCUMENTS)))
    return Archive(folder)


def read(archive: Archive, entity: str, year: str = "") -> tuple[Counter[str], Counter[str]]:
    """Documents and mentions of an entity by language, from the documents themselves."""
    documents: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    with archive.reading() as reader:
        for stored in reader.fetch([hit.id for hit in reader.every(Everything())]).values():
            document, annotation = with_annotation(stored)
            found = [
                one
                for one in annotation.mentions
                if (one.place or one.entity) == entity and one.label != "other"
            ]
            if found and document.date.startswith(year):
                documents[document.lang] += 1
                mentions[document.lang] += len(found)
    return documents, mentions


def counted(entity: CountedEntity) -> tuple[Counter[str], Counter[str]]:
    documents = Counter({one.lang: one.documents for one in entity.counts})
    return +documents, +Counter({one.lang: one.mentions for one in entity.counts})


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "entity", "name", "across"),
    [
        ("Hữu Nghị", "huu-nghi", "Hữu Nghị 友谊口岸", "youyiguan"),
        ("cửa khẩu Hữu Nghị", "huu-nghi", "Hữu Nghị 友谊口岸", "youyiguan"),
        ("友谊关", "youyiguan", "Hữu Nghị Quan 友谊关", "huu-nghi"),
        ("huu nghi quan", "youyiguan", "Hữu Nghị Quan 友谊关", "huu-nghi"),
        ("Lưu Ninh", "liu-ning", "Lưu Ninh 刘宁", ""),
        ("刘宁", "liu-ning", "Lưu Ninh 刘宁", ""),
    ],
)
def test_an_answer_counts_what_reading_every_document_gives(
    archive: Archive, query: str, entity: str, name: str, across: str
) -> None:
    (answer,) = archive.results(Request(query)).answers
    assert (answer.entity.id, str(answer.entity.name)) == (entity, name)
    assert counted(answer.entity) == read(archive, entity)
    assert answer.entity.documents > 0
    assert (answer.other_side.id if answer.other_side else "") == across
    if answer.other_side:
        assert counted(answer.other_side) == read(archive, across)


def test_counts_are_within_the_filters_except_that_of_the_language(archive: Archive) -> None:
    request = Request("Hữu Nghị", filters={"lang": ("zh",), "year": ("2023",)})
    (answer,) = archive.results(request).answers
    assert counted(answer.entity) == read(archive, "huu-nghi", "2023")
    assert set(counted(answer.entity)[0]) == {"vi", "zh"}
    assert counted(answer.entity) != read(archive, "huu-nghi")


def test_each_part_of_a_query_answers_for_itself_and_words_name_nothing(archive: Archive) -> None:
    found = archive.results(Request("Lưu Ninh cửa khẩu Hữu Nghị hội nghị"))
    assert [one.entity.id for one in found.answers] == ["liu-ning", "huu-nghi"]
    assert archive.results(Request("hội nghị tổng kết")).answers == ()
    assert archive.results(Request('"Lưu Ninh"')).answers == ()


def test_a_query_for_the_pair_finds_both_sides_and_marks_them(archive: Archive) -> None:
    this = archive.results(Request("cửa khẩu Hữu Nghị"))
    across = archive.results(Request("友谊关"))
    pair = archive.results(Request("cửa khẩu Hữu Nghị", pair=True))
    assert set(ids(this)) == {"gate", "gate-2", "gate-zh", "person"}
    assert set(ids(pair)) == {*ids(this), *ids(across)}
    assert pair.total == len(ids(pair)) > this.total
    assert [one.entity.id for one in pair.answers] == ["huu-nghi"]
    hit = next(hit for hit in pair.hits if hit.id == "across")
    marked = [piece.text for part in hit.snippets for piece in part.pieces if piece.form]
    assert marked == ["友谊关", "友谊关"]


def test_hits_that_mention_nothing_of_the_sort_come_last_and_are_counted(archive: Archive) -> None:
    found = archive.results(Request("Hữu Nghị"))
    senses = [hit.other_sense for hit in found.hits]
    assert senses == sorted(senses)
    others = {hit.id for hit in found.hits if hit.other_sense}
    # The gate across the border is another, and the hospital is none.
    assert others == {"hospital", "across", "across-vi", "person-zh"}
    assert found.other_sense == len(others)
    newest = archive.results(Request("Hữu Nghị", sorting=NEWEST))
    assert newest.other_sense == len(others)
    assert {hit.id for hit in newest.hits if hit.other_sense} == others
    for query in ("cửa khẩu Hữu Nghị", "hội nghị", "Hữu Nghị hội nghị", '"Hữu Nghị"'):
        assert archive.results(Request(query)).other_sense == 0, query


def test_a_reader_who_switches_forms_is_shown_no_senses(archive: Archive) -> None:
    found = archive.results(Request("Hữu Nghị", off=frozenset(["Hữu Nghị"])))
    assert found.other_sense == 0
    assert not any(hit.other_sense for hit in found.hits)


def test_a_mention_without_a_form_of_the_query_is_marked(archive: Archive) -> None:
    found = archive.results(Request("cửa khẩu Hữu Nghị", pair=True))
    hit = next(hit for hit in found.hits if hit.id == "across-vi")
    assert [one.surface for one in hit.mentions] == ["Hữu Nghị Quan"]
    view = archive.document("across-vi", Request("cửa khẩu Hữu Nghị", pair=True))
    assert [one.form for one in view.spans] != []
    assert len(view.marks) == 1
