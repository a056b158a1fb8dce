"""Tell whether what a page of a PDF has as its text is text.

Fonts without a table of their characters give numbers of glyphs, which read as other letters
(``9LӋW 1DP``), as controls, or as nothing. Such text is worse than none: it is found by nothing,
and hides that the page must be recognised from its image.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from corpus.decoding.plausibility import PLAUSIBLE, plausibility, syllable_share
from corpus.formats.papers.page_layout import Word
from corpus.script_letters import HAN

LEAST_WORDS: Final = 20
"""Fewest words of a page that are judged by their letters where nothing else speaks against it."""

BROKEN: Final = 0.3
"""Least share of characters that are none, from which a text is broken."""

WITHOUT_VOWEL: Final = 0.5
"""Least share of words without a vowel from which a text is broken: abbreviations have none. Of
13,188 news items and papers in both languages the highest share is 0.24."""

SYLLABLES: Final = 0.3
"""Least share of Vietnamese syllables where the file does not tell the characters of most words:
0.5 to 1 in 2,000 news items, 0 to 0.07 in the same written as codes of glyphs, which are mostly 29
less than those of the letters (Việt: 9LӋW)."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LATIN: Final = re.compile("[a-z]")
_VOWEL: Final = re.compile("[aeiouyø]")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_OTHER: Final = re.compile("[^\x00-\u024f]")
_HAN: Final = re.compile(f"[{HAN}]+")


def is_broken(words: Sequence[Word]) -> bool:
    """Tell whether the words of a page are none."""
    text = " ".join(word.text for word in words)
    if not text:
        return False
    none = sum(1 for char in text if unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs"))
    if none + text.count("\ufffd") >= BROKEN * len(text):
        return True
    if sum(len(word.text) for word in words if word.is_code) < BROKEN * len(text):
        found, share = without_vowel(text)
        return found >= LEAST_WORDS and share >= WITHOUT_VOWEL
    han = sum(len(run) for run in _HAN.findall(text))
    is_chinese = han > len(text) / 4
    return plausibility(text) < PLAUSIBLE if is_chinese else syllable_share(text) < SYLLABLES


def without_vowel(text: str) -> tuple[int, float]:
    """Return how many words have Latin letters, and the share of these that have no vowel, or
    letters of another script."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", _HAN.sub(" ", text)).casefold())
    found = [word for word in _WORD.findall(plain) if _LATIN.search(word)]
    without = sum(1 for word in found if not _VOWEL.search(word) or _OTHER.search(word))
    return len(found), without / len(found) if found else 0.0
