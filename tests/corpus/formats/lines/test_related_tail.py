"""What hangs under saved articles is left out, and nothing of an article is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.lines.related_tail import without_tail

STORY = "Hai bên đã hội đàm tại cửa khẩu Hữu Nghị.\n\nCuộc gặp kéo dài hai giờ."
HEADLINES = "Lạng Sơn đón đoàn Quảng Tây\nCửa khẩu Tân Thanh thông xe trở lại\n"
STAMPED = (
    "Lạng Sơn đón đoàn Quảng Tây (27/04/2022)\n"
    "Cửa khẩu Tân Thanh thông xe trở lại (26/04/2022)\n"
    "Hội chợ biên giới khai mạc - 25/4/2022\n"
)
ALTERNATING = (
    "Lạng Sơn đón đoàn Quảng Tây\n27/04/2022\n"
    "Cửa khẩu Tân Thanh thông xe trở lại\nSáng 26.4, xe đầu tiên qua cửa khẩu. Hàng là dưa hấu.\n"
    "26/04/2022 08:15\n"
    "Hội chợ biên giới khai mạc\n18:55, 25/04/2022\n"
)


@pytest.mark.parametrize(
    "tail",
    [
        f"Tin liên quan\n{HEADLINES}",
        f"TIN LIÊN QUAN:\n{HEADLINES}",
        f"Ý kiến bạn đọc\n\n\nCùng chuyên mục\n\n{ALTERNATING}",
        f"Bình luận (3)\n{HEADLINES}Bản quyền thuộc Báo Biên giới. Điện thoại: 0205.",
        f">> Xem thêm:\n- {HEADLINES}",
        f"Tin cùng chuyên mục Xã hội\n{HEADLINES}",
        "相关新闻\n友谊关口岸恢复通关\n东兴口岸车流增长\n",
        "延伸阅读：\n友谊关口岸恢复通关　2022-04-27\n",
        STAMPED,
        ALTERNATING,
        "Ý kiến ()",
    ],
)
def test_the_tail_is_left_out(tail: str) -> None:
    assert without_tail(f"{STORY}\n\n{tail}") == STORY


def test_the_name_of_the_editor_stays() -> None:
    assert without_tail("双方举行会谈。\n（责任编辑：张三）\n友谊关口岸恢复通关\n版权所有\n") == (
        "双方举行会谈。\n（责任编辑：张三）"
    )


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        # Prose behind the list: it may be the article that goes on.
        f"{STORY}\nTin liên quan\n{HEADLINES}Hai bên còn thỏa thuận về thông quan.",
        # Only speaks of it.
        f"{STORY}\nCác tin liên quan đã được báo đăng tải hôm qua.",
        f"{STORY}\nVũ Giang",
        # A chronicle, a table of results.
        f"{STORY}\n20/3/2019: cầu thông xe\n2/4/2019: xe hàng đầu tiên\n5/4/2019: hội chợ",
        f"{STORY}\nViệt Nam - Trung Quốc 3-1\nViệt Nam - Lào 2-0\nViệt Nam - Thái Lan 0-0",
        f"{STORY}\nLạng Sơn đón đoàn Quảng Tây (27/04/2022)\nHội chợ khai mạc (26/04/2022)",
        # Nothing but a list: it is the text.
        f"Tin liên quan\n{HEADLINES}",
        STAMPED,
    ],
)
def test_what_is_no_tail_stays(text: str) -> None:
    assert without_tail(text) == text


@given(st.text(max_size=300))
def test_what_is_left_is_the_beginning_of_the_text(text: str) -> None:
    left = without_tail(text)
    assert text.startswith(left)
    assert left or not text
