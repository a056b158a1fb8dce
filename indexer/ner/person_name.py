"""The nouns of this package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonName:
    """One mention of a person in a text.

    ``start`` and ``end`` (exclusive) count code points of the text. ``partial`` is a part of a name
    that stands for the whole one (*ông Hùng*, 习主席): ``full`` is then the full name in the same
    document as it is written there, if one was found. ``foreign`` names are written in neither
    language's own syllables (Donald Trump, 特朗普). ``title`` is the title that stands next to the
    name. ``reason`` is the code of the rule that decided, ``detail`` the words that it saw.
    """

    start: int
    end: int
    surface: str
    partial: bool = False
    foreign: bool = False
    title: str = ""
    full: str = ""
    reason: str = ""
    detail: str = ""
