"""Sino-Vietnamese readings: a character's syllables, a syllable's characters, and their weights.

The table is ``data/readings.tsv`` (see scripts/build_readings.py). Lookups are by key, that is by
simplified character: a key has the readings of every character that is written so. A reading that
only a merged-in traditional character has (乾 *càn* under 干) is at most secondary.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files

from synonyms.spelling import character_key


class Weight(IntEnum):
    """How usual a reading is; rare ones are asked only when nothing better is found."""

    PRIMARY = 0
    SECONDARY = 1
    RARE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a character."""

    syllable: str
    weight: Weight


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[Reading, ...]]:
    """Return every character of the table, as it is written there, with its readings, best
    first."""
    text = files("synonyms").joinpath("data", "readings.tsv").read_text("utf-8")
    weights = {weight.name.lower(): weight for weight in Weight}
    found: dict[str, tuple[Reading, ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            char, _, readings = line.partition("\t")
            pairs = (one.partition(":") for one in readings.split(" "))
            found[char] = tuple(Reading(syllable, weights[weight]) for syllable, _, weight in pairs)
    return found


@lru_cache(maxsize=1)
def _by_key() -> dict[str, dict[str, Weight]]:
    merged: dict[str, dict[str, Weight]] = {}
    for char, readings in table().items():
        key = character_key(char)
        own = merged.setdefault(key, {})
        for reading in readings:
            weight = reading.weight
            # The character itself is the key's usual meaning; one that only has no form of its
            # own in the table speaks for the key with all its weight.
            if char != key and key in table():
                weight = max(weight, Weight.SECONDARY)
            own[reading.syllable] = min(weight, own.get(reading.syllable, weight))
    return merged


@lru_cache(maxsize=1)
def _by_syllable() -> dict[str, tuple[tuple[str, Weight], ...]]:
    found: dict[str, list[tuple[str, Weight]]] = {}
    for key, readings in _by_key().items():
        for syllable, weight in readings.items():
            found.setdefault(syllable, []).append((key, weight))
    return {syllable: tuple(chars) for syllable, chars in found.items()}


def readings_of(key: str) -> tuple[Reading, ...]:
    """Return the readings of a simplified character; none where it is unknown."""
    own = _by_key().get(key, {})
    ranked = sorted(own.items(), key=lambda item: item[1])
    return tuple(Reading(syllable, weight) for syllable, weight in ranked)


def characters_read(syllable: str) -> tuple[tuple[str, Weight], ...]:
    """Return the simplified characters that a toned syllable may be the reading of."""
    return _by_syllable().get(syllable, ())
