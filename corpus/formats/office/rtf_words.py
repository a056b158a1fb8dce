"""The pieces of RTF, and what its control words stand for (RTF specification 1.9.1)."""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|([^\\{}\r\n\0]+)"
    rb"|[\r\n\0]+|\\",
    re.DOTALL,
)
ENDS: Final = frozenset("par sect page column cell nestcell row nestrow".split())
CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SIGNS: Final = {b"~": "\u00a0", b"_": "-", b"\n": "\n", b"\r": "\n"}
ESCAPED: Final = (b"{", b"}", b"\\")

WITH_TEXT: Final = frozenset(
    "object result shp shpgrp shptxt dptxbxtext listtext pntext footnote info".split()
)
"""Destinations of striprtf's list whose text, or that of groups in them, is read here."""

MARKED_WITH_TEXT: Final = frozenset({"shpinst", "do"})
"""The same where the mark of what old programs pass over (``\\*``) stands before them."""
