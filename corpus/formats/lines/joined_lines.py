"""Join what belongs to one line or paragraph: words with blanks, Han characters without, and words
that were divided at the end of a line."""

from __future__ import annotations

import re
from typing import Final

from corpus.script_letters import HAN, VIETNAMESE_ONLY

_CJK: Final = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]")
"""Han characters and the punctuation of Chinese that no other text has (“ ” … — are of both)."""

_HAN_SPACE: Final = 0.5
"""Narrowest gap beside a Han character that is a blank, in sizes of the font. Programs leave a
quarter between Han characters and digits, and space out whole lines."""

_DIVIDED: Final = re.compile("[^\\W\\d_][-\u00ad\u2010]$")
_BETWEEN_DIGITS: Final = re.compile(r"\d[-–/]$")
_SOFT_HYPHEN: Final = "\u00ad"
_LATIN: Final = re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_ONLY: Final = re.compile(f"[{VIETNAMESE_ONLY}]")


def blank_between(before: str, after: str, ems: float) -> str:
    """Return what stands between two words of a line that are ``ems`` (sizes of the font) apart
    without a blank that was written: nothing if one is Chinese and they are near."""
    is_chinese = _CJK.match(after) or _CJK.match(before[-1:])
    return "" if is_chinese and ems < _HAN_SPACE else " "


def seam(before: str, line: str) -> tuple[str, str]:
    """Return a line as it ends where the next line of its paragraph goes on, and what stands
    between them.

    A word of Latin letters that was divided is joined. A hyphen stays where the word may have one
    of its own: before a capital (GSX-R), in a word that has more of them (In-đô-nê-xi-a), and in
    Vietnamese, which divides no syllables (mô-men).
    """
    if not before or not line:
        return before, ""
    if _BETWEEN_DIGITS.search(before) and line[0].isdigit():
        return before, ""
    if _DIVIDED.search(before) and line[0].isalpha() and not _CJK.match(line):
        word = before.rsplit(maxsplit=1)[-1] + line.split(maxsplit=1)[0]
        is_own = line[0].isupper() or word.count("-") > 1 or _ONLY.search(before + line)
        is_soft = before[-1] == _SOFT_HYPHEN
        return before if is_own and not is_soft else before[:-1], ""
    sides = [_CJK.match(before[-1]), _CJK.match(line)]
    # A number in Chinese text stands without blanks, a Chinese name in Vietnamese with them.
    return before, "" if all(sides) or (any(sides) and _is_chinese(before + line)) else " "


def _is_chinese(text: str) -> bool:
    return len(_CJK.findall(text)) > len(_LATIN.findall(text))


def without_soft_hyphens(text: str) -> str:
    """Return the text without the hyphens that are seen at the end of a line only."""
    return text.replace(_SOFT_HYPHEN, "")
