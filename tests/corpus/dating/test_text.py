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
