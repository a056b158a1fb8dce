"""Undo what opening GB18030 or Big5 as Windows-1252 made of Chinese: ``ÖÐ¹ú``."""

from __future__ import annotations

import re
from typing import Final

from corpus.decoding.legacy_fonts import BEYOND_ASCII, from_shown
from corpus.decoding.plausibility import PLAUSIBLE, plausibility, stands_in_words
from corpus.script_letters import HAN

LEAST_HAN: Final = 4
"""Fewest Han characters of a text that are proof of themselves."""

CHINESE: Final = {"gb18030": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs"}
"""The encodings that are tried, with Python's name of each."""

_BIG5: Final = 1
"""The place of ``big5`` among them, before that of Hong Kong."""

_HIGH_RUN: Final = re.compile(f"[{BEYOND_ASCII}]+")
_HIGH_PAIR: Final = re.compile(f"[{BEYOND_ASCII}]{{2}}")
_FOREIGN: Final = re.compile(f"[^\x00-\x7f{BEYOND_ASCII}]")
_HAN_CHAR: Final = re.compile(f"[{HAN}]")


def chinese(text: str, encoding: str) -> str:
    """Return the text that Windows-1252 showed; empty if that is impossible."""
    if _FOREIGN.search(text):
        return ""
    try:
        return from_shown(text).decode(CHINESE[encoding])
    except UnicodeDecodeError:
        return ""


def chinese_shown(text: str) -> str:
    """Return the encoding of a Chinese text that Windows-1252 showed; empty if it is none."""
    if len(text) < 2 * LEAST_HAN or not _HIGH_PAIR.search(text):
        return ""
    # Letters of German and others stand alone among ASCII, and make a character with the next.
    runs = _HIGH_RUN.findall(text)
    alone = sum(1 for run in runs if len(run) == 1)
    if alone * 2 >= sum(map(len, runs)):
        return ""
    found = [(_plausibility(chinese(text, name), LEAST_HAN, 0.6), name) for name in CHINESE]
    if found[_BIG5][0]:
        del found[_BIG5 + 1 :]  # where both fit they differ in a sign or two, as Windows has them
    best, name = max(found, key=lambda one: one[0])
    return name if best > PLAUSIBLE else ""


def is_chinese_of(text: str, encoding: str) -> bool:
    """Tell whether a text, too short for a proof, is Chinese of an encoding."""
    return _plausibility(chinese(text, encoding), 1, 0.3) >= PLAUSIBLE


def _plausibility(decoded: str, least_han: int, least_share: float) -> float:
    """Return the plausibility of a text that must have so many Han characters, and have so great a
    share of them among those beyond ASCII; 0 if it has not."""
    han = len(_HAN_CHAR.findall(decoded))
    beyond = sum(1 for char in decoded if char >= "\x80")
    if han < least_han or han < least_share * beyond or not stands_in_words(decoded):
        return 0.0
    return plausibility(decoded)
