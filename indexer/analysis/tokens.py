"""Cut text into tokens: the one function for documents, queries and highlighting.

The steps, in the order they must have:

1. ``_TOKEN_AND_GAP`` cuts NFC text into Han characters, words and marks; between are gaps.
2. Each token's key and class come from a memo over its raw text (a few hundred thousand raw
   tokens make up any archive, so the linguistics of a piece is done once).
3. What a piece's neighbours decide is mended in place: 々 repeats the character before it, and a
   word behind a hyphen counts as capitalised or not (Jong-un).

Title and text of a document are one stream with a mark between.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, chain
from typing import Final

from corpus.script_letters import HAN, ranges
from synonyms.kept_tables import kept_table
from synonyms.spelling import IGNORABLE, KANA, SELECTORS, character_key, is_han, syllable_key
from synonyms.word_lists import word_list

ANALYSIS_VERSION: Final = 2
"""Raised when the same text gives other tokens or other pairs than before."""

STOP: Final = "."
"""Key of a mark that ends a sentence."""

COMMA: Final = ","
"""Key of any other mark."""

KEY_LIMIT: Final = 64
"""Longest key: engines refuse terms that are too long, each at its own length."""

MARKS: Final = frozenset((STOP, COMMA))

# The class of a token, one letter each so that a document's classes are one string in which the
# patterns of capitals are found by regular expressions (indexer/analysis/pairs.py).
HAN_CLASS: Final = "h"
LOWER: Final = "l"
CAPITAL: Final = "C"
EITHER: Final = "E"
"""Digits, roman numerals, particles and the tail behind a hyphen: as capitalised as needed."""
STOP_CLASS: Final = "m"
COMMA_CLASS: Final = "c"

_LATIN_LOWER: Final = "".join(
    char for char in map(chr, chain(range(0x61, 0x250), range(0x1E00, 0x1F00))) if char.islower()
)


def _made_letters() -> str:
    every = "".join(map(chr, range(0x10000)))
    return ranges(filter(str.isalnum, re.sub(f"[{HAN}{KANA}]", "", every)))


# Written out: a class with \W in it is looked up four times as slowly (3.9 against 13 million
# characters a second of Vietnamese). Beyond the basic plane there are few letters but Han.
_LETTERS: Final = kept_table("letters", _made_letters, ())
_LETTER: Final = rf"(?:[{_LETTERS}]|(?=[\U00010000-\U0010ffff])[^\W_{HAN}{KANA}])"

# A zero-width space stands inside broken words, but also between whole ones: a capital behind it
# starts a new word (Lưu<zwsp>Ninh), anything else goes on (Ni<zwsp>nh).
_INSIDE: Final = rf"(?:[{IGNORABLE}]+(?=[{_LATIN_LOWER}\d])|[\u0300-\u036f]+)"
_WORD: Final = rf"(?:[{_LETTERS}]+|{_LETTER})(?:[{_LETTERS}]+|{_LETTER}|{_INSIDE})*"

# Behind these a dot abbreviates: T.Ư, TP. Hồ Chí Minh, Th.S, J. K. Rowling.
_ABBREVIATED: Final = "".join(
    rf"(?<!\b{short})"
    for short in (
        "[A-ZĐƯÔ]",
        *word_list("tokens", "abbreviation"),
    )
)
_ALWAYS_MARK: Final = '。！？；、｡､｢｣…‥!?;()（）【】《》〈〉{}｛｝「」『』〖〗“”"«»＂‹›„‟|｜•●■▪◆★'
_MARK: Final = "|".join(
    (
        rf"[{re.escape(_ALWAYS_MARK)}]",
        # A year in brackets is part of a document's number: 国函〔2024〕5号.
        r"[〔\[［](?!\d{4}[〕\]］])|(?<![〔\[［]\d{4})[〕\]］]",
        r"(?<!\d)[,:，：]|[,:，：](?!\d)",
        rf"{_ABBREVIATED}[.．](?![{_LATIN_LOWER}\d])",
        r"['‘’](?![^\W_])|(?<![^\W_])['‘’]",
        # A dash with space around it parts; a hyphen or a dash inside a name does not.
        r"(?<=\s)[-–—−](?=\s)|[-–—―─]{2,}|―",
        r"\n[^\S\n]*\n",
    )
)
# Seen at once that most of what is between words (spaces) is none of them.
_MAY_BE_MARK: Final = rf"(?=[{re.escape(_ALWAYS_MARK)}〔［〕］\[\],:，：.．'‘’\-–—−―─\n])"
_MARKS: Final = rf"{_MAY_BE_MARK}(?:{_MARK})(?:\s*(?:{_MARK}))*"
_PATTERN: Final = rf"[{HAN}{KANA}][{SELECTORS}]*|{_WORD}|{_MARKS}"
_TOKEN_AND_GAP: Final = re.compile(f"({_PATTERN})")

_ENDS_SENTENCE: Final = re.compile(r"[。！？；：｡…‥!?;:.．\n]")
_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_PARTICLES: Final = frozenset(word_list("tokens", "particle"))
_HYPHENS: Final = frozenset("-‐‑")
_TAIL: Final = re.compile(rf"\S[{''.join(sorted(_HYPHENS))}](?=[{_LATIN_LOWER}])")


class _Memo(dict[str, str]):
    """Raw token → what follows from it alone; forgotten when it outgrows ``LIMIT``."""

    LIMIT: Final = 400_000

    def __init__(self, derive: Callable[[str], str]) -> None:
        super().__init__()
        self._derive = derive

    def __missing__(self, raw: str) -> str:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[raw] = sys.intern(self._derive(raw))
        return found


def _is_mark(raw: str) -> bool:
    first = raw[0]
    return not (first.isalnum() or is_han(first) or "\u3041" <= first <= "\u31ff")


def _key(raw: str) -> str:
    if _is_mark(raw):
        return STOP if _ENDS_SENTENCE.search(raw) else COMMA
    if is_han(raw) or len(raw) == 1:
        return character_key(raw).lower()
    return syllable_key(raw)[:KEY_LIMIT]


def _class(raw: str) -> str:
    if _is_mark(raw):
        return STOP_CLASS if _key(raw) == STOP else COMMA_CLASS
    if is_han(raw):
        return HAN_CLASS
    if raw[0].isdigit() or _ROMAN.fullmatch(raw) or raw.lower() in _PARTICLES:
        return EITHER
    return CAPITAL if raw[0].isupper() else LOWER


_KEYS: Final = _Memo(_key)
_CLASSES: Final = _Memo(_class)


class Tokens:
    """The tokens of one text, as parallel lists: ``keys``, ``classes`` and, when asked, spans.

    ``classes`` is a string with one letter a token. Joining gaps and raw tokens gives the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = _TOKEN_AND_GAP.split(text)
        """Gap, token, gap, token, …, gap: joined they are the text."""
        raw = self.pieces[1::2]
        self.keys: list[str] = list(map(_KEYS.__getitem__, raw))
        self.classes: str = "".join(map(_CLASSES.__getitem__, raw))
        if "々" in text:
            self._repeat_characters(raw)
        if _TAIL.search(text):
            self._free_tails()

    def _repeat_characters(self, raw: list[str]) -> None:
        for at in range(1, len(raw)):
            if raw[at] == "々" and self.classes[at - 1] == HAN_CLASS:
                self.keys[at] = self.keys[at - 1]

    def _free_tails(self) -> None:
        classes = list(self.classes)
        pieces = self.pieces
        for at, gap in enumerate(pieces[2:-1:2], 1):
            is_tail = gap in _HYPHENS and pieces[2 * at + 1][0] in _LATIN_LOWER
            if is_tail and classes[at - 1] == CAPITAL:
                classes[at] = EITHER
        self.classes = "".join(classes)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The different keys."""
        return frozenset(self.keys)

    @cached_property
    def _borders(self) -> list[int]:
        return list(accumulate(map(len, self.pieces)))

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts, in code points of the text."""
        return self._borders[0:-1:2]

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends (exclusive), in code points of the text."""
        return self._borders[1::2]

    def __len__(self) -> int:
        return len(self.keys)


def analyse(text: str) -> Tokens:
    """Cut an NFC text into tokens."""
    return Tokens(text)
