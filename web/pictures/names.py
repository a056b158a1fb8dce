"""Names for readers of a language: on pictures, and wherever one of the two must lead."""

from __future__ import annotations

from typing import Final

from search.names.entity_names import EntityName
from web.pictures.boxes import text_width

CUT: Final = "…"


def name_in(name: EntityName, language: str) -> str:
    """Return the name for readers of a language; the other one where it has none."""
    return next((text for text, _ in in_order(name, language)), "")


def both_names(name: EntityName, language: str) -> str:
    """Return both names, that for readers of a language first."""
    return " ".join(text for text, _ in in_order(name, language))


def fitted(text: str, width: float) -> str:
    """Cut a text where it is wider than a width, in units."""
    if text_width(text) <= width:
        return text
    shown = text
    while shown and text_width(shown + CUT) > width:
        shown = shown[:-1]
    return shown + CUT


def in_order(name: EntityName, language: str) -> list[tuple[str, str]]:
    """Return the names that there are, each with its accent (``vi`` or ``zh``): for readers of
    Chinese the Chinese one first."""
    both = [(name.vi, "vi"), (name.zh, "zh")]
    if language == "zh":
        both.reverse()
    return [(text, accent) for text, accent in both if text]
