"""Text with its fonts: what is written in Vietnamese fonts from before Unicode is converted.

Such a font shows other letters for the same codes, so what a file holds (``ViÖt Nam``) is text
only together with its font (``.VnTime``). Two codes of VNI make one letter, so neighbours in one
font are joined first: programs cut runs anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from corpus.decoding.font_runs import from_font


class Run(NamedTuple):
    """A piece of text in one font; an empty font is one that is not known, or no matter."""

    font: str
    text: str


class FontText:
    """Makes text of runs, and remembers in ``repaired`` what it converted from (``tcvn3``)."""

    def __init__(self) -> None:
        self._found: set[str] = set()

    @property
    def repaired(self) -> str:
        """Return the names of what was converted, for ``HowRead.repaired``."""
        return ", ".join(sorted(self._found))

    def text(self, runs: Iterable[Run]) -> str:
        """Return the text of the runs of a paragraph."""
        parts: list[str] = []
        for font, same in groupby(runs, lambda run: run.font):
            text, encoding = from_font(font, "".join(run.text for run in same))
            parts.append(text)
            if encoding:
                self._found.add(encoding)
        return "".join(parts)
