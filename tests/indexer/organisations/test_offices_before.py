"""Offices before Vietnamese names, with the bodies that these are of."""

from __future__ import annotations

from functools import cache

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.mention_groups import MentionGroup
from indexer.linking.mention import PERSON, Mention
from search.group_counts import titles_of
from synonyms.gazetteer import load


@cache
def annotator() -> Annotator:
    return Annotator(load())


def people(body: str) -> list[Mention]:
    mentions = annotator().annotation(Analysed.of(Document("d", "", body, "vi"))).mentions
    return [one for one in mentions if one.label == PERSON]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Công an"),
        ("Thứ trưởng Bộ GD&ĐT", "Thứ trưởng Bộ GD&ĐT"),
        ("Giám đốc Sở Y tế tỉnh Lạng Sơn", "Giám đốc Sở Y tế tỉnh Lạng Sơn"),
        ("Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
        ("Phó Chủ tịch thường trực Quốc hội", "Phó Chủ tịch thường trực Quốc hội"),
        ("Trưởng ban Tuyên giáo Trung ương", "Trưởng ban Tuyên giáo Trung ương"),
        # All offices of a list, one with a body that no list has among them.
        (
            "Tổng Bí thư, Chủ tịch nước, Bí thư Quân ủy T.Ư",
            "Tổng Bí thư, Chủ tịch nước, Bí thư Quân ủy T.Ư",
        ),
        ("Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao", "Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao"),
        # Two people; the office of somebody else; words between.
        ("Thủ tướng, Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Công an"),
        ("Bộ trưởng Bộ Công an yêu cầu", ""),
        ("các Bộ trưởng Bộ Công an", ""),
    ],
)
def test_an_office_before_a_name_has_its_body(before: str, title: str) -> None:
    (found,) = people(f"Sáng nay có mặt {before} Nguyễn Văn Hùng.")
    assert (found.surface, found.title) == ("Nguyễn Văn Hùng", title)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Bộ trưởng Tư pháp Mỹ", "Bộ trưởng Tư pháp Mỹ"),
        ("Giám đốc điều hành Apple", "Giám đốc điều hành Apple"),
        # A state alone is no body, but an embassy's two are.
        ("Thủ tướng Đức", "Thủ tướng"),
        ("Tổng thống Mỹ", "Tổng thống"),
        ("Phó Đại sứ Mỹ tại Nga", "Phó Đại sứ Mỹ tại Nga"),
    ],
)
def test_of_a_state_alone_an_office_is_not(before: str, title: str) -> None:
    (found,) = people(f"Sáng nay có mặt {before} Michael Robertson.")
    assert (found.surface, found.title) == ("Michael Robertson", title)


def test_an_office_does_not_reach_over_a_name() -> None:
    first, second = people("Có mặt Giám đốc Nguyễn Văn Hùng Sở Y tế Trần Thị Mai.")
    assert (first.title, second.title) == ("Giám đốc", "")


def test_what_stands_behind_a_name_stays_its_title() -> None:
    (found,) = people("Bộ trưởng Bộ Công an Nguyễn Văn Hùng, Ủy viên Bộ Chính trị, đến.")
    assert found.title == "Ủy viên Bộ Chính trị"


def test_a_comma_within_a_body_parts_no_offices() -> None:
    text = "Gặp Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch Nguyễn Văn Hùng."
    (found,) = people(text)
    (office,) = titles_of(MentionGroup("x", PERSON, "", "vi", "x", title=found.title))
    assert office.split() == "bộ trưởng bộ văn hóa, thể thao và du lịch".split()
