"""Documents that have only a part of what was asked: what they have, what they lack, and where they
stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from search.answer.serializers import results_json
from search.archive import Archive
from search.request import Request
from synonyms.gazetteer import load

DOCUMENTS = [
    Document("all", "Tin", "Hội đàm về nông sản và hải quan tại Lạng Sơn.", "vi", "2023-01-01"),
    Document("two", "Tin", "Hội đàm về nông sản tại Hà Nội.", "vi", "2023-01-02"),
    Document("two-zh", "消息", "谅山省海关。", "zh", "2023-01-03"),
    Document("one", "Tin", "Xuất khẩu nông sản.", "vi", "2022-01-04"),
    Document("none", "Tin", "Trời mưa to.", "vi", "2022-01-05"),
]
QUERY = "nông sản hội đàm hải quan Lạng Sơn"


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("parts") / "index"
    build(DOCUMENTS, folder, request.param, annotator=Annotator(load(), gather(DOCUMENTS)))
    return Archive(folder)


def test_documents_with_a_part_say_which_parts_they_have(archive: Archive) -> None:
    found = archive.results(Request(QUERY))
    assert [hit.id for hit in found.hits if not hit.beyond] == ["all"]
    parts = {hit.id: (set(hit.has), set(hit.missing)) for hit in found.hits if hit.beyond}
    assert parts == {
        "two": ({"nông sản", "hội đàm"}, {"hải quan", "Lạng Sơn"}),
        "two-zh": ({"hải quan", "Lạng Sơn"}, {"nông sản", "hội đàm"}),
        "one": ({"nông sản"}, {"hội đàm", "hải quan", "Lạng Sơn"}),
    }
    assert [hit.beyond for hit in found.hits] == [False, True, True, True]
    assert (found.hits[0].has, found.hits[0].missing) == ((), ())


def test_what_a_part_is_found_by_is_marked(archive: Archive) -> None:
    found = archive.results(Request(QUERY))
    hit = next(hit for hit in found.hits if hit.id == "two-zh")
    marked = [piece.text for part in hit.snippets for piece in part.pieces if piece.form]
    assert marked == ["谅山", "海关"]


def test_total_and_facets_are_of_the_documents_with_all(archive: Archive) -> None:
    found = archive.results(Request(QUERY))
    assert (found.total, found.others_total) == (1, 3)
    assert [(row.value, row.count) for row in found.facets["lang"]] == [("vi", 1)]


def test_a_page_runs_across_the_border(archive: Archive) -> None:
    whole = [hit.id for hit in archive.results(Request(QUERY)).hits]
    pages = [
        hit.id
        for offset in range(0, 5, 2)
        for hit in archive.results(Request(QUERY, offset=offset, limit=2)).hits
    ]
    assert pages == whole


def test_programs_get_the_same(archive: Archive) -> None:
    found = results_json(archive.results(Request(QUERY)))
    assert (found["total"], found["others_total"]) == (1, 3)
    hits = found["hits"]
    assert isinstance(hits, list)
    assert [hit["beyond"] for hit in hits] == [False, True, True, True]
    assert hits[-1]["has"] == ["nông sản"]
    assert set(hits[-1]["missing"]) == {"hội đàm", "hải quan", "Lạng Sơn"}


def test_what_is_quoted_or_between_operators_has_no_parts(archive: Archive) -> None:
    for query in ('"nông sản" "hải quan"', "nông sản OR hải quan"):
        found = archive.results(Request(query))
        assert found.others_total == 0
        assert not any(hit.beyond for hit in found.hits)
