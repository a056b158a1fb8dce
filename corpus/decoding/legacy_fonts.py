"""Convert text of Vietnamese fonts from before Unicode (TCVN3, VNI), and bytes that were shown as
Windows-1252; each in both directions.

TCVN3 writes capitals with tones with the codes of the small letters, in separate fonts (.VnTimeH),
so these are not restored as capitals.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Final

_TONES: Final = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""huyền, sắc, hỏi, ngã, nặng: the order of the tables below."""


def _toned(plain: str, codes: str) -> dict[str, str]:
    """Map each code to the letter with one tone."""
    letters = (unicodedata.normalize("NFC", plain + tone) for tone in _TONES)
    return dict(zip(codes, letters, strict=True))


# The bytes of TCVN 5712 VN3 as Windows-1252 shows them.
_TCVN3: Final = {
    **dict(zip("¡¢£¤¥¦§¨©ª«¬\u00ad®", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **_toned("a", "µ¸¶·¹"),
    **_toned("ă", "»¾¼½Æ"),
    **_toned("â", "ÇÊÈÉË"),
    **_toned("e", "ÌÐÎÏÑ"),
    **_toned("ê", "ÒÕÓÔÖ"),
    **_toned("i", "×ÝØÜÞ"),
    **_toned("o", "ßãáâä"),
    **_toned("ô", "åèæçé"),
    **_toned("ơ", "êíëìî"),
    **_toned("u", "ïóñòô"),
    **_toned("ư", "õøö÷ù"),
    **_toned("y", "úýûüþ"),
}

_VNI_TONES: Final = dict(zip("øùûõï", _TONES, strict=True))
_VNI_SHAPES: Final = {
    "â": "\u0302",
    "ê": "\u0306",
    **{code: "\u0302" + tone for code, tone in zip("àáåãä", _TONES, strict=True)},
    **{code: "\u0306" + tone for code, tone in zip("èéúüë", _TONES, strict=True)},
}
_VNI_LETTERS: Final = dict(zip("ñôöìíæóòî", "đơưìíỉĩịỵ", strict=True))
_VNI: Final = re.compile(
    "[aeouyôöAEOUYÔÖ][øùûõïâêàáåãäèéúüëØÙÛÕÏÂÊÀÁÅÃÄÈÉÚÜË]|[ñôöìíæóòîÑÔÖÌÍÆÓÒÎ]"
)


# The characters of Windows-1252 for 0x80 to 0x9F. Five bytes have none; programs keep their codes.
_SHOWN: Final = {
    chr(code): bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
BEYOND_ASCII: Final = f"\u0080-\u00ff{''.join(_SHOWN.values())}"
"""Characters of Windows-1252 beyond ASCII, to be put between ``[`` and ``]``."""

_AS_SHOWN: Final = str.maketrans(_SHOWN)
_AS_BYTES: Final = str.maketrans({shown: char for char, shown in _SHOWN.items()})
_FROM_TCVN3: Final = str.maketrans(_TCVN3)
_TO_TCVN3: Final = str.maketrans(
    {letter.upper(): code for code, letter in _TCVN3.items()}
    | {letter: code for code, letter in _TCVN3.items()}
)


def from_tcvn3(text: str) -> str:
    """Convert text of TCVN3 fonts to Unicode."""
    return text.translate(_FROM_TCVN3)


def to_tcvn3(text: str) -> str:
    """Convert Vietnamese to the codes of TCVN3 fonts."""
    return text.translate(_TO_TCVN3)


def from_vni(text: str) -> str:
    """Convert text of VNI fonts to Unicode."""
    return unicodedata.normalize("NFC", _VNI.sub(_letter, text))


def to_vni(text: str) -> str:
    """Convert Vietnamese to the codes of VNI fonts."""
    return text.translate(_to_vni())


def from_shown(text: str) -> bytes:
    """Return the bytes of a text in Windows-1252, with a question mark for other characters."""
    return text.translate(_AS_BYTES).encode("latin-1", "replace")


def to_shown(data: bytes) -> str:
    """Return bytes as Windows-1252 shows them."""
    return data.decode("latin-1").translate(_AS_SHOWN)


def _letter(found: re.Match[str]) -> str:
    code = found[0]
    if len(code) == 1:
        letter = _VNI_LETTERS[code.lower()]
        return letter.upper() if code.isupper() else letter
    base = {"ô": "ơ", "ö": "ư"}.get(code[0].lower(), code[0].lower())
    mark = code[1].lower()
    letter = base + (_VNI_TONES.get(mark) or _VNI_SHAPES[mark])
    return letter.upper() if code[0].isupper() else letter


@lru_cache(maxsize=1)
def _to_vni() -> dict[int, str]:
    marks = ("øùûõïâêàáåãäèéúüë", "ØÙÛÕÏÂÊÀÁÅÃÄÈÉÚÜË")
    pairs = [base + mark for base, mark in product("aeouyôö", marks[0])]
    pairs += [base + mark for base, mark in product("AEOUYÔÖ", marks[1])]
    codes = [*pairs, *_VNI_LETTERS, *map(str.upper, _VNI_LETTERS)]
    letters = ((from_vni(code), code) for code in codes)
    return {ord(letter): code for letter, code in letters if len(letter) == 1}
