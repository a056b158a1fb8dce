"""Lines that say when a text was published, and lines that only name a day."""

from __future__ import annotations

import pytest

from corpus.dating.datelines import dateline, signature_date, wire_date


@pytest.mark.parametrize(
    "line",
    [
        "18:55, 28/02/2023",
        "Thứ Ba, 28/02/2023 - 18:55",
        "Thứ ba, ngày 28/2/2023 | 09:12 GMT+7",
        "28-02-2023, 20:25 (GMT+7)",
        "28.2.2023",
        "Cập nhật lúc 09:12, thứ Ba, 28/02/2023",
        "Ngày đăng: 28/02/2023",
        "Ngày 28 tháng 2 năm 2023 lúc 10:20",
        "Vũ Giang - 28/02/2023 08:15",
        "28/02/2023 08:15 | 1.234 lượt xem | Nguồn: Báo Cao Bằng",
        "Hà Nội, ngày 28 tháng 02 năm 2023",
        "Số: 12/QĐ-UBND      Lạng Sơn, ngày 28 tháng 02 năm 2023",
        "2023-02-28 10:00",
        "2023年2月28日",
        "2023年02月28日08:21 | 来源：人民网－人民日报",
        "发布时间：2023-02-28 09:30  来源：凭祥市外事办  作者：李明  字号：[大 中 小]",
        "（2023年2月28日）",
        "二〇二三年二月二十八日",
        "February 28, 2023 10:00 AM",
    ],
)
def test_a_dateline_gives_its_day(line: str) -> None:
    assert dateline(line) == "2023-02-28"


@pytest.mark.parametrize(
    "line",
    [
        "Lúc 10:30 ngày 28/2/2023, xe khách lật tại đèo Tài Hồ Sìn",
        "Hội đàm ngày 28/2/2023 tại Nam Ninh",
        "2023年2月28日，双方举行会谈",
        "Quyết định 12 ngày 28/2/2023 của Ủy ban nhân dân tỉnh",
        "Ngày 28/2 âm lịch năm 2023",
        "30/2/2023",
        "28/2/2999",
        "Sinh ngày 28 tháng 2 năm 1953",
        "Chiều 28.2",
        "1.2.3 Phạm vi",
        "",
    ],
)
def test_a_line_that_says_more_or_less_is_none(line: str) -> None:
    assert dateline(line) == ""


@pytest.mark.parametrize(
    "paragraph",
    [
        "新华社北京2023年2月28日电（记者李明）国家主席",
        "本报讯（2023年2月28日 记者李明）昨日",
        "Hà Nội (TTXVN) ngày 28/2/2023 - Chủ tịch nước",
    ],
)
def test_an_agency_begins_with_the_day(paragraph: str) -> None:
    assert wire_date(paragraph) == "2023-02-28"


@pytest.mark.parametrize("paragraph", ["新华社北京2月28日电", "双方于2023年2月28日会谈", ""])
def test_other_paragraphs_do_not(paragraph: str) -> None:
    assert wire_date(paragraph) == ""


def test_only_a_line_with_nothing_else_signs_a_paper() -> None:
    assert signature_date("二〇二三年二月二十八日") == "2023-02-28"
    # As in lists of other news under a page.
    assert signature_date("28/02/2023") == ""
    assert signature_date("云南日报 2023年2月28日") == ""
