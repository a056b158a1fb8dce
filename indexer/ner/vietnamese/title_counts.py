"""The counts of a whole archive on capitalised runs: how often each stands behind a title, and how
often behind a word for a street, a firm or a place.

They are collected in a pass of their own (run_counts.py) and have a version; the same
texts give the same counts in whatever order they come.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Final, Protocol

EVIDENCE_VERSION: Final = 5
"""Raised when the same texts give other evidence."""

COMPOUND_TIMES: Final = 5
COMPOUND_LIFT: Final = 5
"""A capital and the small key behind it are a word if they meet so often, and so many times as
often as chance would have it (Quốc hội 20 times, *Hùng cho* twice)."""

WORD_SHARE: Final = 0.05
"""Share of a key's lower-case places that the pair must have."""

Keys = tuple[str, ...]

_JOIN: Final = " "


class NameEvidence(Protocol):
    """What the rules ask of an archive: five questions, each answered by yes or no. A document's
    names follow from its text and these answers (indexer/ner/evidence/asked_evidence.py)."""

    def is_person(self, keys: Keys) -> bool:
        """Tell whether the archive calls it a person more often than anything else."""

    def is_other(self, keys: Keys) -> bool:
        """Tell whether the archive calls it something else at least twice as often as a person."""

    def is_word(self, key: str) -> bool:
        """Tell whether a key is mostly written in lower case."""

    def begins_word(self, key: str, following: str) -> bool:
        """Tell whether two keys are a word that is written in lower case too."""

    def is_compound(self, key: str, following: str) -> bool:
        """Tell whether a small key follows a capital far oftener than others."""


@dataclass(frozen=True)
class TitleCounts:
    """Counts by run of two keys and more: after a title or pronoun (``person``), and after a word
    that says it is no person (``other``).

    ``lower`` counts how often a key stands in lower case, ``upper`` how often with a capital where
    no sentence begins. ``ends`` counts the pairs of a run's last key and the lower-case key
    behind it; ``words`` how often such a pair stands in lower case throughout.
    """

    person: Mapping[Keys, int] = field(default_factory=dict)
    other: Mapping[Keys, int] = field(default_factory=dict)
    lower: Mapping[str, int] = field(default_factory=dict)
    upper: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[Keys, int] = field(default_factory=dict)
    ends: Mapping[Keys, int] = field(default_factory=dict)

    def is_person(self, keys: Keys) -> bool:
        """Tell whether the archive calls it a person more often than anything else."""
        return self.person.get(keys, 0) > self.other.get(keys, 0)

    def is_other(self, keys: Keys) -> bool:
        """Tell whether the archive calls it something else at least twice as often as a person."""
        return self.other.get(keys, 0) > 1 + 2 * self.person.get(keys, 0)

    def is_word(self, key: str) -> bool:
        """Tell whether a key is mostly written in lower case: a word that only began a sentence."""
        return self.lower.get(key, 0) > self.upper.get(key, 0)

    def begins_word(self, key: str, following: str) -> bool:
        """Tell whether two keys are a word that is written in lower case too: *Cảnh sát*, *Tư
        pháp*; not by chance neighbours (*nhân cho*)."""
        return self.words.get((key, following), 0) >= WORD_SHARE * self.lower.get(key, 0) > 0

    def is_compound(self, key: str, following: str) -> bool:
        """Tell whether a small key follows a capital far oftener than others: *Quốc hội*, which is
        hardly ever written small throughout."""
        count = self.ends.get((key, following), 0)
        by_key, by_following, total = self._end_totals
        return count >= COMPOUND_TIMES and count * total > (
            COMPOUND_LIFT * by_key[key] * by_following[following]
        )

    @cached_property
    def _end_totals(self) -> tuple[Counter[str], Counter[str], int]:
        by_key: Counter[str] = Counter()
        by_following: Counter[str] = Counter()
        for (key, following), count in self.ends.items():
            by_key[key] += count
            by_following[following] += count
        return by_key, by_following, by_key.total()

    @property
    def version(self) -> str:
        """Tells evidence apart."""
        return blake2b(self.to_json().encode(), digest_size=8).hexdigest()

    def to_json(self) -> str:
        """Encode as text, the same for the same evidence; ``from_json`` decodes it."""
        shape = {
            "version": EVIDENCE_VERSION,
            "person": {_JOIN.join(keys): count for keys, count in self.person.items()},
            "other": {_JOIN.join(keys): count for keys, count in self.other.items()},
            "lower": dict(self.lower),
            "upper": dict(self.upper),
            "words": {_JOIN.join(keys): count for keys, count in self.words.items()},
            "ends": {_JOIN.join(keys): count for keys, count in self.ends.items()},
        }
        return json.dumps(shape, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> TitleCounts:
        """Decode what ``to_json`` encoded. Raises ``ValueError`` for another version."""
        shape = json.loads(text)
        if shape["version"] != EVIDENCE_VERSION:
            raise ValueError(f"evidence of version {shape['version']}, not {EVIDENCE_VERSION}")
        return cls(
            {tuple(keys.split(_JOIN)): count for keys, count in shape["person"].items()},
            {tuple(keys.split(_JOIN)): count for keys, count in shape["other"].items()},
            shape["lower"],
            shape["upper"],
            {tuple(keys.split(_JOIN)): count for keys, count in shape["words"].items()},
            {tuple(keys.split(_JOIN)): count for keys, count in shape["ends"].items()},
        )
