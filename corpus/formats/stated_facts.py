"""What the properties of a document say of it, where that can be believed.

Programs fill them in by themselves: the title of a Word document is its first line or the name of a
file, its author the name of an account.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.cleaning import one_line
from corpus.decoding.garbled import garbled
from corpus.formats.lines.title_line import split_title

_FILE_NAME: Final = re.compile(
    r"\.(?:docx?|rtf|odt|txt|html?|pdf|xlsx?|tmp|dot[xm]?|wpd)$", re.IGNORECASE
)
_BY_PROGRAM: Final = re.compile(
    "microsoft word\\b.*|untitled.*|(?:no|word) title"
    r"|(?:document|tài liệu|văn bản|文档|文檔|文件) ?\d*",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"(?:(?:microsoft office|windows|office|home|ms) )?user|admin\w*|owner|python-docx",
    re.IGNORECASE,
)
"""Names that Windows, Office and libraries give where nobody gave one."""

_LETTER: Final = re.compile(r"[^\W\d_]")


def stated_title(text: str) -> str:
    """Return a title that properties state, empty if it does not read like one: it has no letters,
    is the name of a file or of a new document, a sentence, or garbled."""
    title = one_line(text)
    if _FILE_NAME.search(title) or _BY_PROGRAM.fullmatch(title) or not _LETTER.search(title):
        return ""
    return "" if garbled(title) else split_title(title)[0]


def stated_author(text: str) -> str:
    """Return an author that properties state, empty for the name of an account, or garbled."""
    author = one_line(text)
    if _ACCOUNT.fullmatch(author) or not _LETTER.search(author):
        return ""
    return "" if garbled(author) else author


def without_title(body: str, title: str) -> str:
    """Return a body without its first paragraph if that is the title, which would stand twice."""
    first, _, rest = body.lstrip().partition("\n\n")
    return rest.lstrip("\n") if one_line(first) == title else body
