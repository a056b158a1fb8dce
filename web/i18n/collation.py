"""The order of names in a language, and their plain forms: Vietnamese letters in the order of the
alphabet (a ă â … d đ), then tones; Chinese by pinyin.

Unicode's own order puts Đ behind Z and sorts by tones before letters; no library that we have knows
the order of either language.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from synonyms.pinyin import pinyin_of
from synonyms.spelling import is_han, simplified_table

ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""With the foreign letters of names where English has them."""

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of the tones in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng."""

_RANK: Final = {letter: rank for rank, letter in enumerate(ALPHABET, start=1)}
_BETWEEN_WORDS: Final = 0
_OTHER: Final = len(ALPHABET) + 1

Order = tuple[tuple[int, ...], tuple[int, ...], str]
"""Letters, then tones, then the text itself, so that no two texts are equal."""


@lru_cache(maxsize=1 << 16)
def vietnamese_order(text: str) -> Order:
    """Return what a Vietnamese text is sorted by."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = max((TONES.find(mark) + 1 for mark in parts), default=0)
        letter = unicodedata.normalize("NFC", "".join(one for one in parts if one not in TONES))
        letters.append(_BETWEEN_WORDS if letter == " " else _RANK.get(letter, _OTHER))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def chinese_order(text: str) -> Order:
    """Return what a Chinese text is sorted by: its pinyin, the first character as a surname."""
    letters, tones, _ = vietnamese_order(pinyin_text(text))
    return letters, tones, text


@lru_cache(maxsize=1 << 16)
def pinyin_text(text: str) -> str:
    """Return the pinyin of a Chinese name without tones, a space between syllables; a character
    that is unknown stays."""
    syllables = []
    for place, char in enumerate(text.translate(simplified_table())):
        readings = pinyin_of(char) or (char,)
        syllables.append(readings[0] if place else readings[-1])
    return " ".join(syllables)


@lru_cache(maxsize=1 << 16)
def plain_form(text: str) -> str:
    """Return a name as it is typed in haste: lower case, no tones, no marks; simplified
    characters."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    return " ".join(plain.translate(simplified_table()).split())


def initial_of(text: str) -> str:
    """Return the letter A to Z that a name begins with in its plain form, of a Chinese name that of
    its pinyin; empty where it is none."""
    first = plain_form(pinyin_text(text) if text and is_han(text[0]) else text)[:1].upper()
    return first if first.isascii() and first.isalpha() else ""
