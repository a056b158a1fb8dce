"""The names that columns of tables have, in three languages, and the field of a record each is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_NAMES: Final = {
    "id": "id | mã | mã bài | 编号 | 編號",
    "title": """
        title | headline | tiêu đề | nhan đề | tựa đề | tít | tên bài
        | 标题 | 標題 | 题目 | 題目 | 题名 | 題名
    """,
    "body": """
        body | text | content | full text | article | nội dung | toàn văn | văn bản | bài viết
        | 正文 | 内容 | 內容 | 全文 | 文本
    """,
    "date": """
        date | pub date | publish date | publication date | published | published at
        | published date | ngày | ngày đăng | ngày xuất bản | ngày tháng | thời gian
        | 日期 | 时间 | 時間 | 发布时间 | 發佈時間 | 发布日期 | 發佈日期
        | 发表日期 | 發表日期 | 出版日期
    """,
    "source": """
        source | publisher | newspaper | nguồn | báo | tờ báo
        | 来源 | 來源 | 出处 | 出處 | 媒体 | 媒體 | 报纸 | 報紙
    """,
    "url": """
        url | link | address | đường dẫn | liên kết | địa chỉ web
        | 网址 | 網址 | 链接 | 鏈接 | 連結
    """,
    "lang": "lang | language | ngôn ngữ | 语言 | 語言 | 语种 | 語種",
    "province": "province | tỉnh | tỉnh thành | 省 | 省份",
    "genre": """
        genre | category | section | thể loại | chuyên mục
        | 体裁 | 體裁 | 类别 | 類別 | 栏目 | 欄目 | 版块
    """,
}

_APART: Final = re.compile(r"[\s_\-./:*：()（）]+")


def _key(name: str) -> str:
    """Return a name without case, tones, spaces and signs: ``Tiêu đề:`` is ``tieude``."""
    plain = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _APART.sub("", unicodedata.normalize("NFC", bare))


_FIELDS: Final = {_key(name): field for field, names in _NAMES.items() for name in names.split("|")}

_LONGEST_NAME: Final = 40
"""Most characters of a cell that may be the name of a column: twice those of the longest listed."""


def fields_of(cells: Sequence[str]) -> list[str] | None:
    """Return the field of each cell of a header, empty for a column that is none; None if the row
    is no header: it names neither a title nor a body. Of two columns of one field the first
    counts."""
    found: list[str] = []
    for cell in cells:
        field = _FIELDS.get(_key(cell), "") if len(cell) <= _LONGEST_NAME else ""
        found.append("" if field in found else field)
    return found if "title" in found or "body" in found else None
