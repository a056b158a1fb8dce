"""Which characters belong to which script: the inside of regular expressions' classes."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Final

HAN: Final = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""Han characters: radicals out of PDFs, 々 and 〇, compatibility ideographs, the planes beyond."""

CJK_PUNCTUATION: Final = "\u3000-\u3004\u3006\u3008-\u3020\u302a-\u303f\uff01-\uff65"
"""Ideographic and fullwidth punctuation, fullwidth digits and letters."""

VIETNAMESE_LETTERS: Final = "".join(
    sorted(
        {
            unicodedata.normalize("NFC", base + tone)
            for base, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", "\u0300\u0301\u0309\u0303\u0323")
        }
        | set("ăâêôơưđĂÂÊÔƠƯĐ")
    )
)
"""Every letter of Vietnamese that is not ASCII, composed."""

VIETNAMESE_ONLY: Final = "".join(
    letter
    for letter in VIETNAMESE_LETTERS
    # French, Portuguese, Romanian and their like write these too; the others hardly anybody.
    if letter not in "àáâãèéêìíòóôõùúýăÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂ"
)
"""Letters that tell Vietnamese from the other languages written in Latin letters."""
