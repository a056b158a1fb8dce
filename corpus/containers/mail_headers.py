"""Read the headers of a letter: encoded words, and bytes that no standard allows.

Letters from Vietnam and China often declare another charset than they are in (GBK as ISO-8859-1 or
GB2312, windows-1258 as nothing at all), so the charset of an encoded word is only a declaration for
``corpus.decoding``. Two halves of one character may stand in two encoded words, so neighbours of
one charset are decoded together (``email.header.decode_header`` joins them).
"""

from __future__ import annotations

from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from corpus.cleaning import one_line
from corpus.decoding.encoding import decode
from corpus.read_errors import ReadError

LONGEST: Final = 10_000
"""Characters of a header that are read. A subject of a thousand encoded words fills them."""


def header(message: Message, name: str) -> str:
    """Return a header as text on one line, empty if it is absent."""
    value = next((one for key, one in message.raw_items() if key.lower() == name.lower()), "")
    return decoded_header(str(value))


def decoded_header(value: str) -> str:
    """Return the text of a raw header, in which bytes are lone surrogates."""
    value = value[:LONGEST]
    try:
        pieces = decode_header(value.encode("utf-8", "surrogateescape").decode("latin-1"))
    except (MessageError, ValueError):
        return one_line(text_of(value.encode("utf-8", "surrogateescape"), ""))
    parts: list[str] = []
    for data, charset in pieces:
        raw = data if isinstance(data, bytes) else data.encode("latin-1", "replace")
        parts.append(text_of(raw, charset or ""))
    return one_line("".join(parts))


def text_of(data: bytes, charset: str) -> str:
    """Return bytes as text: in the charset if they are, else in the one they seem to be in; what
    fits none is replaced."""
    try:
        return decode(data, charset).text
    except ReadError:
        return data.decode("utf-8", "replace")


def sender(message: Message) -> str:
    """Return who wrote a letter: the name, else the address."""
    ((name, address), *_) = [*getaddresses([header(message, "From")]), ("", "")]
    return one_line(name) or address


def day(message: Message) -> str:
    """Return the day that a letter is dated, where it was written; empty if it has none."""
    try:
        return parsedate_to_datetime(header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
