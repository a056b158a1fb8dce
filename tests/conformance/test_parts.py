"""An archive that was indexed in parts, each by itself, and joined on a cluster is the archive that
one machine has made: what is decided, found, counted, shown and suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from same_archives import check_answers, check_dossiers, check_suggestions

from corpus.sample_corpus import sample_corpus
from indexer.corrections.in_force import Corrections
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.pipeline.archive_part import Part
from indexer.pipeline.growing import grow
from indexer.pipeline.input_changes import Scope
from indexer.pipeline.parts_gathering import gather
from indexer.pipeline.parts_joining import join
from indexer.storage.index_writer import run_on
from search.archive import Archive
from songngu.commands.doctor import BAD, examine
from synonyms import gazetteer
from tests.cluster import needs_cluster

PARTS = [Part(number, 3) for number in (1, 2, 3)]
QUERIES = ("Lưu Ninh", "luu ninh", "劉寧", "hữu nghị", "quan he hop tac", "năm 2023", "không-có-gì")
TYPED = ("l", "lưu", "刘", "huu ng", "cửa")
NAMES = ("Hữu Nghị", "Lưu Ninh", "Quảng Tây")


def gathered(folder: Path, part: Part) -> EvidenceSums:
    with run_on(folder, engine="opensearch") as run:
        return gather(run, Scope([sample_corpus()], part=part), 1).sums


def indexed(folder: Path, part: Part, others: list[EvidenceSums]) -> int:
    with run_on(folder, engine="opensearch") as run:
        scope = Scope([sample_corpus()], part=part, others=others)
        return grow(run, scope, gazetteer.load(), Corrections(), 1).documents


def joined(folders: list[Path], index: Path) -> int:
    return join(folders, index, gazetteer.load(), Corrections())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of three parts and of what they are joined to, and the same made at once."""
    needs_cluster()
    made = tmp_path_factory.mktemp("parts")
    with run_on(made / "whole", engine="tantivy") as run:
        whole = grow(run, Scope([sample_corpus()]), gazetteer.load(), Corrections(), 1)
    folders = [made / str(part.number) for part in PARTS]
    sums = [gathered(one, part) for one, part in zip(folders, PARTS, strict=True)]
    counts = [indexed(one, part, sums) for one, part in zip(folders, PARTS, strict=True)]
    assert all(counts)
    assert sum(counts) == whole.documents
    assert joined(folders, made / "joined") == whole.documents
    return made


@pytest.fixture(scope="module")
def both(folder: Path) -> tuple[Archive, Archive]:
    return Archive(folder / "whole"), Archive(folder / "joined")


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_the_same(both: tuple[Archive, Archive], query: str) -> None:
    check_answers(both, query)


@pytest.mark.parametrize("typed", TYPED)
def test_suggestions_are_the_same(both: tuple[Archive, Archive], typed: str) -> None:
    check_suggestions(both, typed)


@pytest.mark.parametrize("name", NAMES)
def test_mentions_and_dossiers_are_the_same(both: tuple[Archive, Archive], name: str) -> None:
    check_dossiers(both, name)


def test_the_doctor_finds_nothing(folder: Path) -> None:
    index = folder / "joined"
    assert [one for one in examine(index, lambda: Archive(index)) if one.state == BAD] == []


def test_the_alias_is_on_all_parts_and_a_part_that_is_indexed_again_leaves_it(
    folder: Path,
) -> None:
    settings = ClusterSettings.from_environment()
    cluster = Cluster(settings)

    def behind() -> set[str]:
        said = cluster.ask("GET", f"/_cat/aliases/{settings.archive}", params={"format": "json"})
        return {one["index"] for one in said}

    before = behind()
    assert len(before) == 3
    assert indexed(folder / "1", PARTS[0], []) > 0
    assert behind() == before


def test_nothing_is_written_to_what_is_joined(folder: Path) -> None:
    with (
        pytest.raises(IndexMismatch, match="in the folder of the part"),
        run_on(folder / "joined") as run,
        run.writing(),
    ):
        pass


def test_parts_that_do_not_belong_together_are_refused(folder: Path, tmp_path: Path) -> None:
    one, two = (folder / str(part.number) for part in PARTS[:2])
    with pytest.raises(IndexMismatch, match="each once"):
        joined([one, two], tmp_path / "joined")
    with pytest.raises(IndexMismatch, match="each once"):
        joined([one, two, two], tmp_path / "joined")
    with pytest.raises(IndexMismatch, match="one of tantivy"):
        joined([one, two, folder / "whole"], tmp_path / "joined")
    sums = [gathered(folder / str(part.number), part) for part in PARTS]
    alone = tmp_path / "alone"
    with pytest.raises(IndexMismatch, match="1/3, 2/3 say of names is missing"):
        indexed(alone, PARTS[2], [])
    indexed(alone, PARTS[2], [replace(sums[0], person={"lưu ninh": 9}), sums[1]])
    with pytest.raises(IndexMismatch, match="other evidence"):
        joined([one, two, alone], tmp_path / "joined")
    with pytest.raises(IndexMismatch, match="can't become that of part 2/3"):
        gathered(one, PARTS[1])


def test_a_document_that_two_parts_have_is_named(tmp_path: Path) -> None:
    needs_cluster()
    archive = tmp_path / "archive"
    archive.mkdir()
    row = '{"id": "a1", "title": "Tin", "text": "Lưu Ninh tới.", "lang": "vi"}'
    parts = [Part(1, 2), Part(2, 2)]
    for number in range(8):
        (archive / f"{number}.jsonl").write_text(row, "utf-8")
    folders = [tmp_path / "1", tmp_path / "2"]

    def sums_of(folder: Path, part: Part) -> EvidenceSums:
        with run_on(folder, engine="opensearch") as run:
            return gather(run, Scope([archive], part=part), 1).sums

    sums = [sums_of(one, part) for one, part in zip(folders, parts, strict=True)]
    for one, part in zip(folders, parts, strict=True):
        with run_on(one, engine="opensearch") as run:
            scope = Scope([archive], part=part, others=sums)
            grow(run, scope, gazetteer.load(), Corrections(), 1)
    with pytest.raises(IndexMismatch, match=f"1 documents are in .*a1 in {folders[0]} and"):
        joined(folders, tmp_path / "joined")
