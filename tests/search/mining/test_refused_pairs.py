"""What a user has refused is not proposed again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.mining.gathered_names import GatheredNames
from search.mining.proposal_file import PROPOSED, tsv
from search.mining.proposals import FOREIGN, IRREGULAR, REGULAR
from search.mining.refused_pairs import REFUSED, read_refused
from synonyms import gazetteer
from synonyms.gazetteer_check import check
from synonyms.gazetteer_rows import GazetteerError
from tests.search.mining.made_archives import (
    SOME,
    archive_of,
    foreign_archive,
    named,
    proposed,
)

READ = archive_of(
    {"Hoàng Đình Khải": SOME, "Lê Quang Trung": SOME, "Vương Nguyên Hoàn": SOME},
    {"黄庭恩": SOME, "黎光忠": SOME, "黎光中": SOME, "王元": SOME},
)
FOREIGN_ONES = foreign_archive(
    {"Donald Trump": SOME, "Tom Homan": SOME}, {"特朗普": SOME, "汤姆·霍曼": SOME}
)
NAMES = GatheredNames(READ.read, FOREIGN_ONES.foreign)
"""Two irregular pairs, one Vietnamese name with two regular Chinese ones, two foreign pairs."""


def test_all_that_the_law_is_about_is_proposed() -> None:
    headings = [heading for heading, _, _ in named(proposed(NAMES))]
    assert sorted(headings) == [FOREIGN] * 2 + [IRREGULAR] * 2 + [REGULAR] * 2


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 4)))
def test_a_refused_pair_never_comes_back_and_all_others_do(refused: set[int]) -> None:
    found = proposed(NAMES)
    rows = 0
    lines = []
    for line in tsv(found, NAMES, 3):
        lines.append(line.replace(PROPOSED, REFUSED) if rows in refused else line)
        rows += line.startswith(PROPOSED)
    assert rows == len(found) == 5
    # As the file stands: a proposal a row, in the order of the file.
    order = [one for one in lines if one.startswith((PROPOSED, REFUSED))]
    with TemporaryDirectory() as folder:
        file = Path(folder, "own.tsv")
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        assert check([file]) == []
        again = proposed(NAMES, refused=read_refused([Path(folder)]))
    kept = {line.split("\t")[2] for line in order if line.startswith(PROPOSED)}
    assert {one.best.vi.form for one in again} == kept
    assert named(again) <= named(found)


def test_one_of_several_chinese_names_may_be_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("id\tkind\tvi\tzh\n#- x\tperson\tLê Quang Trung\t黎光中\n", "utf-8")
    again = named(proposed(READ, refused=read_refused([file])))
    assert (REGULAR, "Lê Quang Trung", "黎光忠") in again
    assert (REGULAR, "Lê Quang Trung", "黎光中") not in again


@pytest.mark.parametrize(
    ("column", "names", "heading"),
    [("vi", "Hoàng Đình Khải", IRREGULAR), ("zh", "黄庭恩", IRREGULAR), ("zh", "特朗普", FOREIGN)],
)
def test_a_row_without_one_name_is_refused_by_its_id(
    column: str, names: str, heading: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"id\tkind\t{column}\nsomebody\tperson\t{names}\n", "utf-8")
    known = gazetteer.load([own])
    known = gazetteer.Gazetteer({"somebody": known.entities["somebody"]}, "")
    before = [one for one in proposed(NAMES, known) if one.known is not None]
    assert [(one.id, one.heading) for one in before] == [("somebody", heading)]
    (row,) = [line for line in tsv(before, NAMES, 3) if line.startswith(PROPOSED)]
    assert "" in row.split("\t")
    refused = tmp_path / "refused.tsv"
    refused.write_text(f"id\tkind\tvi\tzh\n{row.replace(PROPOSED, REFUSED)}\n", "utf-8")
    after = proposed(NAMES, known, read_refused([tmp_path]))
    assert named(after) == named(proposed(NAMES, known)) - named(before)


def test_a_line_without_a_tab_is_a_comment(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("#- these are mine\nid\tkind\tvi\tzh\n", "utf-8")
    assert named(proposed(NAMES, refused=read_refused([file]))) == named(proposed(NAMES))


def test_a_refused_line_that_is_no_row_is_told(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("id\tkind\tvi\tzh\n#- x\tsomething\tA B\t甲乙\n", "utf-8")
    with pytest.raises(GazetteerError, match=r"own\.tsv:2: unknown kind"):
        read_refused([file])
