"""The evidence on people's names is a function of the documents in the index: of no order, no
repetition, no former text and no run that was killed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.engines import ENGINES
from indexer.index_errors import IndexDamaged, IndexLocked
from indexer.ner.evidence import known_people, text_cache
from indexer.ner.evidence.evidence_store import FILE, EvidenceStore
from indexer.ner.evidence.known_people import FILE as PEOPLE
from indexer.ner.evidence.known_people import People, gather
from indexer.ner.vietnamese import run_counts
from indexer.pipeline.evidence_pass import EvidenceRun, evidence_of, snapshot
from indexer.pipeline.indexing import add
from indexer.pipeline.reannotation import reannotate
from indexer.pipeline.removal import remove
from indexer.storage.fingerprint import data_folder
from indexer.storage.index_writer import run_on
from songngu.__main__ import main
from synonyms import gazetteer

NAMES = ["Lưu Ninh", "Trần Cương", "Đỗ Văn An", "Hoàng Thị Lan", "Celta Vigo"]
CHINESE = ["钱运录", "陈元刚", "苏林", "王毅", "刘宁"]


def document(number: int, turn: int = 0) -> Document:
    """A text of either language; the same for the same numbers."""
    chance = random.Random(number * 1000 + turn)
    if number % 3:
        said = ["Ông", "Chủ tịch", "đường", "Bà", "CLB"]
        body = " ".join(
            f"{chance.choice(said)} {chance.choice(NAMES)} nói với cán bộ." for _ in range(5)
        )
        return Document(f"d{number}", f"Tin {number}", body, "vi", "2023-01-01")
    body = "".join(
        f"第{chance.randrange(9)}天，副主席{chance.choice(CHINESE)}会见客人。" for _ in range(5)
    )
    return Document(f"d{number}", f"消息{number}", body, "zh", "2023-01-01")


DOCUMENTS = [document(number) for number in range(24)]


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def _small_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the sample is cut, and which texts are in it matters.
    for module in (run_counts, known_people, text_cache):
        monkeypatch.setattr(module, "SAMPLE", 600)


def indexed(
    folder: Path, documents: Iterable[Document], engine: str, killed_after: int | None = None
) -> None:
    """What ``songngu index`` does with these; a killed run stops so many documents later."""
    given = list(documents)
    annotator = Annotator(gazetteer.load())
    with (
        run_on(folder, engine=engine) as run,
        snapshot(run) as before,
        EvidenceStore.opened(run.data) as store,
    ):
        evidence = EvidenceRun(store, before)
        with store.changing():
            evidence.in_step()
            evidence.collect(given)
        reached = given if killed_after is None else given[:killed_after]
        if killed_after is not None:
            add(reached, run, annotator)  # One commit; then the process is gone.
            return
        with store.changing():
            add(evidence.passing(reached), run, annotator)
            with snapshot(run) as after:
                evidence.indexed(after)
                evidence.keep(evidence.people(run.data), run.data)


def now(folder: Path) -> People:
    return People.load(data_folder(folder))


def kept(folder: Path) -> Path:
    """The evidence as it is kept for those who ask the index."""
    return data_folder(folder) / PEOPLE


def test_order_and_division_into_runs_change_nothing(tmp_path: Path, engine: str) -> None:
    whole = gather(DOCUMENTS)
    for turn in range(3):
        shuffled = random.Random(turn).sample(DOCUMENTS, len(DOCUMENTS))
        folder = tmp_path / str(turn)
        for start in range(0, len(shuffled), 7 + turn):
            indexed(folder, shuffled[start : start + 7 + turn], engine)
        assert now(folder) == whole


def test_indexing_again_changes_nothing(tmp_path: Path, engine: str) -> None:
    indexed(tmp_path, DOCUMENTS, engine)
    first = kept(tmp_path).read_bytes()
    indexed(tmp_path, DOCUMENTS[5:9], engine)
    indexed(tmp_path, DOCUMENTS, engine)
    assert kept(tmp_path).read_bytes() == first


def test_a_changed_document_says_what_it_says_now_and_a_removed_one_nothing(
    tmp_path: Path, engine: str
) -> None:
    indexed(tmp_path, DOCUMENTS, engine)
    changed = [document(number, turn=1) for number in range(6)]
    indexed(tmp_path, changed, engine)
    assert now(tmp_path) == gather([*changed, *DOCUMENTS[6:]])
    remove(tmp_path, [one.id for one in DOCUMENTS[3:12]])
    left = [*changed[:3], *DOCUMENTS[12:]]
    assert now(tmp_path) == gather(left)
    remove(tmp_path, [one.id for one in left])
    assert now(tmp_path) == gather([])


@pytest.mark.parametrize("reached", [0, 5, 12])
def test_a_killed_run_leaves_nothing_behind_but_what_was_committed(
    tmp_path: Path, engine: str, reached: int
) -> None:
    indexed(tmp_path, DOCUMENTS[:12], engine)
    later = [document(number, turn=1) for number in range(6, 18)]
    indexed(tmp_path, later, engine, killed_after=reached)
    held_now = {one.id: one for one in (*DOCUMENTS[:12], *later[:reached])}
    with run_on(tmp_path) as run, run.reading() as reader:
        assert evidence_of(run.data, reader) == gather(held_now.values())
    indexed(tmp_path, later, engine)
    assert now(tmp_path) == gather({**held_now, **{one.id: one for one in later}}.values())


def test_gathering_anew_from_the_index_gives_exactly_the_same(tmp_path: Path, engine: str) -> None:
    indexed(tmp_path, reversed(DOCUMENTS), engine)
    indexed(tmp_path, [document(number, turn=2) for number in range(0, 24, 5)], engine)
    before = kept(tmp_path).read_bytes()
    reannotate(tmp_path, gazetteer.load(), gather_people=True)
    assert kept(tmp_path).read_bytes() == before


@pytest.mark.parametrize("gone", [FILE, PEOPLE])
def test_a_lost_file_of_evidence_is_made_again_from_the_index(
    tmp_path: Path, engine: str, gone: str
) -> None:
    indexed(tmp_path, DOCUMENTS, engine)
    before = now(tmp_path)
    (data_folder(tmp_path) / gone).unlink()
    reannotate(tmp_path, gazetteer.load())
    assert now(tmp_path) == before


def test_a_damaged_store_is_said_and_gathered_anew_when_asked(tmp_path: Path, engine: str) -> None:
    indexed(tmp_path, DOCUMENTS[:3], engine)
    before = now(tmp_path)
    (data_folder(tmp_path) / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(IndexDamaged, match=FILE):
        reannotate(tmp_path, gazetteer.load())
    reannotate(tmp_path, gazetteer.load(), gather_people=True)
    assert now(tmp_path) == before


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    def write() -> None:
        with EvidenceStore.opened(tmp_path) as store, store.changing():
            pass

    with EvidenceStore.opened(tmp_path) as one, one.changing(), pytest.raises(IndexLocked):
        write()
    write()


def test_a_text_that_is_known_is_not_gathered_again(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer.ner.evidence.document_evidence import DocumentEvidence, evidence_in
    from indexer.pipeline import evidence_pass, evidence_processes

    read: list[str] = []

    def counting(one: Document) -> DocumentEvidence:
        read.append(one.id)
        return evidence_in(one)

    # So few are read in this process.
    for module in (evidence_pass, evidence_processes):
        monkeypatch.setattr(module, "evidence_in", counting)
    indexed(tmp_path, DOCUMENTS, engine)
    assert len(read) == len(DOCUMENTS)
    moved = [replace(one, path="elsewhere", date="2024-01-01") for one in DOCUMENTS]
    indexed(tmp_path, [*moved, document(99)], engine)
    assert read[len(DOCUMENTS) :] == ["d99"]


def test_mentions_are_the_same_line_by_line_after_every_run(
    tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "known_people.jsonl"
    rows = [{"id": one.id, "title": one.title, "body": one.body} for one in DOCUMENTS]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    on = ("--index", str(tmp_path / "index"))
    seen = []
    for _ in range(3):
        assert main(["index", str(path), *on, "--engine", engine]) == 0
        capsys.readouterr()
        assert main(["mentions", "--all", *on]) == 0
        seen.append(capsys.readouterr().out)
    assert seen[0].count("\n") > len(DOCUMENTS)
    assert seen[0] == seen[1] == seen[2]


def test_only_what_changed_is_written_again(
    tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for one in DOCUMENTS:
        (folder / f"{one.id}.txt").write_text(f"{one.title}\n\n{one.body}", "utf-8")

    def counts() -> tuple[int, int, int]:
        on = ("--index", str(tmp_path / "index"), "--engine", engine)
        assert main(["index", str(folder), *on, "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        return report["documents"], report["unchanged"], sum(report["by_lang"].values())

    assert counts() == (24, 0, 24)
    assert counts() == (24, 24, 24)
    (folder / "d1.txt").write_text("Tin khác\n\nTrời nắng.", "utf-8")
    documents, unchanged, _ = counts()
    assert (documents, unchanged) == (24, 23)
    (folder / "d1.txt").write_text("Tin khác nữa\n\nTrời mưa.", "utf-8")
    assert counts()[0] == 24


def test_what_is_kept_already_is_not_written_again(tmp_path: Path, engine: str) -> None:
    # A server that watches the file would read all of it again.
    indexed(tmp_path, DOCUMENTS, engine)
    before = kept(tmp_path).stat()
    indexed(tmp_path, DOCUMENTS, engine)
    after = kept(tmp_path).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
