"""Sino-Vietnamese readings: a character's syllables, a syllable's characters, and their weights.

The table is ``data/readings.tsv`` (see scripts/build_readings.py). Lookups are by key, that is by
simplified character: a key has the readings of every character that is written so. A reading that
only a merged-in traditional character has (乾 *càn* under 干) is at most secondary.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from synonyms.kept_tables import kept_table
from synonyms.spelling import character_key


class Weight(IntEnum):
    """How usual a reading is; rare ones are asked only when nothing better is found."""

    PRIMARY = 0
    SECONDARY = 1
    RARE = 2


class Reading(Struct, frozen=True):
    """One reading of a character."""

    syllable: str
    weight: Weight


_FILE: Final = Path(__file__).with_name("data") / "readings.tsv"

_ByKey: TypeAlias = dict[str, tuple[tuple[str, int], ...]]
"""Each simplified character with its readings and their weights, best first."""

_BySyllable: TypeAlias = dict[str, tuple[tuple[str, int], ...]]
"""Each toned syllable with the simplified characters that it may be the reading of."""


def table() -> dict[str, tuple[Reading, ...]]:
    """Return every character of the table, as it is written there, with its readings, best
    first."""
    weights = {weight.name.lower(): weight for weight in Weight}
    found: dict[str, tuple[Reading, ...]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            char, _, readings = line.partition("\t")
            pairs = (one.partition(":") for one in readings.split(" "))
            found[char] = tuple(Reading(syllable, weights[weight]) for syllable, _, weight in pairs)
    return found


def _tables() -> tuple[_ByKey, _BySyllable]:
    merged: dict[str, dict[str, int]] = {}
    characters = table()
    for char, readings in characters.items():
        key = character_key(char)
        own = merged.setdefault(key, {})
        for reading in readings:
            weight = reading.weight
            # The character itself is the key's usual meaning; one that only has no form of its
            # own in the table speaks for the key with all its weight.
            if char != key and key in characters:
                weight = max(weight, Weight.SECONDARY)
            own[reading.syllable] = min(int(weight), own.get(reading.syllable, int(weight)))
    by_syllable: dict[str, list[tuple[str, int]]] = {}
    for key, own in merged.items():
        for syllable, rank in own.items():
            by_syllable.setdefault(syllable, []).append((key, rank))
    ranked = {
        key: tuple(sorted(own.items(), key=lambda item: item[1])) for key, own in merged.items()
    }
    return ranked, {syllable: tuple(chars) for syllable, chars in by_syllable.items()}


@lru_cache(maxsize=1)
def _kept() -> tuple[_ByKey, _BySyllable]:
    return kept_table("readings", _tables, [_FILE])


def readings_of(key: str) -> tuple[Reading, ...]:
    """Return the readings of a simplified character, best first; none where it is unknown."""
    by_key, _ = _kept()
    return tuple(Reading(syllable, Weight(rank)) for syllable, rank in by_key.get(key, ()))


def characters_read(syllable: str) -> tuple[tuple[str, Weight], ...]:
    """Return the simplified characters that a toned syllable may be the reading of."""
    _, by_syllable = _kept()
    return tuple((char, Weight(rank)) for char, rank in by_syllable.get(syllable, ()))
