"""Normalise text: NFC, lines that end with LF, no characters that later steps cannot take.

All offsets in the project count code points of what ``clean`` returns.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

_REPLACEMENT: Final = "\ufffd"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_WHITE: Final = re.compile(r"\s+")

MOST_MARKS: Final = 30
"""Most combining marks in a row, the limit of UAX 15 (Stream-Safe Text Format); no language needs
more than four. Python sorts them by insertion, in time that grows with the square of their number:
80,000 of two kinds took 25 s."""

_JOINER: Final = "\u034f"
"""Is put between the marks of a longer row, as UAX 15 says; it is invisible."""

# No letter, digit, space or ASCII: the regular expression tests this in C, unlike each single mark.
_SIGNS: Final = r"[^\w\s\x00-\x7f]"
_MANY_SIGNS: Final = re.compile(f"{_SIGNS}{_SIGNS}{{{MOST_MARKS},}}")
# Browsers ignore these inside an address, so "java\nscript:" would work; no address needs them.
_UNFIT_IN_URL: Final = re.compile(r"[\s\x00-\x20\x7f<>\"]")


def clean(text: str) -> str:
    """Return the text in NFC with LF line ends; NUL and lone surrogates become U+FFFD.

    Nothing else changes, and a clean text is returned as it is. Damaged characters are replaced,
    not removed: what stands on both sides must not become one word.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
    try:
        text.encode()  # several times faster than looking for surrogates
    except UnicodeEncodeError:
        text = _SURROGATES.sub(_REPLACEMENT, text)
    if text.isascii():
        return text
    # Again after NFC: it splits some characters (U+0958), which adds a mark to those that follow.
    return _with_joiners(unicodedata.normalize("NFC", _with_joiners(text)))


def _with_joiners(text: str) -> str:
    return _MANY_SIGNS.sub(_joined, text)


def _joined(signs: re.Match[str]) -> str:
    """Return the characters of a row with a joiner after every ``MOST_MARKS`` marks."""
    pieces: list[str] = []
    row = 0
    for char in signs[0]:
        row = row + 1 if unicodedata.combining(char) else 0
        if row > MOST_MARKS:
            pieces.append(_JOINER)
            row = 1
        pieces.append(char)
    return "".join(pieces)


def one_line(text: str) -> str:
    """Return the clean text with single blanks for white space, and none at the ends."""
    return _WHITE.sub(" ", clean(text)).strip()


def web_address(text: str) -> str:
    """Return the address if it is http or https, else empty: never ``javascript:`` or ``data:``."""
    address = clean(text.strip())
    if _UNFIT_IN_URL.search(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:  # what urlsplit says of "http://["
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
