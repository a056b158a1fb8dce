"""The title of a paper: what its file states if it stands on the first page, else the largest text
there, else its first line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from corpus.cleaning import one_line
from corpus.formats.lines.title_line import LONGEST_TITLE, split_title
from corpus.formats.papers.page_paragraphs import Paragraph

LARGER: Final = 1.15
"""How much larger than the usual letters of the paper a title is."""

_SHORTEST: Final = 4
"""Fewest code points of a title that is known by its size: not an initial, not a page number."""

_PROGRAM_SAYS: Final = re.compile(
    r"microsoft \w+ - |\.(docx?|rtf|odt|pdf|qxd|indd|p65|pub|xlsx?|pptx?|txt|html?|tiff?|jpe?g)$"
    r"|^(untitled|document|layout|tài liệu|无标题|未命名|文档|scan\w*)[ \d]*$|^powerpoint ",
    re.IGNORECASE,
)
_NO_LETTER: Final = re.compile(r"[\W\d_]+")


def titled(paragraphs: Sequence[Paragraph], stated: str) -> tuple[str, list[Paragraph]]:
    """Return the title, empty if none reads like one, and the paragraphs without that of the title.

    ``stated`` is the title in the properties of the file. Word fills it in by itself, and who
    copies a file copies it, so it counts only if the first page has it.
    """
    first = [one for one in paragraphs if one.page == 0]
    given = one_line(stated)
    if given and not _PROGRAM_SAYS.search(given):
        for one in first:
            if _bare(one.text) == _bare(given):
                return given, [other for other in paragraphs if other is not one]
        if len(_bare(given)) > _SHORTEST and _bare(given) in _bare("".join(x.text for x in first)):
            return given, list(paragraphs)
    largest = _largest(paragraphs, first)
    if largest is not None:
        return one_line(largest.text), [one for one in paragraphs if one is not largest]
    if not paragraphs:
        return "", []
    following = paragraphs[1].text if len(paragraphs) > 1 else ""
    title, rest = split_title(f"{paragraphs[0].text}\n{following}")
    return (title, list(paragraphs[1:])) if title and rest == following else ("", list(paragraphs))


def _largest(paragraphs: Sequence[Paragraph], first: Sequence[Paragraph]) -> Paragraph | None:
    """Return the largest text of the first page, the first of equal ones; None if none is larger
    than what is usual in the paper."""
    if not paragraphs:
        return None
    usual = median(one.size for one in paragraphs for _ in range(1 + one.length // 50))
    fitting = [
        one
        for one in first
        if one.size >= LARGER * usual
        and _SHORTEST <= len(one.text) <= LONGEST_TITLE
        and len(_bare(one.text)) >= 2
    ]
    return max(fitting, key=lambda one: one.size, default=None)


def _bare(text: str) -> str:
    """Return the letters of a text."""
    return _NO_LETTER.sub("", text).casefold()
