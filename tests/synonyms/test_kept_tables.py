"""Tables that are kept: made once, made anew when anything changes, never trusted when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from synonyms import kept_tables, readings
from synonyms.kept_tables import ENDING, kept_table

TIMES: list[str] = []


def made() -> dict[str, tuple[str, ...]]:
    TIMES.append("made")
    return {"刘": ("lưu", "liu"), "宁": ("ninh",)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    TIMES.clear()
    found = tmp_path / "tables"
    monkeypatch.setattr(kept_tables, "FOLDER", found)
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    found = tmp_path / "names.tsv"
    found.write_text("刘\tlưu\n", "utf-8")
    return found


def test_a_table_is_made_once_and_is_the_same_when_read(data: Path) -> None:
    first = kept_table("names", made, [data])
    assert kept_table("names", made, [data]) == first == {"刘": ("lưu", "liu"), "宁": ("ninh",)}
    assert TIMES == ["made"]


def test_with_other_data_it_is_made_anew_and_the_old_one_goes(folder: Path, data: Path) -> None:
    kept_table("names", made, [data])
    kept_table("others", made, [data])
    before = set(folder.iterdir())
    data.write_text("刘\tliu\n", "utf-8")
    kept_table("names", made, [data])
    assert TIMES == ["made"] * 3
    assert len(folder_now := set(folder.iterdir())) == 2
    assert {path.name.split(".")[0] for path in folder_now & before} == {"others"}


def test_with_other_code_it_is_made_anew(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn, code in enumerate(("A = 1\n", "A = 2\n", "A = 2\n")):
        package = tmp_path / f"code{turn}"
        package.mkdir()
        (package / "one.py").write_text(code)
        monkeypatch.setattr(kept_tables, "_BELOW", (package,))
        kept_table("names", made, [data])
    assert TIMES == ["made"] * 2


def test_a_damaged_table_is_made_anew(folder: Path, data: Path) -> None:
    kept_table("names", made, [data])
    (path,) = folder.glob(f"*{ENDING}")
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:20] + b"\xff" + whole[21:]):
        path.write_bytes(damaged)
        assert kept_table("names", made, [data]) == made()
        assert path.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_made_each_time(folder: Path, data: Path) -> None:
    folder.write_text("a file, where a folder would be made")
    assert kept_table("names", made, [data]) == kept_table("names", made, [data])
    assert TIMES == ["made"] * 2


def test_what_is_kept_says_what_the_table_says() -> None:
    assert kept_table("readings", readings._tables, [readings._FILE]) == readings._tables()
    assert readings.readings_of("宁")[0].syllable == "ninh"
