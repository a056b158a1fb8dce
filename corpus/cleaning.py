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
    return unicodedata.normalize("NFC", text)


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
