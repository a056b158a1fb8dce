"""Corrections made on a real index of either engine: they act at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.corrections.correction import Correction
from indexer.corrections.corrections_file import beside, read
from indexer.engines.protocol import Reader
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import add, build
from indexer.pipeline.reannotation import reannotate
from indexer.plan import AnyOf
from indexer.storage.index_writer import run_on
from search.archive import Archive
from search.concordance.mention_filter import MentionFilter
from search.entities.feedback import correct_mention, join_people, separate_people
from search.entities.profile import ProfileRequest
from search.expansion.entity_links import FIELD_OF
from search.group_counts import GroupCount, counts_in, counts_in_all
from search.names.live_gazetteer import ArchiveNames
from search.request import Request
from search.request_errors import BadRequest
from synonyms.gazetteer import load

DOCUMENTS = [
    Document(
        "a", "Tin", "Đồng chí Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn.", "vi", "2023-01-01"
    ),
    Document(
        "b", "Tin", "Ông Liễu Minh Viễn và bà Phan Kim Liên họp. Ông Viễn nói.", "vi", "2023-01-02"
    ),
    Document("c", "会见", "主席柳明远会见客人。", "zh", "2023-01-03"),
    Document("d", "Tin", "Bác sĩ Phan Kim Liên khám bệnh.", "vi", "2023-01-04"),
    Document("e", "Tin", "Bà Phạm Kim Liên phát biểu.", "vi", "2023-01-05"),
]

THE_GATE = ("a", "body", DOCUMENTS[0].body.index("Hữu Nghị"))
ASKED = ProfileRequest(limit=50)


@pytest.fixture(params=["tantivy", "whoosh", "opensearch"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    people = gather(DOCUMENTS)
    with run_on(tmp_path / "index", engine=request.param) as run:
        people.save(run.data)
        add(DOCUMENTS, run, Annotator(load(), people))
    return tmp_path / "index"


@pytest.fixture
def archive(folder: Path) -> Archive:
    return Archive(folder)


def people(archive: Archive) -> dict[str, int]:
    found = archive.results(Request("")).facets["people"]
    return {one.value: one.count for one in found}


def gates(archive: Archive) -> dict[str, int]:
    return {one.value: one.count for one in archive.results(Request("")).facets["gates"]}


def not_the_gate(archive: Archive) -> str:
    start = DOCUMENTS[0].body.index("Hữu Nghị")
    done = archive.correct(
        lambda reader, now: correct_mention(
            reader, now, "huu-nghi", ("a", "body", start), "other", "thử"
        )
    )
    assert (done.documents, done.waits) == (1, False)
    return done.correction.id


def test_a_mention_that_is_not_the_gate_leaves_the_facet_and_comes_back(archive: Archive) -> None:
    before = gates(archive)
    assert before["huu-nghi"] == 1
    correction = not_the_gate(archive)
    assert "huu-nghi" not in gates(archive)
    dossier = archive.profile("huu-nghi", ProfileRequest(MentionFilter({"label": ("other",)})))
    (line,) = dossier.lines
    assert (line.mention.reason, line.mention.correction) == ("corrected", correction)
    assert [one.id for one in dossier.corrections] == [correction]
    assert archive.undo(correction).documents == 1
    assert gates(archive) == before
    assert archive.profile("huu-nghi", ASKED).corrections == ()


def test_two_people_are_one_in_facet_dossier_and_search(archive: Archive) -> None:
    one, other = "phan kim liên", "phạm kim liên"
    assert people(archive)[one] == 2
    done = archive.correct(lambda reader, now: join_people(reader, now, one, other))
    assert done.documents == 1
    assert people(archive)[one] == 3
    assert other not in people(archive)
    assert {line.doc for line in archive.profile(one, ASKED).lines} == {"b", "d", "e"}
    assert archive.profile(other, ASKED).id == one
    found = archive.results(Request("Phan Kim Liên"))
    assert {hit.id for hit in found.hits} == {"b", "d", "e"}
    archive.undo(done.correction.id)
    assert people(archive)[other] == 1
    assert {hit.id for hit in archive.results(Request("Phan Kim Liên")).hits} == {"b", "d"}


def test_one_person_is_two_by_document_and_by_form(archive: Archive) -> None:
    name = "phan kim liên"
    done = archive.correct(
        lambda _, now: separate_people(now, name, doc="d", known_as="bác sĩ Liên")
    )
    assert done.documents == 1
    assert people(archive)[name] == 1
    assert people(archive)["bác sĩ Liên"] == 1
    form = archive.correct(lambda _, now: separate_people(now, "liễu minh viễn", form="柳明远"))
    assert form.correction.other == "柳明远"
    assert {line.doc for line in archive.profile("柳明远", ASKED).lines} == {"c"}
    assert {line.doc for line in archive.profile("liễu minh viễn", ASKED).lines} == {"b"}


def test_a_namesake_without_a_name_has_the_same_with_a_number(archive: Archive) -> None:
    name = "phan kim liên"
    done = archive.correct(lambda _, now: separate_people(now, name, doc="d"))
    assert done.correction.other == f"{name} (2)"
    assert str(archive.profile(f"{name} (2)", ASKED).name) == "Phan Kim Liên (2)"


def test_corrections_outlive_indexing_anew(archive: Archive, folder: Path) -> None:
    not_the_gate(archive)
    annotator = Annotator(load(), gather(DOCUMENTS), read(beside(folder)))
    build(DOCUMENTS, folder, archive.engine_name, anew=True, annotator=annotator)
    assert "huu-nghi" not in gates(Archive(folder))


def test_a_correction_made_while_the_index_is_written_waits_and_acts_later(
    archive: Archive, folder: Path
) -> None:
    with run_on(folder):
        done = archive.correct(lambda r, n: correct_mention(r, n, "huu-nghi", THE_GATE, "other"))
        assert done.waits
    assert gates(archive)["huu-nghi"] == 1
    assert reannotate(folder, load(), archive.corrections).again == 1
    assert "huu-nghi" not in gates(archive)


def test_a_file_edited_by_hand_is_read_at_once_and_a_broken_one_leaves_all_as_it_was(
    archive: Archive, folder: Path
) -> None:
    correction = not_the_gate(archive)
    path = beside(folder)
    good = path.read_bytes()
    path.write_bytes(b"nonsense\n" + good)
    assert "must name the columns" in archive.names_problem
    assert [one.id for one in archive.corrections] == [correction]
    path.write_bytes(good)
    assert archive.names_problem == ""


Make = Callable[[Reader, ArchiveNames], Correction]

GATE_AT_0 = ("a", "body", 0)
NAME = "phan kim liên"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda r, n: correct_mention(r, n, "huu-nghi", GATE_AT_0, "other"), "no_mention"),
        (lambda r, n: correct_mention(r, n, "huu-nghi", ("z", "body", 0), "other"), "no_document"),
        (lambda r, n: correct_mention(r, n, "huu-nghi", GATE_AT_0, "colour"), "bad_label"),
        (lambda r, n: join_people(r, n, NAME, "x y"), "no_person"),
        (lambda r, n: join_people(r, n, NAME, NAME), "already_one"),
        (lambda r, n: separate_people(n, NAME), "apart_of_what"),
        (lambda r, n: separate_people(n, NAME, doc="d", note="x" * 999), "too_long"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_no_line(
    archive: Archive, folder: Path, make: Make, code: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        archive.correct(make)
    assert caught.value.code == code
    assert not beside(folder).exists()


def test_what_is_not_in_force_cannot_be_taken_back(archive: Archive, folder: Path) -> None:
    with pytest.raises(BadRequest, match="no correction"):
        archive.undo("no-such")
    assert not beside(folder).exists()


def place_of_the_gate(archive: Archive) -> None:
    archive.correct(lambda r, n: correct_mention(r, n, "huu-nghi", THE_GATE, "place"))


def two_are_one(archive: Archive) -> None:
    archive.correct(lambda r, n: join_people(r, n, "phan kim liên", "phạm kim liên"))


def one_is_two(archive: Archive) -> None:
    archive.correct(lambda _, n: separate_people(n, "phan kim liên", doc="d"))


@pytest.mark.parametrize("said", [not_the_gate, place_of_the_gate, two_are_one, one_is_two])
def test_counts_as_they_lie_are_those_of_the_documents_that_mention(
    archive: Archive, said: Callable[[Archive], object]
) -> None:
    for correct in (lambda _: None, said):
        correct(archive)
        with archive.reading() as reader:
            for kind, field in FIELD_OF.items():
                for entity, _ in reader.values(field, ""):
                    plan = AnyOf(field, (entity,))
                    inside = counts_in(reader, plan, entity)
                    lying = counts_in_all(reader, entity)
                    assert meant_as(kind, lying) == meant_as(kind, inside) != []


def meant_as(kind: str, counts: Iterable[GroupCount]) -> list[tuple[str, int]]:
    return [(one.value, one.mentions) for one in counts if one.group.label == kind]
