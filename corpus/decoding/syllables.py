"""Tell whether a word is a syllable that Vietnamese can have, with its tone.

Stricter than a look at the letters: the rhymes are listed, and a syllable that ends with a stop has
the tone sắc or nặng. So a text that was read in the wrong encoding has hardly a syllable in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

_ONSETS: Final = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split(" ")
_STOPS: Final = ("c", "ch", "p", "t")
_ENDED_TONES: Final = ("\u0301", "\u0323")
TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The combining marks of the five tones."""

# Each vowel with the ends that it can have; "-" is none.
_RHYMES: Final = """
a - c ch i m n ng nh o p t u y | ă c m n ng p t | â c m n ng p t u y
e - c m n ng o p t | ê - ch m n nh p t u | i - a ch m n nh p t u | iê c m n ng p t u
o - c i m n ng p t | oo c ng | ô - c i m n ng p t | ơ - i m n p t
u - a c i m n ng p t | uô c i m n ng p t | ư - a c i m n ng t u | ươ c i m n ng p t u
y - t n p nh ch m u a | yê m n ng t u c
oa - c ch i m n ng nh o p t y | oă c m n ng p t | oe - m n o t ng
uâ c n ng t y | uê - ch n nh | uơ - | uy - a ch n nh p t u | uyê n t
"""


def is_syllable(word: str) -> bool:
    """Tell whether a word in NFC is a Vietnamese syllable, in small letters, in capitals, or with a
    capital at its beginning."""
    return (word.islower() or word.isupper() or word.istitle()) and _fits(word.lower())


@lru_cache(maxsize=1 << 15)
def _fits(word: str) -> bool:
    shape: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in TONES else shape).append(char)
    if len(tones) > 1 or len(shape) > _LONGEST:
        return False
    plain = unicodedata.normalize("NFC", "".join(shape))
    return plain in _plain_syllables() and not (
        plain.endswith(_STOPS) and (not tones or tones[0] not in _ENDED_TONES)
    )


_LONGEST: Final = 10
"""Most letters and marks of a syllable without its tone (``nghiêng`` has eight)."""


@cache
def _plain_syllables() -> frozenset[str]:
    """Return every syllable without its tone."""
    return frozenset(onset + rhyme for onset in _ONSETS for rhyme in _plain_rhymes())


def _plain_rhymes() -> Iterator[str]:
    for line in _RHYMES.replace("\n", "|").split("|"):
        vowel, *ends = line.split() or [""]
        yield from (vowel + end.replace("-", "") for end in ends)
