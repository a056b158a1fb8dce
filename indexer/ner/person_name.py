"""A person's name where it stands in a text, and the titles before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

MOST_TITLES: Final = 4
"""Most offices of one person in a row before a name."""


def held_together(titles: Sequence[str], is_held_beside: Callable[[str], bool]) -> Sequence[str]:
    """Return those of the titles before a name that are its bearer's: the last, and all from the
    first that is held beside others on. 总理、外长 are two people, 总书记、国家主席 is one."""
    first = next((at for at, one in enumerate(titles) if is_held_beside(one)), len(titles) - 1)
    return titles[first:]


class PersonName(Struct, frozen=True, kw_only=True):
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
