"""Recognise text that was decoded with the wrong encoding earlier, and then saved as UTF-8.

Such text is valid but has wrong letters, so no name in it is found. Each test converts the text
back, and it is garbled if the result reads as Vietnamese or Chinese, which the result of sound text
does not (rates in docs/measurements.md, "Garbled text").

=====================  =============================================================
``TCVN3``              the letters of .VnTime fonts: ``ViÖt Nam``
``VNI``                the letters of VNI-Times fonts: ``Vieät Nam``
UTF-8 as Windows-1252  each letter two or three: ``Viá»‡t Nam``, ``ä¸­å›½``
GB, Big5 as the same   ``ÖÐ¹ú``
=====================  =============================================================
"""

from __future__ import annotations

import re
from typing import Final

from corpus.decoding.legacy_fonts import BEYOND_ASCII, from_shown, from_tcvn3, from_vni
from corpus.decoding.plausibility import (
    PLAUSIBLE,
    plausibility,
    reads_as_vietnamese,
    syllable_share,
)
from corpus.script_letters import HAN, VIETNAMESE_ONLY

SAMPLE: Final = 2_000
"""Code points that are tested at each of the beginning, the middle and the end."""

_LOOKS: Final = 3

LEAST_LETTERS: Final = 4
"""Fewest letters beyond ASCII of a sample that is judged; with fewer, words of other languages are
taken for garbled text."""

_LEAST_UTF8: Final = 3
"""The same for UTF-8, where the bytes must follow each other in a way that chance hardly gives."""

_SUSPICIOUS: Final = re.compile("[¡-ÿ]")
_HIGH_RUN: Final = re.compile(f"[{BEYOND_ASCII}]+")
_FOREIGN: Final = re.compile(f"[^\x00-\x7f{BEYOND_ASCII}]")
_HAN_CHAR: Final = re.compile(f"[{HAN}]")
_ONLY: Final = re.compile(f"[{VIETNAMESE_ONLY}]")


def garbled(text: str) -> str:
    """Return a sentence on what a garbled text reads like and what to do; empty for sound text."""
    for sample in _samples(text):
        if len(_SUSPICIOUS.findall(sample)) < LEAST_LETTERS:
            continue
        # Garbled text has no letter outside of Windows-1252, but there may be a sound name in it.
        if len(_FOREIGN.findall(sample)) * 10 > len(_SUSPICIOUS.findall(sample)):
            continue
        for reads_so, found in _SUSPICIONS:
            if reads_so(sample):
                return found
        if font := _font(sample):
            return f"reads like {font} saved as UTF-8; {_REMEDY}, for example with UniKey"
    return ""


def _samples(text: str) -> list[str]:
    """Return the beginning, and of a long text also the middle and the end: an annex may be in
    another font."""
    if len(text) <= SAMPLE * _LOOKS:
        return [text[at : at + SAMPLE] for at in range(0, len(text), SAMPLE)]
    middle = (len(text) - SAMPLE) // 2
    return [text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]]


def _is_utf8(text: str) -> bool:
    """Tell whether most letters of a text are UTF-8 shown as Windows-1252."""
    runs = " ".join(_HIGH_RUN.findall(text))
    back = from_shown(runs).decode("utf-8", "replace")
    wrong = back.count("\ufffd")
    right = len(back) - wrong - back.count(" ")
    return right >= _LEAST_UTF8 and right >= 2 * wrong


def _is_chinese(text: str, encoding: str) -> bool:
    """Tell whether a text is Chinese of an encoding shown as Windows-1252."""
    try:
        decoded = from_shown(_FOREIGN.sub("?", text)).decode(encoding)
    except UnicodeDecodeError as error:
        # The sample may end within a character.
        if error.end < len(text):
            return False
        decoded = from_shown(_FOREIGN.sub("?", text))[: error.start].decode(encoding)
    han = len(_HAN_CHAR.findall(decoded))
    beyond = sum(1 for char in decoded if char >= "\x80")
    # Letters of German and others stand alone among ASCII, and make a character with the next.
    runs = _HIGH_RUN.findall(text)
    alone = sum(1 for run in runs if len(run) == 1)
    return (
        han >= LEAST_LETTERS
        and han >= 0.6 * beyond
        and alone * 2 < sum(map(len, runs))
        and plausibility(decoded) > PLAUSIBLE
    )


def _font(text: str) -> str:
    """Return the family of fonts in which a text best reads as Vietnamese; empty if in none."""
    text = _QUOTED.sub(" ", text)
    least = syllable_share(text) + _MORE_SYLLABLES
    found = []
    for name, from_font in _FONTS.items():
        back = from_font(text)
        letters = _ONLY.findall(back)
        is_rich = len(letters) >= LEAST_LETTERS and len(set(letters)) >= _LEAST_DIFFERENT
        share = syllable_share(back)
        if is_rich and share >= least and reads_as_vietnamese(back):
            found.append((share, name))
    return max(found)[1] if found else ""


_QUOTED: Final = re.compile(r"(?<!\w)[«»]|[«»](?!\w)")
"""Quotation marks of French and others. TCVN3 has these codes for ô and ằ, within words."""

_LEAST_DIFFERENT: Final = 3
_MORE_SYLLABLES: Final = 0.15
"""How much the share of syllables must grow, and how many different letters there must be. Words of
other languages also become syllables (Láá Láá, Vogël e Kyçit), but with few letters, and they are
syllables before."""

_FONTS: Final = {
    "TCVN3 (ABC, .VnTime fonts)": from_tcvn3,
    "VNI (VNI-Times fonts)": from_vni,
}
_REMEDY: Final = "names in it will not be found; convert it to Unicode"
_SUSPICIONS: Final = (
    (
        _is_utf8,
        f"reads like UTF-8 that was opened as Windows-1252 and saved again; {_REMEDY}, "
        "or save the original again as UTF-8",
    ),
    (
        lambda text: _is_chinese(text, "gb18030"),
        f"reads like GB18030 (GBK) that was opened as Windows-1252; {_REMEDY}, "
        "or give the original file",
    ),
    (
        lambda text: _is_chinese(text, "big5hkscs"),
        f"reads like Big5 that was opened as Windows-1252; {_REMEDY}, or give the original file",
    ),
)
