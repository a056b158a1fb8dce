"""Text with its fonts: what is written in Vietnamese fonts from before Unicode is converted.

Such a font shows other letters for the same codes, so what a file holds (``ViÖt Nam``) is text
only together with its font (``.VnTime``). Two codes of VNI make one letter, so neighbours in one
font are joined first: programs cut runs anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

from corpus.decoding.font_runs import encoding_of_font, from_font
from corpus.script_letters import HAN

_CHINESE: Final = re.compile(f"([{HAN}\u3000-\u303f\uff00-\uffef]+)")


class Run(NamedTuple):
    """A piece of text in one font; an empty font is one that is not known, or no matter."""

    font: str
    text: str


def soft_hyphen(font: str) -> Run:
    """Return what a place is where a word may be parted: nothing, but ``ư`` in fonts of TCVN3. Its
    code is that of the soft hyphen, and programs that convert documents take it for one."""
    return Run(font, "\u00ad" if encoding_of_font(font) == "tcvn3" else "")


class FontText:
    """Makes text of runs, and remembers in ``repaired`` what it converted from (``tcvn3``)."""

    def __init__(self) -> None:
        self._found: set[str] = set()
        self._is_old = cache(lambda font: bool(encoding_of_font(font)))

    @property
    def repaired(self) -> str:
        """Return the names of what was converted, for ``HowRead.repaired``."""
        return "; ".join(sorted(self._found))

    def text(self, runs: Iterable[Run]) -> str:
        """Return the text of the runs of a paragraph."""
        parts: list[str] = []
        for font, same in groupby((run for run in runs if run.text), lambda run: run.font):
            text = "".join(run.text for run in same)
            parts.append(self._converted(font, text) if self._is_old(font) else text)
        return "".join(parts)

    def _converted(self, font: str, text: str) -> str:
        """Convert a text in an old font. Chinese in it, which the font has not, stays: programs
        show it in another."""
        pieces = _CHINESE.split(text)
        for at in range(0, len(pieces), 2):
            pieces[at], encoding = from_font(font, pieces[at])
            self._found |= {encoding} - {""}
        return "".join(pieces)
