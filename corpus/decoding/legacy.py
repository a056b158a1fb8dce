"""The Vietnamese encodings from before Unicode, by their names, each in both directions.

All but VNI have one code for a letter. Text of them is met as bytes, and as letters that a program
made of the bytes: those of Latin-1, or those of Windows-1252, which has other characters for 0x80
to 0x9F. Both are read here: code 0x95 is ``\\x95`` and ``•``.

=========  ============================================================================
``tcvn3``  TCVN 5712 VN3, fonts named ``.VnTime``; of the capitals it has Ă Â Đ Ê Ô Ơ Ư
           only: others are the small letters in a font like ``.VnTimeH``
``vni``    fonts named ``VNI-Times``; a vowel and its tone are two codes
``viscii`` RFC 1456; six capitals are control codes
``vps``    fonts named ``VPS Times``; fourteen capitals are control codes
=========  ============================================================================

The table of VISCII is that of GNU libc, that of VPS agrees with viparse 0.1.31, which compared four
sources (docs/encodings.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.decoding.legacy_fonts import (
    from_shown,
    from_tcvn3,
    from_vni,
    to_shown,
    to_tcvn3,
    to_vni,
)

# Codes 0x80 to 0xFF. In VPS 0x91, 0x92, 0xA0 and some others are those of Windows-1252.
_VISCII: Final = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VPS: Final = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "\u00a0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß"
    "àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VISCII_CONTROLS: Final = dict(zip("\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True))
_VPS_CONTROLS: Final = dict(
    zip("\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d", "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True)
)


@dataclass(frozen=True, slots=True)
class Legacy:
    """An encoding. ``read`` makes Unicode in NFC of the letters that its codes were shown as,
    ``write`` the letters of Windows-1252 that its codes are shown as; both keep other characters.
    ``codes`` are the characters beyond ASCII, and the control codes, that it has a meaning for."""

    name: str
    read: Callable[[str], str]
    write: Callable[[str], str]
    codes: frozenset[str]


def _one_code_each(name: str, high: str, controls: Mapping[str, str]) -> Legacy:
    codes = {**controls, **{chr(code): letter for code, letter in enumerate(high, 0x80)}}
    shown = {to_shown(code.encode("latin-1")): letter for code, letter in codes.items()}
    reading = str.maketrans(codes | shown)
    writing = str.maketrans({letter: code for code, letter in shown.items()})
    return Legacy(
        name,
        lambda text: text.translate(reading),
        lambda text: text.translate(writing),
        frozenset(codes) | frozenset(shown),
    )


_CAPITALS: Final = re.compile(r"[^\W\d_]+")


def _read_tcvn3(text: str) -> str:
    """Convert TCVN3; in a word typed in capitals (``HßA``) the letters with tones become such."""
    return _CAPITALS.sub(_as_capitals, from_tcvn3(text))


def _as_capitals(word: re.Match[str]) -> str:
    letters = word[0]
    typed = [char for char in letters if char.isascii()]
    is_capital = typed and all(map(str.isupper, typed)) and any(map(str.isupper, letters[1:]))
    return letters.upper() if is_capital else letters


def _high(write: Callable[[str], str]) -> frozenset[str]:
    """Return the characters beyond ASCII with which an encoding writes Vietnamese."""
    return frozenset(
        char for letter in _VISCII + "ẲẴẪỶỸỴ" for char in write(letter) if char > "\x7f"
    )


LEGACY: Final[dict[str, Legacy]] = {
    one.name: one
    for one in (
        Legacy("tcvn3", _read_tcvn3, to_tcvn3, _high(to_tcvn3)),
        Legacy("vni", from_vni, to_vni, _high(to_vni)),
        _one_code_each("viscii", _VISCII, _VISCII_CONTROLS),
        _one_code_each("vps", _VPS, _VPS_CONTROLS),
    )
}


def decode_legacy(data: bytes, name: str) -> str:
    """Return the text of bytes in one of ``LEGACY``; codes without a meaning as in Windows-1252."""
    return LEGACY[name].read(to_shown(data))


def encode_legacy(text: str, name: str) -> bytes:
    """Return the bytes of a text in one of ``LEGACY``, a question mark for what it has not."""
    return from_shown(LEGACY[name].write(text))
