"""The title of a plain text: the line that reads like one, and that no text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.formats.lines.title_line import LONGEST_TITLE, split_title

TITLE = "Lãnh đạo tỉnh Cao Bằng tiếp đoàn công tác thành phố Bách Sắc"
LEAD = (
    "Sáng 12/3, tại thành phố Cao Bằng, lãnh đạo tỉnh đã tiếp đoàn công tác của thành phố Bách Sắc "
    "do đồng chí Lưu Ninh dẫn đầu sang thăm và làm việc."
)
TITLE_ZH = "百色市代表团访问越南高平省"
LEAD_ZH = "3月12日，百色市代表团访问越南高平省，双方就口岸合作、边民互市和跨境旅游交换了意见。"

HEADS = {
    "nothing": ("", TITLE, LEAD),
    "a site and an office": (
        "Cổng thông tin điện tử tỉnh Cao Bằng\n\nSở Ngoại Vụ\n\nA- A A+ | Tăng tương phản\n\n",
        TITLE,
        f"\n{LEAD}",
    ),
    "a trail, and the date under the title": (
        "Trang chủ > Tin tức > Đối ngoại\n",
        TITLE,
        f"Thứ Tư, 12/03/2025 - 18:55\nIn bài viết\n{LEAD}",
    ),
    "a menu": (
        "Thời sự\nKinh tế\nVăn hóa - Xã hội\nPháp luật\nĐất và người\n",
        TITLE,
        f"18:55, 12/03/2025\n\n{LEAD}",
    ),
    "a list with bullets": (
        "Hotline: (02133) 878 436\n  • Trang chủ\n    • Bầu cử đại biểu Quốc hội khóa XV "
        "và Hội đồng nhân dân các cấp\n  • Xã hội\n",
        TITLE,
        LEAD,
    ),
    "the name of the window": (f"{TITLE} - Báo Biên phòng\nBáo Biên phòng\n", TITLE, LEAD),
    "a caption after the title": ("", TITLE, f"Toàn cảnh buổi tiếp đoàn tại tỉnh\n{LEAD}"),
    "a banner": ("Nhiệt liệt chào mừng Đại hội Đảng bộ tỉnh lần thứ XX\n", TITLE, LEAD),
    "a paper in Chinese": (
        "百色市人民政府门户网站\n首页\n新闻中心\n当前位置：首页>新闻中心>要闻\n",
        TITLE_ZH,
        f"发布时间：2025-03-12 09:30  来源：右江日报\n【打印】【关闭】\n{LEAD_ZH}",
    ),
    "the title after a trail again": (
        f"正在阅读：{TITLE_ZH}\n首页> 要闻 > 正文\n",
        TITLE_ZH,
        f"来源：光明日报2025-03-12 05:10\n{LEAD_ZH}",
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_the_title_is_the_line_that_reads_like_one(head: str) -> None:
    above, title, below = HEADS[head]
    found, body = split_title(f"{above}{title}\n{below}")
    assert found == title
    # What stands above it is kept, above the rest.
    assert body.split() == f"{above} {below}".split()


@pytest.mark.parametrize(
    "text",
    [
        f"Cổng thông tin điện tử tỉnh Cao Bằng\n\n{LEAD}",
        f"Trang chủ > Tin tức\n18:55, 12/03/2025\n{LEAD}",
        f"新华网 > 时政\n2025年3月12日 10:15  来源：新华网\n{LEAD_ZH}",
    ],
)
def test_furniture_alone_gives_no_title(text: str) -> None:
    assert split_title(text) == ("", text)


@pytest.mark.parametrize(
    "title",
    ["Sở Y tế Cao Bằng tổ chức tiêm chủng", "Chia sẻ khó khăn với đồng bào vùng lũ miền Trung"],
)
def test_a_title_may_begin_like_an_office_or_a_button(title: str) -> None:
    assert split_title(f"{title}\n\n{LEAD}")[0] == title


def test_a_short_title_counts_where_no_longer_line_is_one() -> None:
    assert split_title(f"Mùa nước nổi\n{LEAD}") == ("Mùa nước nổi", LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "x" * (LONGEST_TITLE + 1) + "\n\nmore",
        "Chiều nay, hai bên đã hội đàm.\n\nHai bên nhất trí.",
        "二月二十八日，双方举行会谈。\n双方同意。",
        # Wrapped text: a name across the line end must not be torn apart.
        "Chiều nay tại Lạng Sơn, đồng chí Nguyễn Quốc\nĐoàn tiếp đoàn đại biểu của Khu tự trị dân",
        "Đoàn đại biểu\ntỉnh đã đến",
    ],
)
def test_a_paragraph_is_no_title(text: str) -> None:
    assert split_title(text) == ("", text)


def test_a_text_of_one_line_is_its_title() -> None:
    assert split_title("刘宁会见越南客人\n") == ("刘宁会见越南客人", "")


@given(st.text(alphabet="aĐ 中。.\n\t,", max_size=300).map(clean))
def test_title_and_body_hold_all_of_the_text(text: str) -> None:
    title, body = split_title(text)
    assert sorted("".join(f"{title}{body}".split())) == sorted("".join(text.split()))
    assert "".join(body.split()) in {
        "".join(f"{text[:at]}{text[at + len(title) :]}".split())
        for at in range(len(text) + 1)
        if text.startswith(title, at)
    }


def test_a_short_line_of_a_list_or_table_is_none() -> None:
    assert split_title("Tin tức\nTrước bảng.\nmột\nhai\nSau bảng.")[0] == ""
