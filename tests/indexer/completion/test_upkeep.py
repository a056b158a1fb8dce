"""The file of completions follows its index through every kind of run, on every engine."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.completion.prefix_file import FILE, PrefixFile
from indexer.completion.upkeep import BEHIND, Upkeep
from indexer.index_errors import IndexDamaged
from indexer.pipeline.indexing import build
from indexer.pipeline.reannotation import reannotate
from indexer.pipeline.removal import remove
from indexer.storage.checksums import damages_now
from indexer.storage.fingerprint import data_folder
from synonyms.gazetteer import load

DOCUMENTS = [
    Document("a", "Hội đàm Lạng Sơn", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi", "2023-01-01"),
    Document("b", "Hội nghị Cao Bằng", "Đèo Xa cao, đường xa.", "vi", "2023-01-02"),
    Document("c", "会见", "广西壮族自治区党委书记刘宁会见客人。", "zh", "2023-02-28"),
]


@pytest.fixture(params=["tantivy", "whoosh", "opensearch"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(engine: str, tmp_path: Path) -> Path:
    build(DOCUMENTS, tmp_path / "index", engine)
    return tmp_path / "index"


def opened(index: Path) -> PrefixFile:
    """The rows that are read now, in memory."""
    copy = sqlite3.connect(":memory:")
    with PrefixFile.reading(data_folder(index) / FILE) as file:
        file.database.backup(copy)
    return PrefixFile(copy)


def titles(index: Path) -> set[str]:
    return {one for one, _ in opened(index).database.execute("SELECT id, key FROM titles")}


def rows(index: Path) -> dict[str, list[object]]:
    """All that the file says exactly, whatever the numbers of its rows; words are an estimate."""
    database = opened(index).database
    return {
        "names": sorted(
            database.execute(
                "SELECT key, rank, kind, id, text FROM name_keys JOIN names ON number = name "
                "WHERE kind NOT IN ('term', 'word')"
            )
        ),
        **{
            table: sorted(
                database.execute(f"SELECT {table}.key, id FROM {table} JOIN titles ON number=title")
            )
            for table in ("title_keys", "title_words")
        },
    }


def names(index: Path, start: str) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in opened(index).names(start)]


def test_it_is_made_with_the_index(index: Path) -> None:
    assert titles(index) == {"a", "b", "c"}
    assert ("gate", "huu-nghi") in names(index, "hữu n")
    assert ("person", "liu-ning") in names(index, "~liun")
    assert damages_now(data_folder(index))[1] == []
    assert FILE in damages_now(data_folder(index))[0].files


def test_what_is_added_changed_and_removed_is_as_if_made_anew(index: Path, engine: str) -> None:
    changed = Document("b", "Đại hội Hà Giang", "Gặp ông Trần Cương ở Hà Giang.", "vi")
    added = Document("d", "友谊关", "友谊关口岸恢复通关。", "zh")
    build([changed, added], index, engine)
    anew = index.parent / "anew"
    build([DOCUMENTS[0], changed, DOCUMENTS[2], added], anew, engine)
    assert rows(index) == rows(anew)
    remove(index, ["b", "c", "no such"])
    # Names that nobody mentions now are left out when they are looked for.
    assert titles(index) == {"a", "d"}
    build([DOCUMENTS[0]], index, engine)
    build([DOCUMENTS[0], added], anew, engine, anew=True)
    assert rows(index) == rows(anew)


def test_nothing_is_written_where_nothing_has_changed(index: Path, engine: str) -> None:
    path = data_folder(index) / FILE
    before = path.stat()
    build([], index, engine)
    reannotate(index, load())  # Decides with the evidence that the build did not gather.
    before = path.stat()
    reannotate(index, load())
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_names_that_are_new_come_with_annotating(index: Path, tmp_path: Path) -> None:
    layer = tmp_path / "layer.tsv"
    layer.write_text("id\tkind\tvi\tzh\tprovince\ndeo-xa\tplace\tĐèo Xa\t远坡\tlang-son\n", "utf-8")
    assert ("place", "deo-xa") not in names(index, "đèo x")
    reannotate(index, load([layer]))
    assert ("place", "deo-xa") in names(index, "đèo x")
    reannotate(index, load())
    assert ("place", "deo-xa") not in names(index, "đèo x")


def test_an_index_of_before_is_completed_by_the_next_run(index: Path, engine: str) -> None:
    complete = rows(index)
    (data_folder(index) / FILE).unlink()
    build([DOCUMENTS[0]], index, engine)
    assert rows(index) == complete
    (data_folder(index) / FILE).unlink()
    reannotate(index, load())
    assert titles(index) == {"a", "b", "c"}


class Killed(Exception):
    pass


def test_titles_of_a_run_that_was_killed_come_with_the_next(
    index: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at the worst moment: the index has its documents, the file of completions not."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    changes = [
        Document("d", "Bản tin thứ tư", "Tin.", "vi"),
        Document("a", "Tựa khác", "Tin.", "vi"),
    ]
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Upkeep, "keep", killed)
        build(changes, index, engine)
    data = data_folder(index)
    assert titles(index) == {"a", "b", "c"}
    assert (data / BEHIND).exists()
    build([DOCUMENTS[1]], index, engine)
    assert titles(index) == {"a", "b", "c", "d"}
    assert opened(index).titles("tựa k") == [("a", "tựa khác")]
    assert opened(index).titles("hội đ") == []
    assert not (data / BEHIND).exists()
    assert [path.name for path in data.iterdir() if path.name.endswith(".part")] == []
    assert damages_now(data)[1] == []


def test_damage_is_found_before_a_run_writes_over_it(index: Path, engine: str) -> None:
    path = data_folder(index) / FILE
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexDamaged, match=FILE):
        build([DOCUMENTS[0]], index, engine)
