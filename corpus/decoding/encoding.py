"""Bytes → text, strictly, by a decision that can be explained.

In this order, because each step is surer than the next:

1. a byte order mark;
2. UTF-8, which other encodings hardly ever fit by chance;
3. a declaration of GB18030 or Big5 (an HTML page's charset), where its text is plausible;
4. UTF-16 without a mark, GB18030, Big5: the most plausible of those that decode without an error;
5. windows-1258, where the text is clearly Vietnamese;
6. a declaration alone.

Nothing is decoded with replacements: a damaged file is reported, not half read.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from corpus.decoding.plausibility import PLAUSIBLE, controls, plausibility, reads_as_vietnamese
from corpus.read_errors import ReadError


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding's name, and why it was taken for that."""

    text: str
    encoding: str
    why: str


# The mark of UTF-32 begins with that of UTF-16, so it stands first.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Big5 as Windows has it (裏, 碁), then as Hong Kong has it (啲, 嘅).
_CODECS: Final = {"big5": ("cp950", "big5hkscs"), "windows-1258": ("cp1258",)}

_CANDIDATES: Final = ("gb18030", "big5", "utf-16-le", "utf-16-be")

DECLARED: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5",
    "x-x-big5": "big5",
    "cp950": "big5",
    "windows-1258": "windows-1258",
    "cp1258": "windows-1258",
    "x-cp1258": "windows-1258",
    # For pages in English and the like; by the WHATWG all of these mean the first.
    "windows-1252": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}
"""Labels that a declaration may use, and what is then read (the wider of its family)."""

_BINARY: Final = 0.1
"""Share of control characters from which bytes are no text. Text out of PDFs has some form feeds
and stray controls, far below one in a hundred; compressed data about one in eight."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of a whole file; ``declared`` is what it says of itself.

    Raises ``ReadError`` where the bytes are no text, are damaged, or nothing fits.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    stated = DECLARED.get(declared.strip().lower(), "")
    by_declaration = _strictly(data, stated) if stated else None
    trusted = (
        stated in _CANDIDATES
        and by_declaration is not None
        and b"\0" not in data
        and plausibility(by_declaration) >= PLAUSIBLE
    )
    text = _strictly(data, "utf-8")
    # A few characters of GB18030 may happen to be UTF-8 (山 is ɽ): then the declaration decides.
    if (
        text is not None
        and controls(text) < _BINARY
        and not (trusted and plausibility(text) < PLAUSIBLE)
    ):
        return Decoded(text, "utf-8", "it is valid UTF-8")
    if trusted and by_declaration is not None:
        return Decoded(by_declaration, stated, f"it declares {declared}, and reads so")
    best = _most_plausible(data)
    if best is not None:
        return best
    if b"\0" in data or _looks_binary(data):
        raise ReadError("this is not text (binary data); convert it to one of the formats read")
    vietnamese = _strictly(data, "windows-1258")
    if vietnamese is not None and reads_as_vietnamese(vietnamese):
        return Decoded(vietnamese, "windows-1258", "its words are Vietnamese so")
    if by_declaration is not None and controls(by_declaration) < _BINARY:
        return Decoded(by_declaration, stated, f"it declares {declared}")
    raise ReadError(_complaint(data))


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name, "it begins with a byte order mark")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"the byte order mark says {name}, but byte {error.start} does not fit; "
            "save the file again as UTF-8"
        ) from error


def _strictly(data: bytes, name: str) -> str | None:
    for codec in _CODECS.get(name, (name,)):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _most_plausible(data: bytes) -> Decoded | None:
    """The best of the candidates that decode, if it is plausible; the earlier at a draw."""
    found: list[tuple[float, str, str]] = []
    for name in _CANDIDATES:
        text = _strictly(data, name)
        if text:
            found.append((plausibility(text), name, text))
    if not found:
        return None
    score, name, text = max(found, key=lambda one: one[0])
    if score < PLAUSIBLE or controls(text) >= _BINARY:
        return None
    others = ", ".join(f"{other} {value:.2f}" for value, other, _ in found if other != name)
    why = f"it reads as common characters so ({score:.2f}; {others or 'nothing else fits'})"
    return Decoded(text, name, why)


def _looks_binary(data: bytes) -> bool:
    head = data[:20_000]
    return sum(head.count(byte) for byte in (*range(9), *range(14, 32))) >= _BINARY * len(head)


def _complaint(data: bytes) -> str:
    """What to say of bytes that nothing fits: UTF-8 with damage is worth naming."""
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
        "the encoding is not UTF-8, UTF-16, GB18030, Big5 or windows-1258 "
        "(TCVN3 and VNI fonts are not read); save the file as UTF-8"
    )
