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

and ``windows-1258``, where most tones are a code behind the letter.

The table of VISCII is that of GNU libc, that of VPS agrees with viparse 0.1.31, which compared four
sources (docs/encodings.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from corpus.decoding.legacy_fonts import (
    from_shown,
    from_tcvn3,
    from_vni,
    to_shown,
    to_tcvn3,
    to_vni,
)
from corpus.decoding.syllables import TONES
from corpus.script_letters import VIETNAMESE_LETTERS

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


class Legacy(Struct, frozen=True):
    """An encoding. ``read`` makes Unicode in NFC of the letters that its codes were shown as,
    ``write`` the letters of Windows-1252 that its codes are shown as, a question mark for those
    that mean something else in it; both keep other characters.
    ``codes`` are the characters beyond ASCII, and the control codes, that it has a meaning for."""

    name: str
    read: Callable[[str], str]
    write: Callable[[str], str]
    codes: frozenset[str]


def _one_code_each(name: str, high: str, controls: Mapping[str, str]) -> Legacy:
    codes = {**controls, **{chr(code): letter for code, letter in enumerate(high, 0x80)}}
    shown = {to_shown(code.encode("latin-1")): letter for code, letter in codes.items()}
    reading = str.maketrans(codes | shown)
    # It has no – and no “, whose codes in Windows-1252 are letters.
    no_letters = dict.fromkeys(shown, "?")
    writing = str.maketrans(no_letters | {letter: code for code, letter in shown.items()})
    return Legacy(
        name,
        lambda text: text.translate(reading),
        lambda text: text.translate(writing),
        frozenset(codes) | frozenset(shown),
    )


def _without_tone(letter: str) -> tuple[str, str]:
    """Return the letter without its tone, and the mark of the tone; empty if there is none."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    plain = "".join(mark for mark in marks if mark not in TONES)
    return unicodedata.normalize("NFC", plain), tone


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
        char for letter in VIETNAMESE_LETTERS for char in write(letter) if char > "\x7f"
    )


def _from_1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_FROM_1258))


def _to_1258(text: str) -> str:
    return text.translate(_TO_1258)


def _high_codes_of_1258() -> Iterator[tuple[str, str]]:
    """Give each code, as Windows-1252 shows it, with its character; ten codes have none."""
    for code in range(0x80, 0x100):
        data = bytes((code,))
        if char := data.decode("cp1258", "ignore"):
            yield to_shown(data), char


_HIGH_1258: Final = dict(_high_codes_of_1258())
_FROM_1258: Final = str.maketrans(_HIGH_1258)
_TO_1258: Final = str.maketrans(
    {char: shown for shown, char in _HIGH_1258.items()}
    # The rest in two codes, the letter and its tone.
    | {
        letter: to_shown((plain + tone).encode("cp1258"))
        for letter in VIETNAMESE_LETTERS
        for plain, tone in (_without_tone(letter),)
        if tone and letter not in _HIGH_1258.values()
    }
)


LEGACY: Final[dict[str, Legacy]] = {
    one.name: one
    for one in (
        Legacy("tcvn3", _read_tcvn3, to_tcvn3, _high(to_tcvn3)),
        Legacy("vni", from_vni, to_vni, _high(to_vni)),
        _one_code_each("viscii", _VISCII, _VISCII_CONTROLS),
        _one_code_each("vps", _VPS, _VPS_CONTROLS),
        Legacy("windows-1258", _from_1258, _to_1258, _high(_to_1258)),
    )
}


def decode_legacy(data: bytes, name: str) -> str:
    """Return the text of bytes in one of ``LEGACY``; codes without a meaning as in Windows-1252."""
    return LEGACY[name].read(to_shown(data))


def encode_legacy(text: str, name: str) -> bytes:
    """Return the bytes of a text in one of ``LEGACY``, a question mark for what it has not."""
    return from_shown(LEGACY[name].write(text))
