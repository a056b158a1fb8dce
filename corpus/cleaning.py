"""Text as the project keeps it: NFC, lines ended by LF, nothing that breaks what reads it later.

Offsets anywhere count code points of what ``clean`` returns.
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
"""Combining marks in a row that are left together: what UAX 15 (Stream-Safe Text Format) allows;
any language gets by with four. Python puts them in order by insertion, in time that grows with the
square of their number: 80,000 of two kinds took 25 s."""

_JOINER: Final = "\u034f"
"""Stands between the marks of a longer row, as UAX 15 has it; it is seen by nobody."""

# No letter, digit, space or ASCII: told natively and at once, where the hundreds of marks are not.
_SIGNS: Final = r"[^\w\s\x00-\x7f]"
_MANY_SIGNS: Final = re.compile(f"{_SIGNS}{_SIGNS}{{{MOST_MARKS},}}")
# Browsers drop these inside an address, so that "java\nscript:" works; no address needs them.
_UNFIT_IN_URL: Final = re.compile(r"[\s\x00-\x20\x7f<>\"]")


def clean(text: str) -> str:
    """The text in NFC with LF line ends; NUL and lone surrogates become U+FFFD.

    Nothing else changes, so a text that is clean comes back as it is. U+FFFD and not nothing:
    what stood on both sides of the damage must not grow together into a word.
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
    # Again behind it: what NFC takes apart (U+0958) adds a mark to those that follow.
    return _with_joiners(unicodedata.normalize("NFC", _with_joiners(text)))


def _with_joiners(text: str) -> str:
    return _MANY_SIGNS.sub(_joined, text)


def _joined(signs: re.Match[str]) -> str:
    """Signs in a row, with a joiner after every ``MOST_MARKS`` marks without one."""
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
    """The clean text with each run of white space made one blank, none at the ends."""
    return _WHITE.sub(" ", clean(text)).strip()


def web_address(text: str) -> str:
    """The address if it is http or https, else empty: no ``javascript:`` or ``data:`` gets in."""
    address = clean(text.strip())
    if _UNFIT_IN_URL.search(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:  # what urlsplit says of "http://["
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
