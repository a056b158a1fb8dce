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

from corpus.formats.page_layout import Word
from corpus.script_letters import HAN

LEAST_WORDS: Final = 20
"""Fewest words of a page that are judged by their letters."""

BROKEN: Final = 0.3
"""Least share of characters that are none, from which a text is broken."""

WITHOUT_VOWEL: Final = 0.5
"""Least share of words without a vowel from which a text is broken; abbreviations have none."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LATIN: Final = re.compile("[a-z]")
_VOWEL: Final = re.compile("[aeiouyø]")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_OTHER: Final = re.compile("[^\x00-\u024f]")


def is_broken(words: Sequence[Word]) -> bool:
    """Tell whether the words of a page are none."""
    text = " ".join(word.text for word in words)
    if not text:
        return False
    none = sum(1 for char in text if unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs"))
    codes = sum(len(word.text) for word in words if word.is_code)
    if none + text.count("\ufffd") >= BROKEN * len(text) or codes >= BROKEN * len(text):
        return True
    return _lacks_vowels(text)


def _lacks_vowels(text: str) -> bool:
    """Tell whether most words with Latin letters have no vowel, or letters of other scripts."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", _HAN.sub(" ", text)).casefold())
    found = [word for word in _WORD.findall(plain) if _LATIN.search(word)]
    without = sum(1 for word in found if not _VOWEL.search(word) or _OTHER.search(word))
    return len(found) >= LEAST_WORDS and without >= WITHOUT_VOWEL * len(found)


_HAN: Final = re.compile(f"[{HAN}]+")
