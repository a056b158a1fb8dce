"""A person's name where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """One mention of a person in a text, before it is known whose name it is.

    ``start`` and ``end`` (exclusive) count code points of the text. ``partial`` is a part of a name
    that stands for the whole one (*ông Hùng*, 习主席): ``full`` is then the full name in the same
    document as it is written there, if one was found. ``title`` is the title that stands beside the
    name. ``reason`` is the code of the rule that decided, ``detail`` the words that it saw.
    """

    start: int
    end: int
    surface: str
    partial: bool = False
    title: str = ""
    full: str = ""
    reason: str = ""
    detail: str = ""
