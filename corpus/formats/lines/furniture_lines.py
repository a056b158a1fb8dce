"""Tell the lines that pages put around articles: headings of lists of other news, stamps, small
print.

Each test is of a whole line, so that no line of an article is one that only speaks of such things.
"""

from __future__ import annotations

import re
from typing import Final

_HEADINGS: Final = """
tin liên quan|bài liên quan|bài viết liên quan|các bài liên quan|tin tức liên quan|có liên quan|
các tin liên quan|các bài viết liên quan|tin bài liên quan|tin, bài liên quan|chủ đề liên quan|
tin khác|các tin khác|bài khác|bài viết khác|các bài viết khác|những tin khác|tin tức khác|
tin bài khác|các tin bài khác|tin đã đưa|các tin đã đưa|tin cũ hơn|các tin cũ hơn|tin mới hơn|
các tin mới hơn|tin tiếp theo|các tin tiếp theo|những tin cũ hơn|những tin mới hơn|
cùng chuyên mục|tin cùng chuyên mục|bài cùng chuyên mục|các tin cùng chuyên mục|
bài viết cùng chuyên mục|tin cùng loại|tin cùng chủ đề|cùng chủ đề|cùng danh mục|
xem thêm|đọc thêm|có thể bạn quan tâm|bạn có thể quan tâm|đừng bỏ lỡ|mời quý độc giả xem thêm|
tin mới|tin mới nhất|tin nổi bật|tin đọc nhiều|tin xem nhiều|đọc nhiều|đọc nhiều nhất|xem nhiều|
xem nhiều nhất|bài viết mới|bài viết mới nhất|bài đọc nhiều|mới cập nhật|mới nhất|
ý kiến|ý kiến bạn đọc|bình luận|bình luận bạn đọc|gửi bình luận|gửi ý kiến|gửi bình luận của bạn|
gửi ý kiến của bạn|để lại một bình luận|phản hồi|
相关新闻|相关报道|相关阅读|相关文章|相关链接|相关推荐|相关稿件|相关内容|相关资讯|延伸阅读|更多新闻|更多阅读|
推荐阅读|推荐文章|推荐新闻|为您推荐|热门推荐|猜你喜欢|大家都在看|热点新闻|热点内容|热门新闻|热门文章|热点排行|
新闻排行|点击排行|最新新闻|最新文章|最新消息|最新评论|网友评论|评论|发表评论|我来说两句|精彩推荐|其他新闻|阅读下一篇|
相關新聞|相關報導|相關閱讀|相關文章|延伸閱讀|推薦閱讀|更多新聞|熱門新聞|最新新聞|
related news|related articles|related posts|read more|see also|most read|comments
"""
_HEADING: Final = re.compile(
    r"[\W_]*(?:"
    + "|".join(re.escape(one.strip()) for one in _HEADINGS.replace("\n", "").split("|"))
    + r")(?:\s*[(（]\s*\d*\s*[)）])?[\W_]*"
    # With the name of the section behind it.
    r"|[\W_]*(?:(?:tin|bài|bài viết) cùng chuyên mục|đọc nhiều (?:trong|mục)) [^.!?…]{1,25}",
    re.IGNORECASE,
)

_DAY: Final = (
    r"(?:\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|ngày \d{1,2} tháng \d{1,2} năm \d{4})"
)
_CLOCK: Final = r"\d{1,2}\s?[:hg]\s?\d{2}(?:\s?[:']\s?\d{2})?(?:\s?(?:am|pm|sa|ch))?"
_STAMP: Final = re.compile(
    rf"[\W_]*(?:(?:thứ [^\W\d]{{2,4}}|chủ nhật|星期.)[\W_]*)?"
    rf"(?:{_CLOCK}[\W_]*(?:(?:ngày|-|\|)[\W_]*)?)?{_DAY}(?:[\W_]*{_CLOCK})?"
    r"[\W_]*(?:gmt[\W_]*7[\W_]*)?",
    re.IGNORECASE,
)
_STAMP_AT_END: Final = re.compile(
    rf"[(（\[【|–—\s-]\s*(?:{_CLOCK}[\s,|-]*)?{_DAY}(?:[\s,|-]*{_CLOCK})?\s*[)）\]】]?\s*",
    re.IGNORECASE,
)
_STATES_DAY: Final = re.compile(_DAY, re.IGNORECASE)
_LONGEST_STATEMENT: Final = 160
_SENTENCE_END: Final = re.compile(r"[.!?…。！？；;]\s*[”\"’'»)）\]】/]*\s*")
_RIGHTS: Final = re.compile(
    r"©|®|copyright|all rights reserved|bản quyền (?:thuộc|©)|bản quyền của|giữ bản quyền|"
    r"ghi rõ nguồn|giấy phép (?:số|xuất bản|hoạt động báo|thiết lập trang)|"
    r"版权所有|icp备|公网安备|信息服务许可证|举报电话|未经.{0,8}授权",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    r"(tòa soạn|toà soạn|tổng biên tập|chịu trách nhiệm|trụ sở|đường dây nóng|điện thoại|"
    r"địa chỉ|e-?mail|fax|cơ quan chủ quản|联系我们|关于我们|电话|邮编|地址|主办|承办)"
    r"[^.]{0,20}?[:：|]",
    re.IGNORECASE,
)
_FEWEST_CONTACTS: Final = 2
"""Ways to reach a site in a line of small print; one alone is in many notices."""
_LONGEST_PRINT: Final = 300
_END_MARK: Final = re.compile(
    r"\W*(?:责任编辑|責任編輯|责编|编辑|編輯|责任校对)\s*[:：].{0,40}", re.DOTALL
)

_LONGEST_HEADING: Final = 60
"""Code points; the longest of ``_HEADINGS`` has 28."""


def is_list_heading(line: str) -> bool:
    """Tell whether a line is the heading of other news or of readers' comments."""
    return len(line) <= _LONGEST_HEADING and _HEADING.fullmatch(line) is not None


def is_stamp(line: str) -> bool:
    """Tell whether a line is a day, with a time or without, and nothing else."""
    return len(line) <= _LONGEST_HEADING and _STAMP.fullmatch(line) is not None


def ends_with_stamp(line: str) -> bool:
    """Tell whether a line ends with a day that is set apart from what is before it: ``Cửa khẩu mở
    lại (27/04/2022)``."""
    tail = line[-_LONGEST_HEADING:]
    return any(_STAMP_AT_END.fullmatch(tail, at) for at in range(len(tail)))


def states_a_day(line: str) -> bool:
    """Tell whether a line is one of those below a title, with the day, the source and the author,
    and no sentence."""
    return stated_day(line) != ""


def stated_day(line: str) -> str:
    """Return the day as such a line writes it; empty for any other line."""
    if len(line) > _LONGEST_STATEMENT or ends_sentence(line):
        return ""
    found = _STATES_DAY.search(line)
    return found[0] if found else ""


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    tail = line[-8:]
    return any(_SENTENCE_END.fullmatch(tail, at) for at in range(len(tail)))


def is_small_print(line: str) -> bool:
    """Tell whether a line speaks of the site: who publishes it, where, by which licence."""
    return len(line) <= _LONGEST_PRINT and (
        _RIGHTS.search(line) is not None or len(_CONTACT.findall(line)) >= _FEWEST_CONTACTS
    )


def is_end_mark(line: str) -> bool:
    """Tell whether a line names the editor, as Chinese pages do at the end of an article."""
    return len(line) <= _LONGEST_HEADING and _END_MARK.fullmatch(line) is not None
