"""Each file is of one part, wherever the folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.formats.source_file import Source
from indexer.pipeline.archive_part import Part


def source(root: Path, name: str) -> Source:
    return Source(root / name, str(root / name), root=root)


def test_every_file_is_of_one_part_whatever_the_folder_is_called() -> None:
    parts = [Part(number, 4) for number in range(1, 5)]
    taken: dict[str, set[str]] = {part.name: set() for part in parts}
    for name in (f"{year}/tin-{number}.txt" for year in range(20) for number in range(20)):
        found = [part for part in parts if part.has(source(Path("/mnt/archive"), name))]
        assert len(found) == 1
        assert found == [part for part in parts if part.has(source(Path("/data/b"), name))]
        taken[found[0].name].add(name)
    assert all(70 < len(names) < 130 for names in taken.values())


def test_a_part_is_written_and_read() -> None:
    assert Part.of("2/4") == Part(2, 4)
    assert Part(2, 4).name == "2/4"
    assert Part(2, 3).others() == ["1/3", "3/3"]


@pytest.mark.parametrize("text", ["", "2", "0/4", "5/4", "1/1001", "2/4/5", "a/4", "-1/4", "２/４"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no part"):
        Part.of(text)
