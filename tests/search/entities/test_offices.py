"""Offices by year: both languages beside each other, dates, what is none."""

from __future__ import annotations

from indexer import fields
from indexer.annotation.mention_groups import MentionGroup
from indexer.linking.mention import PERSON
from search.concordance.mention_filter import MentionFilter
from search.entities.offices import Office, YearOffices, offices_by_year
from search.group_counts import GroupCount, titles


def count(year: str, lang: str, title: str, mentions: int, *dates: str) -> GroupCount:
    group = MentionGroup("x", PERSON, year, lang, "Lưu Ninh", "", title)
    first, last = (dates or ("", ""))[0], (dates or ("", ""))[-1]
    return GroupCount("value", group, mentions, first, last)


def test_a_year_has_both_languages_in_one_row() -> None:
    found = offices_by_year(
        [
            count("2023", "vi", "Bí thư Tỉnh ủy", 2, "2023-02-01", "2023-05-01"),
            count("2023", "vi", "bí thư Tỉnh ủy", 3, "2023-01-28"),
            count("2023", "zh", "省委书记", 4, "2023-06-02"),
            count("2023", "zh", "外长", 1, "2023-03-01"),
            count("2023", "vi", "Đồng chí", 9, "2023-12-31"),
            count("2021", "zh", "省委书记", 1, "2021-03"),
            count(fields.UNKNOWN, "vi", "chủ tịch nước", 1),
        ]
    )
    assert found == (
        YearOffices("2021", (Office("", "省委书记", 1),), "2021-03", "2021-03"),
        YearOffices(
            "2023",
            (Office("bí thư Tỉnh ủy", "省委书记", 9), Office("", "外长", 1)),
            "2023-01-28",
            "2023-06-02",
        ),
        YearOffices(fields.UNKNOWN, (Office("chủ tịch nước", "", 1),), "", ""),
    )


def test_words_of_one_office_are_one_in_whatever_order_they_come() -> None:
    counts = [
        count("2020", "zh", "外交部长", 2),
        count("2020", "vi", "ngoại trưởng", 1),
        count("2020", "zh", "外长", 5),
        count("2020", "vi", "bộ trưởng Ngoại giao", 3),
    ]
    expected = (Office("bộ trưởng Ngoại giao", "外长", 11),)
    assert offices_by_year(counts)[0].offices == expected
    assert offices_by_year(counts[::-1])[0].offices == expected


def test_without_offices_there_are_no_years() -> None:
    assert offices_by_year([count("2020", "vi", "", 3), count("2020", "zh", "同志", 3)]) == ()


def test_a_mention_with_two_offices_is_of_both() -> None:
    counts = [
        count("2025", "vi", "Tổng Bí thư, Chủ tịch nước", 3, "2025-01-02"),
        count("2025", "vi", "chủ tịch nước", 1, "2025-03-01"),
        count("2025", "zh", "中共中央总书记、国家主席", 2, "2025-02-01"),
    ]
    (year,) = offices_by_year(counts)
    found = {(one.vi, one.zh): one.mentions for one in year.offices}
    assert sum(found.values()) == 3 * 2 + 1 + 2 * 2
    assert found["Chủ tịch nước", "国家主席"] == 6
    assert list(titles(counts)) == ["Chủ tịch nước", "Tổng Bí thư", "中共中央总书记", "国家主席"]


def test_an_office_is_one_whatever_its_capitals_and_shown_as_most_mentions_write_it() -> None:
    counts = [
        count("2023", "vi", "Tổng Bí thư", 5),
        count("2023", "vi", "tổng Bí thư", 2),
        count("2023", "vi", "Bí thư Khu ủy khu tự trị", 3),
        count("2023", "vi", "bí thư Khu ủy Khu tự trị", 2),
        count("2023", "vi", "bí thư Khu ủy khu tự trị", 2),
        count("2023", "vi", "bí thư Khu uỷ khu tự trị", 1),
        count("2023", "vi", "ủy viên bộ Chính trị", 1),
        count("2023", "vi", "Ủy viên Bộ Chính trị", 1),
    ]
    (year,) = offices_by_year(counts)
    assert [(one.vi, one.mentions) for one in year.offices] == [
        ("Bí thư Khu ủy khu tự trị", 8),
        ("Tổng Bí thư", 7),
        ("ủy viên bộ Chính trị", 2),  # Of equals that with fewer capitals.
    ]
    assert {title: one.mentions for title, one in titles(counts).items()} == {
        "Tổng Bí thư": 7,
        "Bí thư Khu ủy khu tự trị": 7,
        "bí thư Khu uỷ khu tự trị": 1,
        "ủy viên bộ Chính trị": 2,
    }
    # Addresses of before, and those in other capitals, ask for all of them.
    wanted = MentionFilter({"title": ("tổng Bí thư",)})
    assert [one.mentions for one in wanted.taken(counts)] == [5, 2]
