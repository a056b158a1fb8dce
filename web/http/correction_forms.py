"""What the forms and URLs of corrections carry: written into pages, and read when it comes back. Of
each pair of functions one undoes the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

from msgspec import Struct

from search.request_errors import BadRequest

UNDO: Final = "undo"
"""A button that takes a correction back; its id stands behind it."""

SAME: Final = "same"
APART: Final = "apart"
"""The buttons that join and part people; the rest is in fields of their own."""

MENTION: Final = "mention"
"""A button that says what a mention is; the rest of its value is a ``MentionButton``."""

KEPT, ALREADY, UNDONE = "kept", "already", "undone"
OUTCOMES: Final = (KEPT, ALREADY, UNDONE)
WAITS: Final = "waits"

_START_DIGITS: Final = 11
"""Most digits of a place in a text: some hundred gigabytes."""


class MentionButton(Struct, frozen=True):
    """A button beside a mention: the label it gives, where the mention stands, and whose it is;
    ``APART`` in place of a label says that the name is another person's in the whole document."""

    label: str
    field: str
    start: int
    doc: str
    entity: str


def mention_value(button: MentionButton) -> str:
    """Return the value of a button. The id of the document stands last, as it may have spaces."""
    entity = quote(button.entity, safe="")
    return f"{MENTION} {button.label} {button.field} {button.start} {entity} {button.doc}"


def mention_button(value: str) -> MentionButton:
    """Read the value of a button. Raises ``BadRequest`` for what ``mention_value`` never gives."""
    parts = value.split(" ", 5)
    if len(parts) == 6:
        what, label, field, start, entity, doc = parts
        if what == MENTION and _is_number(start):
            return MentionButton(label, field, int(start), doc, unquote(entity))
    raise BadRequest("bad_correction", value=value[:80])


def undo_value(correction_id: str) -> str:
    """Return the value of a button that takes a correction back."""
    return f"{UNDO} {correction_id}"


def undone_id(value: str) -> str | None:
    """Read which correction a button takes back; None for any other button."""
    what, _, correction_id = value.partition(" ")
    return correction_id if what == UNDO else None


class Outcome(Struct, frozen=True):
    """What became of a correction: one of ``OUTCOMES``, its id, and whether it acts only after the
    next ``songngu annotate``."""

    name: str
    correction_id: str
    waits: bool


def outcome_pairs(outcome: Outcome) -> list[tuple[str, str]]:
    """Write an outcome as parameters of the URL that the reader is led back to."""
    pairs = [(outcome.name, outcome.correction_id)]
    return [*pairs, (WAITS, "1")] if outcome.waits else pairs


def outcomes_of(pairs: Iterable[tuple[str, str]]) -> list[Outcome]:
    """Read the outcomes that a URL tells. Anybody can write a URL, so the page believes them only
    as far as the corrections agree."""
    given = dict(pairs)
    return [
        Outcome(name, given[name], bool(given.get(WAITS))) for name in OUTCOMES if name in given
    ]


def without_outcomes(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters of a URL without those of an earlier outcome."""
    return [(name, value) for name, value in pairs if name not in (*OUTCOMES, WAITS)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _START_DIGITS
