"""How a key may stand in a text: the reverse of ``synonyms/spelling.py``, for usual letters.

In a text of usual letters alone each letter of a word or character gives one of its key; only the
tone may stand on another vowel. So where a key may be is found by looking for a few spellings in
the text in lower case. Any other text (fullwidth letters, zero-width spaces, marks of their own)
``is_usual`` refuses: it must be cut into tokens.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from corpus.script_letters import ranges
from synonyms.kept_tables import kept_table
from synonyms.spelling import (
    IGNORABLE,
    LIKE_D,
    SELECTORS,
    is_han,
    nfc,
    simplified_table,
    split_tone,
    syllable_key,
)

_REPEATS: Final = "々"
"""Stands for the character before it."""


def _is_unusual(char: str) -> bool:
    """Tell whether a letter gives anything else than one letter of a key."""
    if not (char.isalnum() or is_han(char)):
        return False
    return (
        len(char.lower()) != 1
        or char in LIKE_D
        or unicodedata.normalize("NFKC", char) != char
        or char == "Σ"  # It has two in lower case, by its place in a word.
    )


def _made_usual() -> str:
    refused = re.compile(f"[{IGNORABLE}{SELECTORS}{_REPEATS}\u0300-\u036f\ud800-\udfff]")
    every = map(chr, range(0x10000))
    return ranges(char for char in every if not (_is_unusual(char) or refused.match(char)))


@cache
def _unusual() -> re.Pattern[str]:
    # Of the basic plane only: with ranges of others in it the class is looked up thirty times as
    # slowly (153 against 5 µs for a text of 1,650 characters).
    return re.compile(f"[^{kept_table('usual_letters', _made_usual, ())}]")


def is_usual(text: str) -> bool:
    """Tell whether an NFC text has none of the letters that ``written`` knows nothing of; what is
    beyond the basic plane is one."""
    return _unusual().search(text) is None


@cache
def _written_characters() -> dict[str, str]:
    """Map each simplified character to those that are written for it."""
    found: dict[str, str] = {}
    for code, target in simplified_table().items():
        found[target] = found.get(target, "") + chr(code)
    return found


@lru_cache(maxsize=20_000)
def written(key: str) -> tuple[str, ...]:
    """Return what a key may be in a usual text that was made lower case, itself first; all of one
    length."""
    if is_han(key):
        return (key, *_written_characters().get(key, ""))
    base, tone = split_tone(key)
    if not tone:
        return (key,)
    moved = (nfc(base[:at] + tone + base[at:]) for at in range(1, len(base) + 1))
    others = (one for one in moved if len(one) == len(key) and syllable_key(one) == key)
    return tuple(dict.fromkeys([key, *others]))
