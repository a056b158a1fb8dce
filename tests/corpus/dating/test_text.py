"""Days of publication in texts: said, or guessed from the first sentences."""

from __future__ import annotations

import pytest

from corpus.date_origins import GUESSED, TEXT
from corpus.dating.text import date_in_text

LEAD = "Lãnh đạo tỉnh đã tiếp đoàn công tác của thành phố Bách Sắc sang thăm và làm việc. " * 3


def test_a_dateline_near_the_head_is_said() -> None:
    assert date_in_text("Hội đàm", f"18:55, 27/04/2022\n\nChiều 26.4, {LEAD}") == (
        "2022-04-27",
        TEXT,
    )
    assert date_in_text("", f"{LEAD}\n27/04/2022 18:55\n{LEAD}") == ("2022-04-27", TEXT)


def test_of_several_the_earliest_counts() -> None:
    # The clock of the site's header, the day of publication, the day of a change.
    head = "Thứ Hai, 05/01/2026 | 14:22\n27/04/2022 06:45\nCập nhật: 29/04/2022\n"
    assert date_in_text("Hội đàm", head + LEAD) == ("2022-04-27", TEXT)


def test_the_clock_above_a_menu_is_only_a_guess() -> None:
    menu = "\n".join(["Trang chủ", "Chính trị", "Xã hội", "Kinh tế", "Thể thao", "Hội đàm"])
    assert date_in_text("", f"Thứ hai, 05/01/2026 - 08:27\n{menu}\n{LEAD}") == (
        "2026-01-05",
        GUESSED,
    )


def test_dates_of_other_texts_below_are_not_of_this_one() -> None:
    below = "\nTin liên quan\nBế mạc hội nghị\n26/04/2022\n"
    assert date_in_text("Hội đàm", LEAD + below) == ("", "")
    assert date_in_text("Hội đàm", f"{LEAD}\n{LEAD}\nBế mạc hội nghị\n26/04/2022") == ("", "")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", "Trong chuyến thăm, ngày 28/2/2023, hai bên hội đàm."),
        ("Gặp gỡ đầu Xuân 2023", "– Sáng 28/2, Tỉnh ủy tổ chức."),
        ("", "Dự Gặp gỡ đầu xuân 2023, chiều 28/2, Đoàn đại biểu hội kiến."),
        ("", "BHG - Chiều 28.2, diễn ra Hội nghị năm 2023."),
        ("2023年春节见面会", "新华社北京2月28日电 双方会谈。"),
    ],
)
def test_a_day_in_the_first_sentences_is_guessed(title: str, body: str) -> None:
    assert date_in_text(title, body) == ("2023-02-28", GUESSED)


@pytest.mark.parametrize(
    "body",
    [
        "Tối 28/2, khai mạc Lễ hội pháo hoa quốc tế 2023, tiến tới năm 2025.",
        "Sáng 28/2, hội nghị năm 2023 diễn ra; mục tiêu giai đoạn 2021-2025 được bàn.",
        "Kỷ niệm 98 năm ngày ra báo (28/2/1925 – 28/2/2023), tối 28/2 lễ trao giải năm 2022.",
        "Ngày 20/5/1947, Bác Hồ về đây. Kỷ niệm (28/2/1890- 28/2/2023), tối 28/2 có lễ.",
        "2月28日,2023年上海合作组织峰会开幕。",
    ],
)
def test_a_guess_is_not_before_what_has_come_nor_of_a_goal(body: str) -> None:
    assert date_in_text("", body) == ("2023-02-28", GUESSED)


def test_the_year_of_the_address_completes_a_day() -> None:
    assert date_in_text("", "今天（2月28日），双方会谈。", "2023") == ("2023-02-28", GUESSED)
    assert date_in_text("", "今天（2月28日），双方会谈。") == ("", "")


@pytest.mark.parametrize(
    "body",
    [
        "Lễ hội diễn ra ngày 15/7 âm lịch năm 2023.",
        "Mùng 8 tháng Giêng năm 2023, chợ tình mở.",
        "Rằm tháng Bảy năm 2023, ngày 15/7, người dân đi chùa.",
        "农历2月28日，2023年的庙会开始。",
        "Ông sinh ngày 19/5/1953 tại Nghệ An.",
        "Ngày 28.6, Công an quận bắt nhóm tấn công lái xe Nguyễn Đình Tài (SN 1987).",
        "2月28日，1987年出生的他被捕。",
        "Từ ngày 28/2/2023, cửa khẩu mở lại.",
        "Sáng 28/2, so với năm 2022 và năm 2023, hàng hóa tăng.",
        "Ngày 31/2 năm 2023, hai bên hội đàm.",
        "Sáng 28/2, hội nghị diễn ra, hướng tới năm 2945.",
        # A goal, a qualification, a decade, something that was: not the year of the text.
        "Ngày 28/2, phát biểu tại hội nghị, ông nói từ nay đến năm 2020 sẽ khánh thành 200 km.",
        "Tối 28/2, đội thắng trận thứ hai của vòng loại U.23 châu Á 2018.",
        "Sáng 28/2, ông nói nước này vẫn làm như từ những năm 1990.",
        "Sáng 28/2, lò phản ứng chạy lại, nhiều người nhớ thảm họa năm 2011.",
        "Ngày 28/2, 20 ngư dân có tàu đóng theo Nghị định 67 /2014/NĐ-CP đã họp.",
        "今天(2月28日),工信部表示,2020年,全国增加值增长3%。",
        "截至今天(2月28日),全球确诊病例超1971万例。",
        # The text speaks of a later year as come.
        "Vụ tai nạn ngày 24/10/2016 làm 7 người chết. Năm 2017 chưa có vụ nào.",
        "Tối 28/2, lễ hội năm 2016 khai mạc. Đầu năm 2017, ban tổ chức công bố kết quả.",
        "Sau vụ tai nạn thương tâm chiều 23/9/2016, công an đã ra quân.",
    ],
)
def test_other_days_are_left_alone(body: str) -> None:
    assert date_in_text("", body) == ("", "")


def test_a_day_in_running_text_far_from_the_head_is_none() -> None:
    assert date_in_text("", f"{LEAD * 4}Ngày 28/2/2023, hai bên hội đàm.") == ("", "")


def test_a_paper_is_dated_under_its_text() -> None:
    assert date_in_text(
        "批复", "广西壮族自治区人民政府：\n同意。\n国务院\n二〇二三年二月二十八日"
    ) == (
        "2023-02-28",
        TEXT,
    )
