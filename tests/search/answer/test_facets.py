"""Values of facets that are one however they are written, and guessed dates left out."""

from __future__ import annotations

import json

import pytest

from corpus.document import Document
from corpus.readers import read_paths
from indexer import fields
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request import Request, from_query
from synonyms.gazetteer import load

RECORDS = [
    {"id": "1", "source": "堤岸華聲", "province": "谅山", "date": "2023-02-28"},
    {"id": "2", "source": "堤岸华声", "province": "tỉnh Lạng Sơn", "date": "2023-02-28"},
    {"id": "3", "source": "堤岸华声", "province": "Lạng Sơn", "genre": "News"},
    {"id": "4", "source": "BÁO  HOÀ BÌNH", "province": "Hà Nam", "genre": "news"},
    {"id": "5", "source": "Báo Hòa Bình", "province": "河南", "genre": "news"},
    {"id": "6", "source": "Báo Hòa Bình", "body": "Chiều 28/2/2023, hai bên hội đàm tại cửa khẩu."},
    {"id": "7"},
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp(request.param)
    lines = [json.dumps({"body": "Hai bên hội đàm.", **one}) for one in RECORDS]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    documents = [one for one in read_paths([folder / "a.jsonl"]) if isinstance(one, Document)]
    build(documents, folder / "index", request.param, annotator=Annotator(load(), gather([])))
    return Archive(folder / "index")


def values(archive: Archive, field: str, *pairs: tuple[str, str]) -> list[tuple[str, int]]:
    rows = archive.results(from_query(pairs)).facets[field]
    return [(str(row.name or row.value), row.count) for row in rows]


def found(archive: Archive, *pairs: tuple[str, str]) -> set[str]:
    # The texts are the same, so that they would be shown as one story.
    return {hit.id for hit in archive.results(from_query((*pairs, ("folded", "0")))).hits}


def test_spellings_are_one_value_written_as_most_write_it(archive: Archive) -> None:
    assert values(archive, fields.SOURCE) == [
        ("Báo Hòa Bình", 3),
        ("堤岸华声", 3),
        (fields.UNKNOWN, 1),
    ]
    assert values(archive, fields.GENRE) == [(fields.UNKNOWN, 4), ("news", 3)]
    assert [row.value for row in archive.overview().by_source][:2] == ["Báo Hòa Bình", "堤岸华声"]


def test_a_province_is_one_in_both_languages_unless_the_name_is_of_two(archive: Archive) -> None:
    assert dict(values(archive, fields.PROVINCE)) == {
        "Lạng Sơn 谅山": 3,
        fields.UNKNOWN: 2,
        "Hà Nam": 1,
        "河南": 1,
    }


@pytest.mark.parametrize(
    ("pairs", "ids"),
    [
        ([("-province", "谅山")], {"4", "5", "6", "7"}),
        ([("-province", "unknown")], {"1", "2", "3", "4", "5"}),
        ([("-source", "堤岸華聲"), ("-source", "unknown")], {"4", "5", "6"}),
        ([("source", "báo hòa bình"), ("-province", "河南")], {"4", "6"}),
        ([("source", "unknown"), ("-source", "unknown")], set()),
        ([("-year", "2023"), ("genre", "news")], {"3", "4", "5"}),
    ],
)
def test_what_is_excluded_is_left_out_however_it_is_written(
    archive: Archive, pairs: list[tuple[str, str]], ids: set[str]
) -> None:
    assert found(archive, *pairs) == ids


def test_an_excluded_value_is_listed_without_documents(archive: Archive) -> None:
    rows = archive.results(from_query([("-province", "谅山")])).facets[fields.PROVINCE]
    (out,) = (row for row in rows if row.excluded)
    assert (out.value, str(out.name), out.count) == ("谅山", "Lạng Sơn 谅山", 0)
    assert {row.value for row in rows if not row.excluded} == {fields.UNKNOWN, "Hà Nam", "河南"}


def test_years_and_months_are_counted_by_language(archive: Archive) -> None:
    facets = archive.results(Request("")).facets
    for name in (fields.YEAR, fields.MONTH):
        assert all(sum(dict(row.languages).values()) == row.count for row in facets[name])


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("source", "堤岸華聲", {"1", "2", "3"}),
        ("source", "堤岸华声", {"1", "2", "3"}),
        ("source", "báo hòa bình", {"4", "5", "6"}),
        ("source", "Báo", set()),
        ("source", "unknown", {"7"}),
        ("province", "谅山", {"1", "2", "3"}),
        ("province", "Lạng Sơn", {"1", "2", "3"}),
        ("province", "谅山省", {"1", "2", "3"}),
        ("province", "河南", {"5"}),
        ("genre", "NEWS", {"3", "4", "5"}),
        ("dated", "sure", {"1", "2"}),
        ("dated", "guessed", {"6"}),
        ("dated", "unknown", {"3", "4", "5", "7"}),
    ],
)
def test_a_filter_finds_every_spelling(
    archive: Archive, field: str, value: str, ids: set[str]
) -> None:
    assert found(archive, (field, value)) == ids
    assert found(archive, ("q", f'{field}:"{value}"')) == ids


def test_guessed_dates_can_be_left_out_of_a_range(archive: Archive) -> None:
    in_february = (("from", "2023-02"), ("to", "2023-02"))
    assert found(archive, *in_february) == {"1", "2", "6"}
    assert found(archive, *in_february, ("dated", "sure")) == {"1", "2"}


def test_a_chosen_value_stays_as_it_was_chosen_so_that_it_can_be_taken_back(
    archive: Archive,
) -> None:
    rows = archive.results(Request("", filters={fields.SOURCE: ("堤岸華聲",)})).facets["source"]
    assert [(row.value, row.count) for row in rows if row.chosen] == [("堤岸華聲", 3)]
