"""Pinyin without tones: a name's spellings, and the characters a syllable may spell."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

Keys = tuple[str, ...]

_VOWELS: Final = frozenset("aeiouv")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, ...], str]]:
    """Return for each character its syllables, the most usual first, and its syllable as a
    surname."""
    text = files("synonyms").joinpath("data", "pinyin.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            char, _, rest = line.partition("\t")
            readings, _, surname = rest.partition("|")
            own = tuple(readings.split())
            found[char] = own, surname or own[0]
    return found


@lru_cache(maxsize=1)
def _characters() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for char, (readings, surname) in _table().items():
        for syllable in (*readings, surname):
            # ü is typed v, u or yu: 吕 is Lv, Lu and Lyu.
            for typed in _typings(syllable):
                found.setdefault(typed, {})[char] = None
    return {syllable: tuple(chars) for syllable, chars in found.items()}


def _typings(syllable: str) -> tuple[str, ...]:
    if "v" not in syllable:
        return (syllable,)
    return syllable, syllable.replace("v", "u"), syllable.replace("v", "yu")


def is_pinyin(syllable: str) -> bool:
    """Tell whether a toneless syllable spells a character."""
    return syllable in _characters()


def characters_spelt(syllable: str) -> tuple[str, ...]:
    """Return the simplified characters in common use that a toneless syllable spells."""
    return _characters().get(syllable, ())


def pinyin_of(char: str) -> tuple[str, ...]:
    """Return the toneless syllables of a simplified character, the most usual first, with that of
    a surname; none where it is unknown."""
    readings, surname = _table().get(char, ((), ""))
    return tuple(dict.fromkeys((*readings, surname))) if readings else ()


@lru_cache(maxsize=4096)
def split_glued(word: str, most: int = 4) -> tuple[Keys, ...]:
    """Return the ways to cut a word into at most ``most`` syllables: ``jinping`` → jin ping."""
    if not word:
        return ((),)
    if most == 0:
        return ()
    return tuple(
        (word[:length], *rest)
        for length in range(1, min(6, len(word)) + 1)
        # 嗯 alone is read n and ng: jinping is no ji-n-pi-ng.
        if is_pinyin(word[:length]) and not _VOWELS.isdisjoint(word[:length])
        for rest in split_glued(word[length:], most - 1)
    )


def pinyin_spellings(keys: Keys) -> list[Keys]:
    """Return how the press spells a Chinese name: Liu Ning; Xi Jinping and Xi Jin-ping; glued, a
    place.

    None where a character's pinyin is not known.
    """
    known = _table()
    if any(key not in known for key in keys):
        return []
    first = known[keys[0]][1]
    rest = [known[key][0][0] for key in keys[1:]]
    found = [(first, *rest), (first, "".join(rest)), ("".join((first, *rest)),)]
    return list(dict.fromkeys(tuple(_plain(part) for part in one if part) for one in found))


def _plain(syllable: str) -> str:
    return syllable.replace("v", "u")
