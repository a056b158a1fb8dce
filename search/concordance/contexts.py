"""The text around a place, on one line, cut between words."""

from __future__ import annotations

from typing import Final

from search.answer.word_borders import first_border, last_border

CONTEXT: Final = 60
"""Most code points of context on each side."""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the text left and right of a place, at most ``CONTEXT`` code points each.

    It is cut where a token begins or ends: never in a syllable, before any character of Chinese.
    Only a word longer than the context is cut in two.
    """
    left = text[first_border(text, max(0, start - CONTEXT), start) : start]
    right = text[end : last_border(text, end, min(len(text), end + CONTEXT))]
    return " ".join(left.split("\n")), " ".join(right.split("\n"))
