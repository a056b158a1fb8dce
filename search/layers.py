"""What is laid over our own names while we serve: a user's files, corrections, and the people that
the archive knows; read again as soon as they change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.corrections import file
from indexer.corrections.correction import Corrections
from indexer.errors import IndexProblem
from indexer.fingerprint import FILE as INDEX_FILE
from indexer.fingerprint import data_folder
from indexer.persons.archive import FILE as PEOPLE_FILE
from indexer.persons.archive import People
from indexer.persons.mentions import PeopleFinder
from search.aliases import Aliases
from search.names import name_of
from synonyms import gazetteer
from synonyms.gazetteer import EQUIVALENT, VARIANT, Entity, Gazetteer, GazetteerError, Name
from synonyms.spelling import is_han

Stamp = tuple[tuple[str, int, int], ...]
"""Path, time of change in nanoseconds and size of each file."""


@dataclass(frozen=True, slots=True)
class Layered:
    """All names as of one moment. ``people`` gives the ids of people who are known from texts;
    ``problem`` says why newer files could not be taken."""

    aliases: Aliases
    corrections: Corrections
    people: PeopleFinder
    problem: str = ""


class Layers:
    """The layers of one archive; safe to share between threads.

    Raises ``GazetteerError`` or ``IndexProblem`` if the files are broken at the beginning. Broken
    later, while someone edits them, they leave the names as they were, and ``problem`` says so.
    """

    def __init__(self, index: Path, synonyms: Sequence[Path], corrections: Path) -> None:
        self.corrections_file = corrections
        self._index = index
        self._data = data_folder(index)
        self._synonyms = tuple(synonyms)
        self._lock = threading.Lock()
        self._stamp = self._stamp_now()
        self._now = self._read()

    def now(self) -> Layered:
        """The names as the files have them now."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._now = self._again()
                    self._stamp = stamp
        return self._now

    def _again(self) -> Layered:
        try:
            return self._read()
        except (GazetteerError, IndexProblem) as error:
            return replace(self._now, problem=str(error))

    def _read(self) -> Layered:
        corrections = file.read(self.corrections_file)
        names = gazetteer.load(self._synonyms)
        self._data = data_folder(self._index)
        people = PeopleFinder(names, People.load(self._data))
        aliases = Aliases(with_joined(names, corrections), people.chinese_names())
        return Layered(aliases, corrections, people)

    def _stamp_now(self) -> Stamp:
        # Another generation has evidence of its own.
        files = [self.corrections_file, self._index / INDEX_FILE, self._data / PEOPLE_FILE]
        for given in self._synonyms:
            files += sorted(given.glob("*.tsv")) if given.is_dir() else [given]
        found = []
        for path in files:
            try:
                seen = path.stat()
            except OSError:  # Gone, or not there yet: that too is a state that changes.
                continue
            found.append((str(path), seen.st_mtime_ns, seen.st_size))
        return tuple(found)


def with_joined(names: Gazetteer, corrections: Corrections) -> Gazetteer:
    """The gazetteer with people who count as one under one id, with the names of both."""
    if not corrections.joined():
        return names
    entities = dict(names.entities)
    for other, correction in corrections.joined().items():
        one = corrections.one_of(other)
        gone = entities.pop(other, None)
        kept = entities.get(one) or Entity(one, "person", (), {}, "")
        added = [*_named(names, one), *(gone.names if gone else _named(names, other))]
        added += [_name(form) for form in correction.forms]
        entities[one] = replace(kept, names=_tiered([*kept.names, *added]))
    said = [correction.id for correction in corrections.joined().values()]
    return Gazetteer(entities, " ".join([names.digest, *said]))


def _named(names: Gazetteer, entity_id: str) -> list[Name]:
    """What an id without an entry spells."""
    if entity_id in names.entities:
        return []
    name = name_of(names, entity_id)
    return [_name(text) for text in (name.vi, name.zh) if text]


def _name(text: str) -> Name:
    lang = "zh" if is_han(text[0]) else "vi"
    return Name(text, lang, VARIANT, True, frozenset(), "")


def _tiered(names: Sequence[Name]) -> tuple[Name, ...]:
    """One name of each text; the first of a language is its main one unless one is already."""
    found: dict[str, Name] = {}
    for one in names:
        found.setdefault(one.text, one)
    for lang in ("vi", "zh"):
        own = [
            one for one in found.values() if one.lang == lang and one.tier in (EQUIVALENT, VARIANT)
        ]
        if own and all(one.tier == VARIANT for one in own):
            found[own[0].text] = replace(own[0], tier=EQUIVALENT)
    return tuple(found.values())
