"""Leave out what hangs under many saved articles: headlines of other news, with their days.

The tail is known by its form. It reaches to the end of the text, and nothing in it is prose but the
teaser of an item, which has a day behind it. It begins with

- a heading (``Tin liên quan``, ``Cùng chuyên mục``, ``相关新闻``),
- the name of the editor (``责任编辑：…``, which is kept), or
- three items in a row that all have a day, without a heading.

A text with a single line of prose behind its list keeps all of it: leaving out too little is the
smaller harm. Measured in docs/measurements.md, "Web pages".
"""

from __future__ import annotations

from typing import Final

from corpus.formats.lines.furniture_lines import (
    ends_sentence,
    ends_with_stamp,
    is_end_mark,
    is_list_heading,
    is_small_print,
    is_stamp,
)

LONGEST_HEADLINE: Final = 200
"""Code points, as in corpus/formats/texts/plain.py: of 19,512 headlines one is longer."""

_SHORTEST_HEADLINE: Final = 8
"""Code points of an item without a heading above: shorter lines with days are tables."""

FEWEST_ITEMS: Final = 3
"""Items with days that are a tail without a heading."""

MOST_LINES: Final = 200
"""Lines at the end among which the tail is looked for."""

_OTHER, _HEADING, _EDITOR, _STAMP, _ITEM, _STAMPED, _SMALL = range(7)


def without_tail(text: str) -> str:
    """Return the text without the tail of other news; the text itself if it has none."""
    lines = _lines_at_end(text)
    kinds = [_kind(line) for _, line in lines]
    first = _first_of_tail(kinds)
    if first is None or first == 0:
        return text
    return text[: lines[first][0]].rstrip()


def _lines_at_end(text: str) -> list[tuple[int, str]]:
    """Return the last lines that are not blank, with their offsets."""
    found: list[tuple[int, str]] = []
    end = len(text)
    while end >= 0 and len(found) < MOST_LINES:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].strip()
        if line:
            found.append((begin, line))
        end = begin - 1
    return found[::-1]


def _kind(line: str) -> int:
    if is_list_heading(line):
        return _HEADING
    if is_end_mark(line):
        return _EDITOR
    if is_stamp(line):
        return _STAMP
    if is_small_print(line):
        return _SMALL
    if len(line) > LONGEST_HEADLINE or ends_sentence(line):
        return _OTHER
    return _STAMPED if ends_with_stamp(line) else _ITEM


def _first_of_tail(kinds: list[int]) -> int | None:
    """Return the number of the first line of the tail; None if there is none."""
    first = None
    for at in range(len(kinds) - 1, -1, -1):
        if kinds[at] == _OTHER and kinds[at + 1 : at + 2] != [_STAMP]:
            break
        if kinds[at] == _HEADING:
            first = at
        elif kinds[at] == _EDITOR and at + 1 < len(kinds):
            first = at + 1
        elif _begins_items(kinds, at):
            first = at
    return first


def _begins_items(kinds: list[int], at: int) -> bool:
    """Tell whether all that follows are items with a day each, and there are enough of them."""
    count = 0
    while at < len(kinds):
        if kinds[at] == _STAMPED:
            at += 1
        elif kinds[at : at + 2] == [_ITEM, _STAMP]:
            at += 2
        elif kinds[at : at + 3] == [_ITEM, _OTHER, _STAMP]:
            at += 3
        else:
            return False
        count += 1
    return count >= FEWEST_ITEMS
