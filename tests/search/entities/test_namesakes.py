"""People of one name: told apart by what contradicts, never by what is merely not known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.concordance.mention_filter import MentionFilter
from search.entities.namesakes import Namesake
from search.entities.profile import ProfileRequest

NAME = "nguyễn anh đức"

OFFICER = "Thượng úy Nguyễn Anh Đức bắt giữ đối tượng. Ông Lê Hồ Việt nói."
OFFICER_TOO = "Đại tá Nguyễn Anh Đức họp. Ông Lê Hồ Việt nói."
MANAGER = "Giám đốc Nguyễn Anh Đức ký kết. Bà Trần Thị Lan cười."
ALONE = "Giám đốc Nguyễn Anh Đức ký kết."
BOTH = (
    "Giám đốc Nguyễn Anh Đức từng là lính. Khi đó Thượng úy Nguyễn Anh Đức ở đảo. Bà Vũ Thị Hoa kể."
)


def dossier_of(folder: Path, dated: Sequence[tuple[str, str]]) -> tuple[Namesake, ...]:
    documents = [Document(f"d{at}", "", text, "vi", day) for at, (day, text) in enumerate(dated)]
    build(documents, folder)
    return Archive(folder).profile(NAME, ProfileRequest()).namesakes


def test_offices_of_the_same_years_without_a_common_person_are_of_two(tmp_path: Path) -> None:
    found = dossier_of(
        tmp_path / "index",
        [("2021-03-01", OFFICER), ("2021-05-02", OFFICER), ("2021-04-01", MANAGER)],
    )
    assert [[office.vi for office in one.offices] for one in found] == [["Thượng úy"], ["Giám đốc"]]
    first, second = found
    assert (first.documents, first.first, first.last) == (2, "2021-03-01", "2021-05-02")
    assert [str(name) for _, name, _ in first.companions] == ["Lê Hồ Việt"]
    assert [str(name) for _, name, _ in second.companions] == ["Trần Thị Lan"]


@pytest.mark.parametrize(
    "dated",
    [
        # A document says that both offices are his.
        [("2021-03-01", OFFICER), ("2021-04-01", MANAGER), ("2021-05-01", BOTH)],
        # Years that follow each other are a career.
        [("2019-03-01", OFFICER), ("2021-04-01", MANAGER)],
        # Of whom nobody stands beside, nothing can be said.
        [("2021-03-01", OFFICER), ("2021-04-01", ALONE)],
        # A common companion joins.
        [("2021-03-01", OFFICER), ("2021-04-01", OFFICER_TOO)],
        # A day that is not known contradicts nothing.
        [("2021-03-01", OFFICER), ("", MANAGER)],
    ],
)
def test_what_may_be_one_person_is_one(tmp_path: Path, dated: list[tuple[str, str]]) -> None:
    assert dossier_of(tmp_path / "index", dated) == ()


def test_titles_that_begin_alike_are_of_one_office(tmp_path: Path) -> None:
    longer = MANAGER.replace("Giám đốc", "Giám đốc Công an tỉnh").replace("Trần", "Phạm")
    dated = [("2021-03-01", MANAGER), ("2021-04-01", longer)]
    assert dossier_of(tmp_path / "index", dated) == ()


def test_whom_the_gazetteer_knows_is_one(tmp_path: Path) -> None:
    texts = [text.replace("Nguyễn Anh Đức", "Lưu Ninh") for text in (OFFICER, MANAGER)]
    build(
        [Document(f"d{at}", "", text, "vi", "2021-03-01") for at, text in enumerate(texts)],
        tmp_path,
    )
    assert Archive(tmp_path).profile("liu-ning", ProfileRequest()).namesakes == ()


def test_the_mentions_of_one_office_can_be_listed(tmp_path: Path) -> None:
    dossier_of(tmp_path / "index", [("2021-03-01", OFFICER), ("2021-04-01", MANAGER)])
    asked = ProfileRequest(MentionFilter({"title": ("giám đốc",)}))
    found = Archive(tmp_path / "index").profile(NAME, asked)
    assert (found.total, [line.doc for line in found.lines]) == (1, ["d1"])
