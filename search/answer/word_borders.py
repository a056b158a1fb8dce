"""Where a text may be cut: never in a syllable, before any character of Chinese."""

from __future__ import annotations

import re
from typing import Final

from corpus.script_letters import HAN
from synonyms.spelling import IGNORABLE, KANA, SELECTORS

_INSIDE: Final = re.compile(rf"[^\W_{HAN}{KANA}]|[{IGNORABLE}\u0300-\u036f]")
"""What a word consists of: letters, digits, marks over them, what is invisible between them."""

_BEHIND: Final = re.compile(f"[{SELECTORS}\u0300-\u036f]")
"""What belongs to the character before it, of whatever script."""


def is_border(text: str, at: int) -> bool:
    """Tell whether a text may be cut before the character at a place."""
    if not 0 < at < len(text):
        return True
    if _BEHIND.match(text[at]):
        return False
    return not (_INSIDE.match(text[at - 1]) and _INSIDE.match(text[at]))


def first_border(text: str, first: int, last: int) -> int:
    """Return the first border from ``first`` on before ``last``; ``first`` if there is none."""
    return next((at for at in range(first, last) if is_border(text, at)), first)


def last_border(text: str, first: int, last: int) -> int:
    """Return the last border up to ``last`` behind ``first``; ``last`` if there is none."""
    return next((at for at in range(last, first, -1) if is_border(text, at)), last)
