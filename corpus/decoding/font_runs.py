"""Convert a run of text whose font is known (DOCX, RTF, PDF, HTML).

A font betrays the encoding of its text where the text itself is too short to: ``ViÖt`` in .VnTime.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.decoding.legacy import LEGACY, Legacy
from corpus.decoding.legacy_fonts import to_shown
from corpus.decoding.syllables import is_syllable

_FAMILIES: Final = {
    # Fonts of other makers are named VNtimes, and have other codes: without the dot, which some
    # PDFs lack, the name must be written as here. Those that end with H have only capitals.
    "tcvn3": re.compile(r"(?i:[._]vn)[ \w-]|Vn[A-Z][a-z]"),
    # "VNI Internet Mail" holds letters as they are typed (Vie65t), which is another encoding.
    "vni": re.compile(r"(?i)vni(?![ -]*internet)[ -]?[a-z]"),
    "viscii": re.compile(r"(?i)(?:vi[ -](?:times|arial|helv|courier)|viscii)"),
    "vps": re.compile(r"(?i)vps[ -][a-z]"),
}
"""The names of fonts of each encoding, from the beginning."""

_SUBSET: Final = re.compile(r"[A-Z]{6}\+")
"""What PDF writes before the name of a font of which it has a part."""

_DOT: Final = re.compile(r"#2e", re.IGNORECASE)
_CAPITALS_ONLY: Final = re.compile(r"(?i)[._]?vn[\w -]*?H(?-i:[ -]?[Bb]old)?(?:[ -]?italic)?")
_SYMBOLS: Final = {0xF000 + code: to_shown(bytes((code,))) for code in range(0x20, 0x100)}
"""Word writes the codes of a symbol font as U+F020 to U+F0FF."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def encoding_of_font(font_name: str) -> str:
    """Return the encoding (``tcvn3``, ``vni``, ``viscii``, ``vps``) of the text in a font; empty
    for one of Unicode. Of a list of fonts (CSS) the first counts."""
    name = _plain_name(font_name)
    return next((one for one, family in _FAMILIES.items() if family.match(name)), "")


def from_font(font_name: str, text: str) -> tuple[str, str]:
    """Return the text of a run in Unicode, and the encoding that it was in; empty for Unicode.

    Text that is Unicode whatever its font says stays as it is: it has letters that the encoding
    has not, or it reads as Vietnamese better than what would become of it.
    """
    encoding = encoding_of_font(font_name)
    if not encoding:
        return text, ""
    shown = text.translate(_SYMBOLS)
    if not _fits(shown, LEGACY[encoding]):
        return text, ""
    converted = LEGACY[encoding].read(shown)
    if _syllables(converted) < _syllables(shown):
        return text, ""
    if encoding == "tcvn3" and _CAPITALS_ONLY.fullmatch(_plain_name(font_name)):
        converted = converted.upper()
    return (converted, encoding) if converted != text else (text, "")


def _plain_name(font_name: str) -> str:
    first = font_name.split(",")[0].strip(" \t\n'\"/")
    return _DOT.sub(".", _SUBSET.sub("", first))


def _fits(text: str, encoding: Legacy) -> bool:
    """Tell whether an encoding has every letter of a text."""
    return all(char.isascii() or char in encoding.codes or not char.isalpha() for char in text)


def _syllables(text: str) -> int:
    """Count the words with letters beyond ASCII that are syllables."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return sum(map(is_syllable, words))
