"""Spell a syllable or a character as a key.

This is the only place that knows how: the indexer cuts text and asks here for the key of each
piece, and the readings, variants and gazetteer spell what they know in the same way. Whatever is
changed here changes what is in an index, so ``SPELLING_VERSION`` is part of its fingerprint.

A key is lower case, NFC, of letters and digits only: it never holds white space, ``_``, ``^``,
``~``, ``=`` or ``|``, which the pair fields and the engines use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

from corpus.script_letters import HAN

SPELLING_VERSION: Final = 1

TONES: Final = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""Level, huyền, sắc, hỏi, ngã, nặng as combining marks."""

_TONE_MARKS: Final = frozenset(TONES[1:])

# Đ is U+0110. Keyboards and OCR also give Ð U+00D0 (eth) and Ɖ U+0189 (African d), which look
# the same and lower-case to other letters.
LIKE_D: Final = "\u00d0\u00f0\u0189\u0256"
"""What is taken for Đ."""

_D_WITH_STROKE: Final = str.maketrans(dict.fromkeys(LIKE_D, "đ"))

KANA: Final = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"

IGNORABLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Soft hyphen, zero-width and direction characters: in a text, never in a key."""

SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: the same character in another drawing."""

_DROPPED: Final = re.compile(f"[{IGNORABLE}{SELECTORS}]+")
_HAN: Final = re.compile(f"[{HAN}]")

_ONSET: Final = "ngh|ng|nh|gh|gi(?=[aăâeêioôơuưy])|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_SYLLABLE: Final = re.compile(f"({_ONSET})?([aăâeêioôơuưy]{{1,3}})(ch|ng|nh|[cmnptk])?")
_MARKED_VOWEL: Final = re.compile("[ăâêôơ]")


def nfc(text: str) -> str:
    """Return the text in NFC, which every offset of the project counts in."""
    return unicodedata.normalize("NFC", text)


def is_han(char: str) -> bool:
    """Tell whether this is one Han character (with or without a variation selector)."""
    return bool(char) and _HAN.match(char) is not None


def split_tone(key: str) -> tuple[str, str]:
    """Return a lower-case syllable without its tone, and the tone's combining mark (``""`` for
    level).

    More than one tone mark: the word is no Vietnamese syllable and comes back whole.
    """
    decomposed = unicodedata.normalize("NFD", key)
    found = [mark for mark in decomposed if mark in _TONE_MARKS]
    if len(found) != 1:
        return key, ""
    return nfc(decomposed.replace(found[0], "")), found[0]


def syllable_parts(base: str) -> tuple[str, str, str] | None:
    """Return the onset, vowels and coda of a syllable without its tone, empty where it has none;
    None if it is no syllable."""
    match = _SYLLABLE.fullmatch(base)
    return None if match is None else (match.group(1) or "", match.group(2), match.group(3) or "")


def place_tone(base: str, tone: str) -> str | None:
    """Return the syllable with its tone where this project writes it; None if it is no syllable.

    One canonical form of the two in use: on the first vowel of ``oa oe uy`` that no consonant
    closes (hòa, khỏe, thủy). ``qu`` and ``gi`` before a vowel are consonants (quý, giá).
    """
    match = _SYLLABLE.fullmatch(base)
    if match is None:
        return None
    vowels = match.group(2)
    marked = [found.start() for found in _MARKED_VOWEL.finditer(vowels)]
    if marked:
        at = marked[-1]
    elif "ư" in vowels:
        at = vowels.index("ư")
    elif len(vowels) == 3 or (len(vowels) == 2 and match.group(3)):
        at = 1
    else:
        at = 0
    at += match.start(2)
    return nfc(base[: at + 1] + tone + base[at + 1 :])


@lru_cache(maxsize=200_000)
def syllable_key(word: str) -> str:
    """Return the key of a word in Latin or another alphabet, as it was cut from a text.

    Fullwidth letters become plain, ignorable characters vanish, Đ's lookalikes are Đ, and the
    tone stands in its canonical place. A word that is no Vietnamese syllable keeps its marks.
    """
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", word))
    lower = nfc(plain.lower().translate(_D_WITH_STROKE))
    if lower.isascii():
        return lower
    base, tone = split_tone(lower)
    if not tone:
        return lower
    return place_tone(base, tone) or lower


@lru_cache(maxsize=50_000)
def character_key(char: str) -> str:
    """Return the key of one Han character or kana: simplified, without variation selector."""
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", char))
    return plain.translate(simplified_table())


@lru_cache(maxsize=200_000)
def toneless(key: str) -> str:
    """Return the key without tones and letter marks, as typed on a keyboard without them: đ is d.

    Only combining marks and đ go: ø, ł, ß and Han characters stay what they are.
    """
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFD", key.replace("đ", "d"))
    return nfc("".join(char for char in decomposed if not "\u0300" <= char <= "\u036f"))


_LETTERS: Final = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư"}

_CLOSED: Final = ("c", "ch", "p", "t", "k")
"""Final consonants that let only sắc, nặng or, in foreign names, no tone stand."""

# Vowel groups that Vietnamese has; those it lacks (âo, ôu, ưô …) would only be probed in vain.
_VOWELS: Final = frozenset(
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ôô ua uâ uê "
    "ui uô uơ uy ưa ươ ưi ưu yê oai oao oay oeo uao uay uây uôi uya uyê uyu ươi ươu iêu "
    "yêu uêu".split()
)


@lru_cache(maxsize=200_000)
def is_syllable(key: str) -> bool:
    """Tell whether a key is spelt as a Vietnamese syllable is: the sounds of one, one tone at
    most."""
    match = _SYLLABLE.fullmatch(split_tone(key)[0])
    return match is not None and match.group(2) in _VOWELS


@lru_cache(maxsize=20_000)
def tonings(base: str) -> tuple[str, ...]:
    """Return every toned syllable that a toneless one may stand for, itself first.

    ``luu`` → luu, lưu, lựu …; a word that is no syllable stands for itself alone.
    A syllable closed by c, ch, p, t or k has only sắc, nặng or, in foreign names, no tone.
    """
    match = _SYLLABLE.fullmatch(base)
    if match is None:
        return (base,)
    onset, vowels, coda = match.group(1) or "", match.group(2), match.group(3) or ""
    found = {base: None}
    # At most 2 onsets and 3 vowels of 3 spellings: 54 products, whatever was typed.
    spellings = product(
        "dđ" if onset == "d" else (onset,), *(_LETTERS.get(letter, letter) for letter in vowels)
    )
    for first, *letters in spellings:
        if "".join(letters) not in _VOWELS:
            continue
        spelt = "".join((first, *letters, coda))
        for tone in ("", "\u0301", "\u0323") if coda in _CLOSED else TONES:
            placed = place_tone(spelt, tone)
            if placed is not None:
                found[placed] = None
    return tuple(found)


def _rows(name: str) -> list[tuple[str, list[str]]]:
    text = files("opencc").joinpath("dictionary", name).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return [(source, targets.split()) for source, targets in rows]


def _is_common_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def simplified_table() -> dict[int, str]:
    """Return the table of characters to their simplified form, for ``str.translate``.

    From OpenCC: traditional → simplified, then the shapes of Hong Kong, Taiwan and Japan by way of
    the traditional one. A Japanese shape that is itself an everyday simplified character (芸, 予,
    糸) is left alone: in a Chinese name it is that character. 〇 is the digit 零.
    """
    traditional = {source: targets[0] for source, targets in _rows("TSCharacters.txt")}
    table = {ord(source): target for source, target in traditional.items() if len(source) == 1}
    shapes: list[tuple[str, str]] = []
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        shapes += [(source, targets[0]) for source, targets in _rows(name)]
    shapes += [(shape, source) for source, own in _rows("JPVariants.txt") for shape in own]
    for shape, origin in shapes:
        if len(shape) == 1 and ord(shape) not in table and not _is_common_simplified(shape):
            table[ord(shape)] = traditional.get(origin, origin)
    table[ord("〇")] = "零"
    return table
