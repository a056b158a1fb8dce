"""Hand a page the charset that was declared outside of it: by HTTP, or by a letter."""

from __future__ import annotations

import codecs

from corpus.decoding.encoding import MARKS, decode
from corpus.read_errors import ReadError


def transcoded(data: bytes, charset: str) -> tuple[bytes, str]:
    """Return a page as UTF-8 with its mark, and the encoding that it was in.

    Without a charset the bytes stay as they are, and no encoding is named: the page may declare its
    own. They also stay where the charset helps nothing, so that the reader says what is wrong.
    """
    if not charset or any(data.startswith(mark) for mark, _ in MARKS):
        return data, ""
    try:
        decoded = decode(data, charset)
    except ReadError:
        return data, ""
    return codecs.BOM_UTF8 + decoded.text.encode(), decoded.encoding
