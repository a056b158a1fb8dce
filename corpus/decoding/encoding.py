"""Decode bytes to text. The encoding is found by these steps, the most reliable first:

1. a byte order mark;
2. UTF-8, which bytes of other encodings hardly ever fit by chance;
3. a declaration of GB18030 or Big5 (the charset of an HTML page), if its text is plausible;
4. a Vietnamese encoding from before Unicode, if its words leave hardly a doubt;
5. UTF-16 without a mark, GB18030, Big5: the most plausible of those that decode without an error;
6. any other declaration.

Characters are never replaced: a damaged file is reported and not read in part.
"""

from __future__ import annotations

import codecs
from typing import Final

from msgspec import Struct

from corpus.decoding.legacy import LEGACY, decode_legacy
from corpus.decoding.legacy_fonts import to_shown
from corpus.decoding.plausibility import PLAUSIBLE, controls, plausibility, stands_in_words
from corpus.decoding.vietnamese_guess import CERTAIN, guess
from corpus.read_errors import ReadError


class Decoded(Struct, frozen=True):
    """The text, and the name of the encoding that it was in. ``confidence``, from 0 to 1, is less
    than 1 where the encoding was found by what the text reads like."""

    text: str
    encoding: str
    confidence: float = 1.0


# The mark of UTF-32 begins with that of UTF-16, so it comes first.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Big5 of Windows (裏, 碁), then that of Hong Kong (啲, 嘅).
CODECS: Final = {"big5": "cp950", "big5-hkscs": "big5hkscs"}
"""Python's names of encodings that it knows by others."""

_CANDIDATES: Final = ("gb18030", "big5", "big5-hkscs", "utf-16-le", "utf-16-be")

DECLARED: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5-hkscs",
    "x-x-big5": "big5",
    "cp950": "big5",
    "windows-1258": "windows-1258",
    "cp1258": "windows-1258",
    "x-cp1258": "windows-1258",
    "viscii": "viscii",
    "x-viet-tcvn": "tcvn3",
    "x-viet-tcvn5712": "tcvn3",
    "x-viet-vni": "vni",
    "x-viet-vps": "vps",
    # For pages in English and similar languages. In the Encoding Standard (WHATWG) all of these
    # are names of windows-1252.
    "windows-1252": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}
"""Labels that a declaration may use, and the encoding that is read: the widest of its family."""

_SAMPLE: Final = 20_000

_BINARY: Final = 0.1
"""Share of control characters from which bytes are not text. Of 20,838 news items the highest is
0.001; compressed data has about 0.12 (31 of 256 byte values)."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of a whole file. ``declared`` is the encoding that the file itself states.

    Raise ``ReadError`` if the bytes are not text, are damaged, or fit no encoding.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    stated = DECLARED.get(declared.strip().lower(), "")
    by_declaration = _strictly(data, stated) if stated else None
    if by_declaration is None and stated == "big5":
        # The label covers that of Hong Kong too (WHATWG).
        stated = "big5-hkscs"
        by_declaration = _strictly(data, stated)
    trusted = (
        stated in _CANDIDATES
        and by_declaration is not None
        and b"\0" not in data
        and plausibility(by_declaration) >= PLAUSIBLE
    )
    text = _strictly(data, "utf-8")
    # A few characters of GB18030 may also be valid UTF-8 (山 is ɽ): then the declaration decides.
    if (
        text is not None
        and controls(text) < _BINARY
        and not (trusted and plausibility(text) < PLAUSIBLE)
    ):
        return Decoded(text, "utf-8")
    if trusted and by_declaration is not None:
        return Decoded(by_declaration, stated)
    best = _vietnamese(data) or _most_plausible(data)
    if best is not None:
        return best
    if b"\0" in data or _looks_binary(data):
        raise ReadError("this is not text but binary data; convert it to one of the formats read")
    if by_declaration is not None and controls(by_declaration) < _BINARY:
        return Decoded(by_declaration, stated)
    raise ReadError(_complaint(data))


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"the byte order mark says {name}, but byte {error.start} does not fit; "
            "save the file again as UTF-8"
        ) from error


def _strictly(data: bytes, name: str) -> str | None:
    """Return the text of bytes in an encoding; None if they do not fit."""
    try:
        if name in LEGACY:
            return decode_legacy(data, name)
        return data.decode(CODECS.get(name, name))
    except UnicodeDecodeError:
        return None


def _vietnamese(data: bytes) -> Decoded | None:
    """Return the text in the Vietnamese encoding that it surely is in; None if in none."""
    if b"\0" in data:
        return None
    found = guess(to_shown(data[: 20 * _SAMPLE]))
    if not found.encoding or found.confidence < CERTAIN:
        return None
    return Decoded(decode_legacy(data, found.encoding), found.encoding, found.confidence)


def _most_plausible(data: bytes) -> Decoded | None:
    """Return the most plausible of the candidates, the first of equal ones; None if none is."""
    found: list[tuple[float, str, str]] = []
    for name in _CANDIDATES:
        if name == "big5-hkscs" and any(one == "big5" for _, one, _ in found):
            continue  # where both fit they differ in a sign or two, as Windows has them
        text = _strictly(data, name)
        if text and (name not in _BY_PAIRS or stands_in_words(text)):
            found.append((plausibility(text), name, text))
    if not found:
        return None
    score, name, text = max(found, key=lambda one: one[0])
    if score < PLAUSIBLE or controls(text) >= _BINARY:
        return None
    return Decoded(text, name, _CHINESE)


_BY_PAIRS: Final = ("gb18030", "big5", "big5-hkscs")
_CHINESE: Final = 0.99
"""Confidence of a Chinese encoding, whatever the plausibility of its text: of 3,600 pieces of news
with 10 to 50 characters 3,592 were read rightly, of longer ones all (docs/measurements.md)."""


def _looks_binary(data: bytes) -> bool:
    head = data[:20_000]
    return sum(head.count(byte) for byte in (*range(9), *range(14, 32))) >= _BINARY * len(head)


def _complaint(data: bytes) -> str:
    """Return the message for bytes that fit no encoding. Damaged UTF-8 is recognised."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for char in text[:20_000] if char >= "\x80" and char != "\ufffd")
    if sound > 10 * min(damaged, 20_000):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            return (
                f"this is UTF-8 with {damaged} damaged places, the first at byte {error.start}; "
                "mend or remove them"
            )
    return (
        "the encoding is not UTF-8, UTF-16, GB18030 or Big5, and the text does not read as "
        "Vietnamese in windows-1258, TCVN3, VNI, VISCII or VPS; save the file as UTF-8"
    )
