"""Characters of each script, to be put between ``[`` and ``]`` of a regular expression.

The only place of these ranges; ``synonyms`` and all packages above it import them from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import product
from typing import Final

HAN: Final = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""Han characters: the radicals (U+2E80 to U+2FDF) that text copied from PDFs has, 々, 〇, Suzhou
numerals, ideographs with extension A, compatibility ideographs, and extensions B to H."""

VIETNAMESE_LETTERS: Final = "".join(
    sorted(
        {
            unicodedata.normalize("NFC", base + tone)
            for base, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", "\u0300\u0301\u0309\u0303\u0323")
        }
        | set("ăâêôơưđĂÂÊÔƠƯĐ")
    )
)
"""Every letter of Vietnamese that is not ASCII, in NFC."""

VIETNAMESE_ONLY: Final = "".join(
    letter
    for letter in VIETNAMESE_LETTERS
    # French, Portuguese, Romanian and others have these too; hardly any language has the rest.
    if letter not in "àáâãèéêìíòóôõùúýăÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂ"
)
"""Letters that Vietnamese has and hardly any other language written in Latin letters."""


def ranges(chars: Iterable[str]) -> str:
    """Write characters, in ascending order, as the inside of a character class."""
    found: list[list[str]] = []
    for char in chars:
        if found and ord(char) == ord(found[-1][1]) + 1:
            found[-1][1] = char
        else:
            found.append([char, char])
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in found)
