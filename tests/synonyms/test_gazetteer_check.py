"""The check of gazetteer files: every problem with its file and line, and nothing else.

One bad line of each kind stands in test_gazetteer.py; here are whole files, several files, lines
that are right though they look wrong, and lines drawn at random.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synonyms.gazetteer import load
from synonyms.gazetteer_check import Problem, check
from synonyms.gazetteer_rows import GazetteerError

HEADER = "id\tkind\tvi\tzh\tlatin\trelated\tpair"
GOOD = "ok\tplace\tNăm Sáu\t五六"


def written(folder: Path, *lines: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_bytes("\n".join((HEADER, *lines, "")).encode())
    return path


def found(*paths: Path) -> list[tuple[str, int]]:
    return [(Path(one.path).name, one.line) for one in check(paths)]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (HEADER.encode("utf-16"), 0, "not UTF-8"),
        ("id\tkind\tvi\nx\tplace\tđ\n".encode("cp1258"), 0, "not UTF-8"),
        (b"kind\tvi\nplace\tHai Ba\n", 1, "id among them"),
        (b"", 1, "id among them"),
        (b"# only\n\n# comments\n", 1, "id among them"),
        (b"# first\n\nid\tkind\tvi\tvi\n", 3, "two columns of one name"),
    ],
)
def test_a_file_that_is_no_table_is_one_problem(
    tmp_path: Path, data: bytes, line: int, said: str
) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(data)
    (problem,) = check([path])
    assert (problem.path, problem.line) == (str(path), line)
    assert said in problem.message


def test_a_bad_file_does_not_hide_the_problems_of_the_next(tmp_path: Path) -> None:
    bad = tmp_path / "a.tsv"
    bad.write_bytes(b"\xff")
    written(tmp_path, GOOD, "x\tplace", name="b.tsv")
    assert found(tmp_path) == [("a.tsv", 0), ("b.tsv", 3)]


def test_a_bad_line_does_not_hide_the_problems_of_the_next(tmp_path: Path) -> None:
    path = written(tmp_path, "x\tvillage\tHai Ba", GOOD, "\tplace\tBa Bốn", "y\tplace")
    assert found(path) == [("own.tsv", 2), ("own.tsv", 4), ("own.tsv", 5)]


def test_every_problem_of_one_line_is_named(tmp_path: Path) -> None:
    said = [one.message for one in check([written(tmp_path, "x\tplace\tHai  Ba\t劉\t\t")])]
    assert len(said) == 3
    assert "'Hai  Ba' has double spaces" in said[0]
    assert "'劉' has a traditional character" in said[1]
    assert "'劉' is one character" in said[2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("\tplace\tHai Ba", "no id"),
        ("x\tplace\tHai  Ba", "double spaces"),
        ("x\tplace\t\t\t\tHai  Ba", "double spaces"),
        ("x\tplace\tＨai Ba", "fullwidth"),
        ("x\tplace\t\t\t\t劉寧", "traditional"),
        ("x\tplace\tHai [odd]", "unknown flag odd; known: ambiguous, capital"),
        ("x\tplace\tHai | | Ba", "not a name: ''"),
        ("x\tplace\tHai [old] Ba", "not a name"),
        ("x\tplace\tHai Ba\t一二\t\t\tp\tmore", "8 cells for 7 columns"),
        ("# Ha\u0300", "not in NFC"),
    ],
)
def test_a_bad_line_is_named_with_its_reason(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, GOOD, line)
    (problem,) = check([path])
    assert (problem.path, problem.line) == (str(path), 3)
    assert said in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "x\tplace\t\t中 [unsearched]",
        "x\tplace\tHai Ba\t\t\t中",  # related: offered, never searched
        "x\tplace\t\t中 [mistaken: a part]",
        "x\tplace\t\t乾隆路 [hant]",  # simplified it would be 干隆
        "x\tplace\tHai Ba [old ambiguous: until 1945; (so said)] | Bốn Năm",
        "x\tremove",
        "mong-cai\t\tMang Nhai",  # a layer over ours
        "# a comment with  double spaces and 劉",
        "   ",
    ],
)
def test_a_line_in_order_is_no_problem(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, GOOD, line)
    assert check([path]) == []
    load([path])


def test_an_id_of_another_file_is_named_with_where_it_stood_first(tmp_path: Path) -> None:
    first = written(tmp_path, "# first", GOOD, name="a.tsv")
    second = written(tmp_path, GOOD, name="b.tsv")
    assert check([first, second]) == [Problem(str(second), 2, f"ok stands also in {first}:3")]


def test_a_third_gate_of_a_pair_is_found_across_files(tmp_path: Path) -> None:
    first = written(tmp_path, *(f"g{at}\tgate\tCửa {at}\t\t\t\tp" for at in (1, 2)), name="a.tsv")
    assert check([first]) == []
    second = written(tmp_path, "g3\tgate\tCửa 3\t\t\t\tp", name="b.tsv")
    assert check([first, second]) == [Problem(str(second), 2, "a third gate of pair p")]


def test_a_folder_is_its_tsv_files_by_name(tmp_path: Path) -> None:
    for name in ("b.tsv", "a.tsv", "c.txt"):
        written(tmp_path, f"{name[0]}\tplace", name=name)
    assert found(tmp_path) == [("a.tsv", 2), ("b.tsv", 2)]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no such file or folder"):
        check([tmp_path / "none.tsv"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_do_not_shift_lines(
    tmp_path: Path, end: str, mark: str
) -> None:
    path = tmp_path / "own.tsv"
    # A line separator inside a cell ends no line of the file, but is no space of a name.
    lines = (HEADER, "", "y\tplace\tBa\u2028Bốn", "x\tplace\tHa\u0300 Ba", "z\tplace")
    path.write_bytes((mark + end.join(lines)).encode())
    assert found(path) == [("own.tsv", 3), ("own.tsv", 4), ("own.tsv", 5)]


CELLS = st.sampled_from(["", "x", "ok", "place", "village", "Hai Ba", "Hai  Ba", "劉寧", "[", "a|"])
LINES = st.lists(CELLS, min_size=1, max_size=8).map("\t".join)


@given(st.lists(LINES, max_size=6))
def test_a_problem_lies_on_its_own_line_whatever_stands_around_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("check")
    alone = found(written(folder, *lines))
    apart = [line for spaced in lines for line in ("# comment", "", spaced)]
    assert found(written(folder, *apart)) == [(name, 3 * at - 2) for name, at in alone]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody-known\t\tNăm Sáu", "its kind is needed"),
        ("x\tplace\tNăm\u00a0Sáu", "not the usual one"),
        ("x\tplace\tNăm Sáu\t五\u3000六", "not the usual one"),
        ("x\tplace\tTàu", "is one syllable"),
    ],
)
def test_names_that_would_never_match_or_match_too_much_are_said(
    tmp_path: Path, line: str, said: str
) -> None:
    (problem,) = check([written(tmp_path, line)])
    assert said in problem.message


@pytest.mark.parametrize("line", ["x\tplace\tHuế [capital]", "x\tplace\tNăm Sáu\t二〇〇"])
def test_names_that_are_marked_or_right_are_not(tmp_path: Path, line: str) -> None:
    assert check([written(tmp_path, line)]) == []


def test_what_the_check_passes_can_be_loaded(tmp_path: Path) -> None:
    good = written(tmp_path, GOOD, "huu-nghi\t\tẢi Hữu")
    assert check([good]) == []
    assert load([good]).entities["ok"].names
