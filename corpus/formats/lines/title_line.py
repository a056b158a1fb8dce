"""Find the title in a plain text: the line above the text that reads like one.

1. The *head* is what stands above the first paragraph, or ends where lines look wrapped.
2. Each of its lines is told by itself (corpus/formats/lines/page_lines.py): what is a date, a
   trail, a button, the name of a site or a banner is no title.
3. Of the rest, the line with the most signs of a title is taken, of equals the first; a short one
   only if no longer line is there.

Texts without anything above the title are decided by the first line alone.
"""

from __future__ import annotations

from typing import Final

from corpus.formats.lines.page_lines import LONGEST_TITLE, Line, is_long, kind_of, words

__all__ = ["LONGEST_TITLE", "split_title"]

_HEAD_LINES: Final = 200
"""Most lines of a head: the menu of Báo Lai Châu has some hundred."""

_WRAPPED_WIDTH: Final = 30
"""Fewest code points of two lines of about the same width that are taken for one wrapped paragraph.
Text is wrapped at 60 to 80 columns, Chinese at 30 to 40 characters. Headlines of news have 56 to
61 code points in the median in Vietnamese, 17 to 20 in Chinese."""

_BEFORE_DATE: Final = 3
"""What a date in the next line is worth: sites write it under the title."""
_AFTER_FURNITURE: Final = 2
"""What a trail, a section or a site's name in the line before is worth, or the beginning."""
_REPEATED: Final = 3
"""What it is worth if the line stands there again: as the name of the window, or after a trail."""
_BEFORE_TEXT: Final = 1
"""What the first paragraph in the next line is worth."""
_TOO_SHORT: Final = -4
"""These five were set by hand on the furniture ``SEEN`` of bench/page_furniture.py."""

_FEWEST_REPEATED: Final = 3.0
"""Words that a repeated line has at least; names and sections are repeated too."""
_SEPARATORS: Final = "-|_–—·"


def split_title(text: str) -> tuple[str, str]:
    """Return the title and the body of a clean text; only white space at the edges is lost.

    What stands above the title stays in the body, above the rest. There is no title if no line
    reads like one, or if the first paragraph begins at once: a name must not be split between title
    and body.
    """
    text = text.strip()
    lines = text.split("\n")
    numbers = _head(lines)
    best = _best(lines, numbers)
    if best is None:
        return "", text
    before = "\n".join(lines[:best]).rstrip()
    after = "\n".join(lines[best + 1 :]).strip("\n")
    return lines[best].strip(), f"{before}\n\n{after}" if before and after else before or after


def _head(lines: list[str]) -> list[int]:
    """Return the numbers of the lines of the head that are not blank, and that of the line after
    it."""
    numbers: list[int] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        numbers.append(number)
        ends = kind_of(line) is Line.PARAGRAPH and (is_long(line) or len(numbers) == 1)
        if ends or len(numbers) == _HEAD_LINES:
            break
    return numbers


def _best(lines: list[str], numbers: list[int]) -> int | None:
    kinds = [kind_of(lines[number]) for number in numbers]
    # No more of a paragraph than may say the title again.
    texts = [lines[number].strip()[: 2 * LONGEST_TITLE] for number in numbers]
    best: int | None = None
    most = 0
    for at, number in enumerate(numbers):
        if kinds[at] is not Line.TITLE and not _is_short_title(at, kinds):
            continue
        if _continues(lines, number) and not _is_furniture(kinds[at + 1]):
            break  # running text, wrapped: what follows is not above it
        signs = _signs(at, kinds, texts)
        if best is None or signs > most:
            best, most = number, signs
    return best


def _is_short_title(at: int, kinds: list[Line]) -> bool:
    """Tell whether a short line may be a title: it begins the text, or a date or the text follows;
    others are parts of menus, lists and tables."""
    following = kinds[at + 1] if at + 1 < len(kinds) else None
    before_text = following in (Line.DATE, Line.PARAGRAPH) and Line.PARAGRAPH not in kinds[:at]
    return kinds[at] is Line.SHORT and (at == 0 or before_text)


def _signs(at: int, kinds: list[Line], texts: list[str]) -> int:
    """Return how much speaks for a line of the head."""
    signs = _TOO_SHORT if kinds[at] is Line.SHORT else 0
    following = kinds[at + 1] if at + 1 < len(kinds) else None
    if following is Line.DATE:
        signs += _BEFORE_DATE
    elif following is Line.PARAGRAPH:
        signs += _BEFORE_TEXT
    if at == 0 or kinds[at - 1] in (Line.CONTROL, Line.SITE, Line.SHORT, Line.DATE):
        signs += _AFTER_FURNITURE
    if any(_names(texts[other], texts[at]) for other in range(len(texts)) if other != at):
        signs += _REPEATED
    return signs


def _names(other: str, title: str) -> bool:
    """Tell whether another line has a title beside something else: ``title - Báo Cao Bằng``,
    正在阅读：title; or is the same."""
    if words(title) <= _FEWEST_REPEATED or title not in other:
        return False
    before, _, after = other.partition(title)
    return (not before or before.endswith((":", "："))) and (
        not after or after.lstrip()[:1] in _SEPARATORS
    )


def _is_furniture(kind: Line) -> bool:
    return kind in (Line.DATE, Line.CONTROL, Line.SITE)


def _continues(lines: list[str], number: int) -> bool:
    """Tell whether a line goes on in the next one: in lower case, or as wrapped text of one
    width."""
    line = lines[number].strip()
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    if not following or line in following or following in line:
        return False
    return following[:1].islower() or _same_width(line, following)


def _same_width(line: str, following: str) -> bool:
    longer = max(len(line), len(following))
    return (
        min(len(line), len(following)) >= _WRAPPED_WIDTH
        and abs(len(line) - len(following)) <= longer // 10
    )
