"""What is shown of a person known from texts is a name that texts write, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.entities.feedback import join_people
from search.entities.profile import NEIGHBOURS, ProfileRequest
from search.request import Request

ID = "chu tinh trì"
"""Folds Chu and Châu: nobody wrote *Chu Tinh Trì*."""

DOCUMENTS = [
    Document("a", "Tin", "Ông Châu Tinh Trì đến Huế. Ông Trì vui. Ông Trì về.", "vi"),
    Document("b", "Tin", "Ông Châu Tinh Trì và ông Phạm Đình Lữ nói.", "vi"),
]


@pytest.fixture(params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    build(DOCUMENTS, tmp_path / "index", request.param)
    return Archive(tmp_path / "index")


def test_headings_facets_lists_and_completions_show_what_texts_write(archive: Archive) -> None:
    assert archive.profile(ID, ProfileRequest()).name.vi == "Châu Tinh Trì"
    facet = archive.results(Request("")).facets["people"]
    assert {one.value: one.name.vi for one in facet if one.name}[ID] == "Châu Tinh Trì"
    assert {one.id: one.name.vi for one in archive.people()}[ID] == "Châu Tinh Trì"
    together = archive.profile("phạm đình lữ", ProfileRequest()).together
    assert [(an_id, name.vi) for an_id, name, _ in together] == [(ID, "Châu Tinh Trì")]


@pytest.mark.parametrize("typed", ["Châu Tinh", "chau tinh", "chu tinh t"])
def test_a_name_is_completed_as_it_is_written_and_as_its_id_has_it(
    archive: Archive, typed: str
) -> None:
    found = [(one.text, one.count, one.id) for one in archive.completions(typed, 8)]
    assert found[0] == ("Châu Tinh Trì", 2, ID)


def test_a_name_follows_its_texts_while_an_archive_is_open(archive: Archive) -> None:
    build(
        [Document("c", "Tin", "Ông Chu Tinh Trì và ông Chu Tinh Trì, ông Chu Tinh Trì.", "vi")],
        archive.folder,
        archive.engine_name,
    )
    assert archive.profile(ID, ProfileRequest()).name.vi == "Chu Tinh Trì"


def test_a_joined_person_has_the_names_that_texts_write(archive: Archive) -> None:
    archive.correct(lambda reader, names: join_people(reader, names, "phạm đình lữ", ID))
    names = archive.profile("phạm đình lữ", ProfileRequest()).entity
    assert names is not None
    assert [one.text for one in names.names] == ["Phạm Đình Lữ", "Châu Tinh Trì"]


def test_of_those_named_together_equally_often_the_archive_s_best_known_come_first(
    tmp_path: Path,
) -> None:
    # By id all the accused of one report would come before the two that everybody writes of.
    accused = [f"bị cáo Bùi Văn {name}" for name in "An Bình Chung Dương Giang Hải Khoa".split()]
    accused += [f"bị cáo Cao Đức {name}" for name in "Lâm Minh Nam Phúc Quang Sơn".split()]
    trial = f"Ông Phạm Đình Lữ xử {', '.join(accused)}."
    known = "Ông Phạm Đình Lữ gặp ông Vương Đình Huệ và ông Trịnh Xuân Thành."
    others = "Ông Trịnh Xuân Thành và ông Vương Đình Huệ. Ông Vương Đình Huệ."
    bodies = [trial, known, others, others, "Ông Vương Đình Huệ họp."]
    build([Document(f"d{n}", "Tin", body, "vi") for n, body in enumerate(bodies)], tmp_path)
    found = Archive(tmp_path).profile("phạm đình lữ", ProfileRequest()).together
    assert len(found) == NEIGHBOURS < len(accused) + 2
    assert [name.vi for _, name, _ in found][:2] == ["Vương Đình Huệ", "Trịnh Xuân Thành"]
    assert {count for *_, count in found} == {1}
