"""An organisation that no gazetteer has is found like any other entity: as a value of its facet, by
its name, as a dossier, among the mentions, and while it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer import fields
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.entities.profile import ProfileRequest
from search.request import Request

FIRM = "công ty tnhh sao mai"
MINISTRY = "泰国外交部"

DOCUMENTS = [
    Document("vi-1", "Tin", "Công ty TNHH Sao Mai nộp thuế muộn.", "vi", "2024-01-02"),
    Document("vi-2", "Tin", "Ông làm ở công ty TNHH Sao Mai từ lâu.", "vi", "2025-01-02"),
    Document("zh-1", "消息", "泰国外交部昨天表示欢迎。泰國外交部說。", "zh", "2025-03-04"),
    Document("vi-3", "Tin", "Ông Trần Hữu Nghị sinh năm 1950.", "vi", "2025-03-05"),
    Document("zh-2", "", "外交部昨天表示欢迎。", "zh"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("organisations")
    build(DOCUMENTS, folder)
    return Archive(folder)


def test_it_is_a_value_of_its_facet_by_its_name(archive: Archive) -> None:
    rows = archive.results(Request("thuế OR từ OR 表示")).facets[fields.ORGANISATIONS]
    values = {row.value: (row.name, row.count) for row in rows}
    assert (str(values[FIRM][0]), values[FIRM][1]) == ("Công ty TNHH Sao Mai", 2)
    assert (str(values[MINISTRY][0]), values[MINISTRY][1]) == (MINISTRY, 1)


def test_its_facet_narrows_a_search(archive: Archive) -> None:
    asked = Request("", filters={fields.ORGANISATIONS: (FIRM,)})
    assert {row.id for row in archive.results(asked).hits} == {"vi-1", "vi-2"}


def test_its_dossier_is_that_of_an_organisation(archive: Archive) -> None:
    found = archive.profile(FIRM, ProfileRequest())
    assert (found.kind, str(found.name), found.documents) == (
        "organisation",
        "Công ty TNHH Sao Mai",
        2,
    )
    assert found.forms == {"Công ty TNHH Sao Mai": 1, "công ty TNHH Sao Mai": 1}
    assert archive.profile(MINISTRY, ProfileRequest()).forms == {"泰国外交部": 1, "泰國外交部": 1}
    assert archive.profile("trần hữu nghị", ProfileRequest()).kind == "person"


@pytest.mark.parametrize("name", ["Công ty TNHH Sao Mai", FIRM])
def test_it_is_mentioned_by_its_name(archive: Archive, name: str) -> None:
    assert archive.mentioned(name) == (FIRM,)


def test_all_mentions_name_it(archive: Archive) -> None:
    lines = [line for batch in archive.mentions(None) for line in batch]
    assert {FIRM, MINISTRY} <= {line.mention.entity for line in lines}


def test_a_search_for_its_name_answers_with_it(archive: Archive) -> None:
    for query, wanted in (("泰国外交部", MINISTRY), ("Công ty TNHH Sao Mai", FIRM)):
        first = archive.results(Request(query)).answers[0].entity
        assert (first.kind, first.id) == ("organisation", wanted)


def test_a_query_that_is_one_name_has_one_answer(archive: Archive) -> None:
    for query in ("外交部", "Công ty TNHH Sao Mai"):
        assert len(archive.results(Request(query)).answers) == 1


def test_it_is_completed_while_it_is_typed(archive: Archive) -> None:
    found = archive.completions("công ty tnhh sa", 5)
    assert [(one.kind, one.id, one.text, one.count) for one in found] == [
        ("organisation", FIRM, "Công ty TNHH Sao Mai", 2)
    ]
