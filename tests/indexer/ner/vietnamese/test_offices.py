"""Offices beside a Vietnamese name: where they end, and whose they are."""

from __future__ import annotations

import pytest

from indexer.analysis.tokens import Tokens, analyse
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.name_model import RulesAlone
from indexer.ner.vietnamese.recogniser import vietnamese_people
from indexer.ner.vietnamese.title_counts import TitleCounts


def by_rules(tokens: Tokens, evidence: TitleCounts) -> list[PersonName]:
    return vietnamese_people(tokens, evidence, model=RulesAlone())


@pytest.fixture
def evidence() -> TitleCounts:
    return TitleCounts()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tổng Bí thư, Chủ tịch nước Tô Lâm đến.", "Tổng Bí thư, Chủ tịch nước"),
        ("Phó Thủ tướng, Bộ trưởng Nguyễn Văn Hùng đến.", "Phó Thủ tướng, Bộ trưởng"),
        (
            "Bí thư Tỉnh ủy, Chủ tịch, Giám đốc Nguyễn Văn Hùng đến.",
            "Bí thư Tỉnh ủy, Chủ tịch, Giám đốc",
        ),
        # Two people.
        ("Có mặt Thủ tướng, Chủ tịch nước Tô Lâm.", "Chủ tịch nước"),
        ("Gặp Bí thư và Chủ tịch nước Tô Lâm.", "Chủ tịch nước"),
    ],
)
def test_who_has_two_offices_has_both(text: str, title: str, evidence: TitleCounts) -> None:
    (found,) = vietnamese_people(analyse(text), evidence)
    assert found.title == title


def test_the_title_is_kept(evidence: TitleCounts) -> None:
    (found,) = by_rules(analyse("Bí thư Khu ủy Lưu Ninh đến."), evidence)
    assert found.title == "Bí thư Khu ủy"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ông Lưu Ninh, giám đốc Cảng vụ cho biết nước lên.", "giám đốc Cảng vụ"),
        ("Ông Lưu Ninh, giám đốc Sở Y tế đã về.", "giám đốc Sở Y tế"),
        (
            "Ông Lưu Ninh, bộ trưởng Bộ Phát triển và Thông tin, về.",
            "bộ trưởng Bộ Phát triển và Thông tin",
        ),
        ("Ông Lưu Ninh, chủ tịch Ngân hàng gửi lẵng hoa.", "chủ tịch Ngân hàng"),
        ("Ông Lưu Ninh, chủ tịch Ngân hàng thăm đê.", "chủ tịch Ngân hàng"),
        ("Ông Lưu Ninh, giám đốc Sở thăm dò, về.", "giám đốc Sở thăm dò"),
    ],
)
def test_an_office_behind_a_name_ends_where_somebody_acts(
    text: str, title: str, evidence: TitleCounts
) -> None:
    (found,) = by_rules(analyse(text), evidence)
    assert found.title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Ông Lưu Ninh, Ủy viên Trung ương Đảng, Bí thư Khu ủy, đến.",
            "Ủy viên Trung ương Đảng, Bí thư Khu ủy",
        ),
        (
            "Ông Lưu Ninh, giám đốc Sở Y tế, Phó Chủ tịch tỉnh cho biết.",
            "giám đốc Sở Y tế, Phó Chủ tịch tỉnh",
        ),
        # The second is somebody else's, or no office.
        ("Ông Lưu Ninh, Bí thư Khu ủy, Chủ tịch Quốc hội Trần Thanh Mẫn đến.", "Bí thư Khu ủy"),
        ("Ông Lưu Ninh, Bí thư Khu ủy, Trần Thanh Mẫn, Chủ tịch Quốc hội đến.", "Bí thư Khu ủy"),
        ("Ông Lưu Ninh, Bí thư Khu ủy, đến.", "Bí thư Khu ủy"),
    ],
)
def test_all_offices_behind_a_name_are_its_bearers(
    text: str, title: str, evidence: TitleCounts
) -> None:
    first, *_ = by_rules(analyse(text), evidence)
    assert (first.surface, first.title) == ("Lưu Ninh", title)


def test_the_office_behind_a_name_is_no_reason_where_it_is_anothers(evidence: TitleCounts) -> None:
    first, second = by_rules(
        analyse("Có Tô Lâm, Bộ trưởng Bộ Quốc phòng Trần Thanh Mẫn gửi hoa."), evidence
    )
    assert (first.surface, first.reason) == ("Tô Lâm", "surname")
    (own,) = by_rules(analyse("Có Tô Lâm, Bộ trưởng Bộ Quốc phòng, gửi hoa."), evidence)
    assert own.reason == "title_after"
    assert second.surface == "Trần Thanh Mẫn"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ông Tô Lâm, chủ tịch Quốc hội Trần Thanh Mẫn và các lãnh đạo Đảng đến.", ""),
        ("Ông Tô Lâm, bộ trưởng Bộ Quốc phòng Ngô Xuân Lịch gửi lẵng hoa chúc mừng.", ""),
        # Whom a city is named for is nobody here.
        (
            "Ông Tô Lâm, bí thư Thành ủy thành phố Hồ Chí Minh, đến.",
            "bí thư Thành ủy thành phố Hồ Chí Minh",
        ),
    ],
)
def test_an_office_does_not_reach_over_another_persons_name(
    text: str, title: str, evidence: TitleCounts
) -> None:
    first, *_ = by_rules(analyse(text), evidence)
    assert (first.surface, first.title) == ("Tô Lâm", title)


def test_what_has_no_end_is_no_office(evidence: TitleCounts) -> None:
    long = " ".join(["thí điểm"] * 20)
    (found,) = by_rules(analyse(f"Ông Tô Lâm, giám đốc {long}."), evidence)
    assert found.title == ""
