"""Days in addresses and paths, and numbers that look like days."""

from __future__ import annotations

import pytest

from corpus.dating.addresses import date_in_path, date_in_url, day_of_number, year_in_address


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.vn/2023/02/28/hoi-dam.html", "2023-02-28"),
        ("http://www.news.cn/politics/2023-02/28/c_1129403.htm", "2023-02-28"),
        ("http://gx.people.com.cn/n2/2023/0228/c179430-1.html", "2023-02-28"),
        ("http://www.gov.cn/xw/202302/t20230228_574.htm", "2023-02-28"),
        ("https://a.cn/20230228/x.html", "2023-02-28"),
        ("https://difang.gmw.cn/gx/2023-02/28/content_37.htm", "2023-02-28"),
        ("https://a.vn/2023/02/hoi-dam.html", "2023-02"),
        ("https://a.vn/tin-9999/99/99/x.html", ""),
        ("https://vnexpress.net/hoi-dam-4937605.html", ""),
        ("https://a.vn/x.html?d=/2023/02/28/", ""),
        ("https://a.vn/2999/02/28/", ""),
        ("https://a.vn/1910/02/28/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_day_of_an_address(url: str, day: str) -> None:
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://dantri.com.vn/a/vinamilk-20201001163534963.htm", "2020-10-01"),
        ("https://thanhnien.vn/a-185250811194822081.htm", "2025-08-11"),
        ("https://tuoitre.vn/a-100260822001743834.htm", "2026-08-22"),
        ("https://a.vn/a-12345678901234567.htm", ""),
        ("https://a.vn/2023/02/28/a.html", ""),
    ],
)
def test_a_number_that_is_a_time_is_told_apart(url: str, day: str) -> None:
    assert (day_of_number(url), date_in_url(url)[:0]) == (day, "")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("bao/vi-2023-02-28-hoi-dam.md", "2023-02-28"),
        ("bao/20230228.txt", "2023-02-28"),
        ("bao/28-02-2023 Hội đàm.docx", "2023-02-28"),
        ("bao/hoi dam 28.2.2023.docx", "2023-02-28"),
        ("bao/2023/02/28/a.txt", "2023-02-28"),
        ("bao/2023-02-28/a.txt", "2023-02-28"),
        ("bao/2023/02/a.txt", "2023-02"),
        ("backup-2024-05-01/a.txt", ""),
        ("bao/IMG_20230228_101112.jpg", ""),
        ("bao/20230228_101112.jpg", ""),
        ("bao/000_71d6f33e3fb05902.txt", ""),
        ("bao/2023/a.txt", ""),
        ("a.txt", ""),
        ("", ""),
    ],
)
def test_the_day_of_a_path(path: str, day: str) -> None:
    assert date_in_path(path) == day


def test_the_year_of_an_address_or_path_is_the_only_one() -> None:
    assert year_in_address("https://a.vn/2023/x.html", "") == "2023"
    assert year_in_address("", "bao/2023/x.txt") == "2023"
    assert year_in_address("", "bao/2022/2023/x.txt") == ""
