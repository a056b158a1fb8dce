"""Names on a picture, for readers of a language."""

from __future__ import annotations

from typing import Final

from search.names.entity_names import EntityName
from web.pictures.boxes import text_width

CUT: Final = "…"


def name_in(name: EntityName, language: str) -> str:
    """Return the name for readers of a language; the other one where it has none."""
    return next(filter(None, _in_order(name, language)), "")


def both_names(name: EntityName, language: str) -> str:
    """Return both names, that for readers of a language first."""
    return " ".join(filter(None, _in_order(name, language)))


def fitted(text: str, width: float) -> str:
    """Cut a text where it is wider than a width, in units."""
    if text_width(text) <= width:
        return text
    shown = text
    while shown and text_width(shown + CUT) > width:
        shown = shown[:-1]
    return shown + CUT


def _in_order(name: EntityName, language: str) -> tuple[str, str]:
    return (name.zh, name.vi) if language == "zh" else (name.vi, name.zh)
