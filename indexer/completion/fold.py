"""Fold names, titles and what is being typed to the same keys, by which one begins the other.

A key is the tokens of a text (indexer/analysis/tokens.py) with a space between syllables and none
between Chinese characters: lower case, simplified, without marks. There are two levels, with tones
and letter marks and without; and pinyin, glued, behind a sign that no token has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from indexer.analysis.tokens import MARKS, analyse
from synonyms.pinyin import pinyin_spellings
from synonyms.spelling import is_han, nfc, toneless

PINYIN: Final = "~"
"""Begins a key in pinyin, so that *liu ning* and *liuning* are 刘宁 and no Vietnamese word."""

Keys = tuple[str, ...]


class Typed(Struct, frozen=True):
    """What was typed, as beginnings of keys: ``toned`` where it has tones or letter marks, else
    none; ``plain`` without these; ``pinyin`` where it may be that, else empty."""

    toned: tuple[str, ...]
    plain: str
    pinyin: str


def keys_in(text: str) -> Keys:
    """Return the keys of a text without marks."""
    return tuple(key for key in analyse(nfc(text)).keys if key not in MARKS)


def spelt(keys: Sequence[str]) -> str:
    """Return keys as one: a space between two unless both are Chinese characters."""
    *_, whole = endings(keys)
    return whole


def endings(keys: Sequence[str]) -> Iterator[str]:
    """Yield the last key, the last two as one, …, all of them; for no keys an empty text."""
    ending, was_han = "", True
    for key in reversed(keys):
        han = is_han(key)
        ending = f"{key}{ending}" if (han and was_han) or not ending else f"{key} {ending}"
        was_han = han
        yield ending
    if not keys:
        yield ending


def bare(key: str) -> str:
    """Return a key without tones and letter marks."""
    return " ".join(map(toneless, key.split(" ")))


def levels(key: str) -> tuple[str, ...]:
    """Return a key and, where it is another, the key without tones."""
    return tuple(dict.fromkeys((key, bare(key))))


def pinyin_key(keys: Keys) -> str:
    """Return the key in pinyin of a Chinese name; empty where it has none."""
    spellings = pinyin_spellings(keys)
    return PINYIN + "".join(spellings[-1]) if spellings else ""


def typed(text: str) -> Typed | None:
    """Fold what was typed so far; None where there is no letter in it."""
    text = nfc(text)
    keys = keys_in(text)
    if not keys:
        return None
    # A space says that the word is whole.
    end = " " if text[-1].isspace() and not is_han(keys[-1]) else ""
    key = spelt(keys) + end
    plain = bare(key)
    if key == plain:
        is_latin = key.replace(" ", "").isascii()
        return Typed((), plain, PINYIN + key.replace(" ", "") if is_latin else "")
    # The tone of a syllable that is whole stands elsewhere than in one that goes on: hòa, hoàng.
    as_typed = spelt((*keys[:-1], text.split()[-1].lower())) + end
    return Typed(tuple(dict.fromkeys((key, as_typed))), plain, "")
