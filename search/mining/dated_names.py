"""Collect the people's names of an archive with the days of their documents; no text is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from corpus.document import Document
from indexer.analysis.name_keys import keys_of
from indexer.analysis.pairs import CAP
from indexer.linking.mention import PERSON, Mention
from search.terms.forms import spelt
from synonyms.spelling import character_key, is_han, is_syllable
from synonyms.variants import canonical

Keys = tuple[str, ...]

LENGTHS: Final = range(2, 5)
"""Syllables of a name that may have a name in the other script, read syllable by syllable."""

EXAMPLES: Final = 2
"""Documents shown for each side; so many undated ones are remembered of each name."""


class DatedName(Struct):
    """One name in one script: its spellings, its documents, and the days it stands at.

    ``keys`` are characters, or syllables with their variants made one. ``days`` gives for each day
    (proleptic ordinal) the first document seen; ``undated`` a few documents without a day.
    """

    keys: Keys
    forms: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    days: dict[int, str] = field(default_factory=dict)
    undated: list[str] = field(default_factory=list)

    @property
    def form(self) -> str:
        """The spelling found most often, with capitals; Chinese simplified. A foreign name keeps
        its small words and dots (Ursula von der Leyen, 唐纳德·特朗普)."""
        if all(map(is_han, self.keys)) and all(len(key) == 1 for key in self.keys):
            return spelt(self.keys, CAP)
        usual = min(self.forms.items(), key=lambda item: (-item[1], item[0]))[0]
        if is_han(self.keys[0]):
            return "".join(map(character_key, usual))
        return spelt(keys_of(usual), CAP) if all(map(is_syllable, self.keys)) else usual


class ScriptNames(Struct):
    """All names of one script. ``days`` counts the documents of each day that name people so;
    ``undated`` those without a day, ``documents`` all of them."""

    names: dict[Keys, DatedName] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    documents: int = 0
    undated: int = 0

    def add(self, document: Document, forms: dict[Keys, set[str]]) -> None:
        """Count a document with its names."""
        if not forms:
            return
        day = day_of(document.date)
        self.documents += 1
        if day is None:
            self.undated += 1
        else:
            self.days[day] += 1
        for keys, texts in forms.items():
            named = self.names.setdefault(keys, DatedName(keys))
            named.documents += 1
            named.forms.update(texts)
            if day is not None:
                named.days.setdefault(day, document.id)
            elif len(named.undated) < EXAMPLES:
                named.undated.append(document.id)


class DatedNames(Struct, frozen=True):
    """The names of an archive in both scripts."""

    vi: ScriptNames = field(default_factory=ScriptNames)
    zh: ScriptNames = field(default_factory=ScriptNames)


def name_keys(text: str) -> Keys:
    """Return the keys by which a name is counted: all Han or all Vietnamese syllables, of
    ``LENGTHS``; empty for any other name, which no reading could join.
    """
    keys = keys_of(text)
    if len(keys) not in LENGTHS:
        return ()
    if all(map(is_han, keys)):
        return keys
    return tuple(map(canonical, keys)) if all(map(is_syllable, keys)) else ()


def full_names(mentions: Iterable[Mention]) -> Iterator[tuple[Keys, str]]:
    """Give the full names of people among mentions, as far as ``name_keys`` takes them."""
    for one in mentions:
        if one.label == PERSON and not one.partial:
            keys = name_keys(one.surface)
            if keys:
                yield keys, " ".join(one.surface.split())


def day_of(written: str) -> int | None:
    """Return the day of a document's date; None where it is not known to the day."""
    return date.fromisoformat(written).toordinal() if len(written) == 10 else None
