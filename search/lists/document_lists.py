"""The nouns of named lists, and what can be done to them; each step returns new lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.cleaning import one_line
from search.request_errors import BadRequest, NotThere

NAME_LIMIT: Final = 100
"""Longest name of a list, in code points."""

NOTE_LIMIT: Final = 1_000
"""Longest note on a document, in code points."""


class Entry(Struct, frozen=True):
    """A document in a list: its id, the reader's note on it, and the day it was put there."""

    list: str
    doc: str
    note: str = ""
    when: str = ""


Entries = tuple[Entry, ...]
Change = Callable[[Entries], Entries]
"""What is done to all entries of a file, in their order."""


def names_of(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Return the names of all lists with their documents, as they were begun."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.list] = counts.get(entry.list, 0) + 1
    return counts


def list_named(entries: Iterable[Entry], name: str) -> Entries:
    """Return the entries of a list. Raises ``NotThere``."""
    found = tuple(entry for entry in entries if entry.list == name)
    if not found:
        raise NotThere("no_list", value=name[:NAME_LIMIT])
    return found


def added(name: str, doc: str, when: str) -> Change:
    """Put a document at the end of a list; one that is there stays where it is. Raises
    ``BadRequest`` for a name that no list can have."""
    name = _named(name)

    def change(entries: Entries) -> Entries:
        if any((one.list, one.doc) == (name, doc) for one in entries):
            return entries
        return (*entries, Entry(name, doc, when=when))

    return change


def removed(name: str, doc: str) -> Change:
    """Take a document out of a list; a list without any is none."""
    return lambda entries: tuple(one for one in entries if (one.list, one.doc) != (name, doc))


def noted(name: str, doc: str, note: str) -> Change:
    """Say something of a document in a list, or no longer. Raises ``BadRequest``."""
    if len(note) > NOTE_LIMIT:
        raise BadRequest("too_long", length=len(note), limit=NOTE_LIMIT)
    said = one_line(note)

    def change(entries: Entries) -> Entries:
        return tuple(
            replace(one, note=said) if (one.list, one.doc) == (name, doc) else one
            for one in entries
        )

    return change


def renamed(name: str, other: str) -> Change:
    """Give a list another name; where a list has that name, the two become one, and a document of
    both keeps the note that it has there. Raises ``BadRequest``."""
    other = _named(other)

    def change(entries: Entries) -> Entries:
        list_named(entries, name)
        there = {one.doc for one in entries if one.list == other} if other != name else set()
        return tuple(
            replace(one, list=other) if one.list == name else one
            for one in entries
            if not (one.list == name and one.doc in there)
        )

    return change


def deleted(name: str) -> Change:
    """Delete a list."""
    return lambda entries: tuple(one for one in entries if one.list != name)


def _named(name: str) -> str:
    name = one_line(name)
    if not name:
        raise BadRequest("no_list_name")
    if len(name) > NAME_LIMIT:
        raise BadRequest("too_long", length=len(name), limit=NAME_LIMIT)
    return name
