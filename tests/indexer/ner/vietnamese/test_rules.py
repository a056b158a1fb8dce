"""The rules for full names and for parts of names: the first that does not pass decides."""

from __future__ import annotations

import pytest

from indexer.analysis.tokens import analyse
from indexer.ner.vietnamese.capitalised_runs import runs
from indexer.ner.vietnamese.rules import FULL_NAME_RULES, PART_RULES, never_a_name, title_before
from indexer.ner.vietnamese.run_candidate import NO_NAME, RunCandidate, decided_by
from indexer.ner.vietnamese.title_counts import TitleCounts

ARCHIVE = TitleCounts(
    person={("lê", "lợi"): 3, ("khâu", "lợi"): 1},
    other={("celta", "vigo"): 3, ("trần", "phú"): 9},
)


def candidate(text: str, at: int = 0) -> RunCandidate:
    tokens = analyse(text)
    return RunCandidate(list(runs(tokens))[at], tokens, ARCHIVE)


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("Lễ ở Trần Đại Quang.", 1, "surname"),
        ("gặp ông Donald Trump.", 0, "title_before"),
        ("gặp Hà Nhật Lệ, Tỉnh ủy viên.", 0, "title_after"),
        ("Ảnh: Thu Hằng", 1, "credit"),
        ("Hội nghị đã kết thúc. Thanh Vân", 1, "byline"),
        ("gặp Angela Merkel.", 0, "first_name"),
        ("gặp Park Hang Seo.", 0, "surname"),
        ("dự Khâu Lợi.", 0, "archive"),
        ("cùng Hà Thị Khiết.", 0, "surname"),
        # HĐND tỉnh: of provinces the gazetteer has every one.
        ("qua tỉnh Hoàng Văn Vịnh.", 0, "surname"),
        # What an earlier rule refuses no later one takes.
        ("qua đường Nguyễn Văn Cừ.", 0, NO_NAME),
        ("qua đường Lê Lợi.", 0, "surname"),
        ("gặp UBND TP.", 0, NO_NAME),
        ("gặp Công Hoa Sen.", 0, NO_NAME),
        ("dự Trần Phú.", 0, NO_NAME),
        ("thắng Celta Vigo.", 0, NO_NAME),
        ("gặp Lan.", 0, NO_NAME),
        ("ông Phó Chủ Tịch.", 0, NO_NAME),
    ],
)
def test_full_names(text: str, at: int, reason: str) -> None:
    assert decided_by(FULL_NAME_RULES, candidate(text, at)) == reason


@pytest.mark.parametrize(
    ("text", "whole", "reason"),
    [
        ("gặp ông Hùng.", False, "title_before"),
        ("gặp Hùng.", True, "part_of_name"),
        ("gặp Hùng.", False, NO_NAME),
        ("qua phố Hùng.", True, NO_NAME),
        ("gặp Trường.", False, NO_NAME),
        ("gặp anh Trường.", False, "title_before"),
        ("gặp Trường.", True, "part_of_name"),
        ("gặp M.U.", True, NO_NAME),
        ("gặp Phó.", True, NO_NAME),
    ],
)
def test_parts_of_names(text: str, whole: bool, reason: str) -> None:
    found = candidate(text)
    if whole:
        found = RunCandidate(found.run, found.tokens, ARCHIVE, found.run)
    assert decided_by(PART_RULES, found) == reason


def test_the_order_decides() -> None:
    found = candidate("đồng chí Phó Chủ Tịch")
    assert decided_by([never_a_name, title_before], found) == NO_NAME
    assert decided_by([title_before, never_a_name], found) == "title_before"
