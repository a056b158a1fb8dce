"""Plans: what an index can be asked, as a small tree that every engine runs. It knows no language.

Terms are exact strings of a field. The fields stand in ``indexer/fields.py``; only ``BODY`` has
positions, so only there can a phrase be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct


class Everything(Struct, frozen=True):
    """Every document."""


class Nothing(Struct, frozen=True):
    """No document."""


class AnyOf(Struct, frozen=True):
    """Documents that hold at least one of these terms in the field. No terms: no document."""

    field: str
    terms: tuple[str, ...]


class Prefix(Struct, frozen=True):
    """Documents with a term of the field that begins so. The prefix is not empty."""

    field: str
    prefix: str


class Phrase(Struct, frozen=True):
    """Neighbouring positions of ``BODY``, in this order; each slot holds its alternatives.

    At least one slot; an empty slot matches nothing.
    """

    slots: tuple[tuple[str, ...], ...]


class Near(Struct, frozen=True):
    """Two things with at most ``within`` tokens between them, in either order; each side is any
    of its phrases.

    Engines count slop differently (tantivy's even accepts the reverse order), so an engine never
    sees this: ``indexer/near.py`` turns it into the documents that hold it, verified on our tokens.
    """

    left: tuple[Phrase, ...]
    right: tuple[Phrase, ...]
    within: int


class Range(Struct, frozen=True):
    """Terms of a keyword field between two bounds, both included; ``None`` is open."""

    field: str
    low: str | None
    high: str | None


class And(Struct, frozen=True):
    """Documents of all parts. No parts: every document."""

    parts: tuple[Plan, ...]


class Or(Struct, frozen=True):
    """Documents of any part. No parts: no document."""

    parts: tuple[Plan, ...]


class Not(Struct, frozen=True):
    """Documents that are not of this part."""

    part: Plan


Plan: TypeAlias = Everything | Nothing | AnyOf | Prefix | Phrase | Near | Range | And | Or | Not


def all_of(parts: Sequence[Plan]) -> Plan:
    """Return the conjunction, without a wrapper around a single part."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def any_of(parts: Sequence[Plan]) -> Plan:
    """Return the disjunction, without a wrapper around a single part."""
    return parts[0] if len(parts) == 1 else Or(tuple(parts))
