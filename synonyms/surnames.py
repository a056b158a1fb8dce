"""Chinese surnames, by the key of their character.

They take part in the *analysis*: three Han characters of which the first is a surname are indexed
as one term (indexer/analysis/pairs.py), so a change of the list means another fingerprint.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final


def _load() -> frozenset[str]:
    text = files("synonyms").joinpath("data", "surnames_zh.txt").read_text("utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(char for line in lines for char in line if not char.isspace())


SURNAMES_ZH: Final = _load()
"""Simplified characters that begin a Chinese or Chinese-written Vietnamese or Korean name."""
