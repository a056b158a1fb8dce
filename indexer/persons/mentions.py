"""People as mentions: each name with the id under which it meets its other spellings.

A person the gazetteer knows has its id there. Any other has the toned syllables of the name, those
of a Chinese name by its readings, so that 刘宁 and Lưu Ninh are one; a foreign name stands for
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from indexer.mentions.mention import PERSON, Mention
from indexer.mentions.scene import Scene
from indexer.persons.archive import People
from indexer.persons.chinese import ChinesePeople
from indexer.persons.names import PersonName
from indexer.persons.open_zh import holds_chinese
from indexer.persons.vietnamese import vietnamese_people
from indexer.tokens import MARKS, analyse
from synonyms.gazetteer import RELATED, Gazetteer
from synonyms.readings import Weight, readings_of
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical

LONGEST_READ: Final = 4
"""Characters of the longest Chinese name that is read syllable by syllable."""


class PeopleFinder:
    """Finds people with the evidence of one archive."""

    def __init__(self, gazetteer: Gazetteer, people: People) -> None:
        self._people = people
        self._ids: dict[tuple[str, ...], str] = {}
        own: set[str] = set()
        for entity in gazetteer.of_kind("person"):
            for name in entity.names:
                if name.tier == RELATED or "unsearched" in name.flags:
                    continue
                self._ids.setdefault(_keys(name.text), entity.id)
                if name.lang == "zh" and "ambiguous" not in name.flags:
                    own.add(name.text)
        forbidden = {
            name.text
            for kind in ("place", "gate", "organisation", "term")
            for entity in gazetteer.of_kind(kind)
            for name in entity.names
            if name.lang == "zh"
        }
        self._chinese = ChinesePeople({*people.chinese.names(), *own}, forbidden)

    def mentions(self, scenes: Mapping[str, Scene], taken: Iterable[Mention]) -> list[Mention]:
        """The people named in a document's fields; ``taken`` are other mentions that are sure."""
        found: list[Mention] = []
        sure = list(taken)
        for field, scene in scenes.items():
            places = _tokens_of(scene, [one for one in sure if one.field == field])
            names = vietnamese_people(scene.tokens, self._people.vietnamese, places)
            if holds_chinese(scene.text):
                names += self._chinese.people(scene.text)
            found += [self._mention(field, name) for name in names]
        return found

    def _mention(self, field: str, name: PersonName) -> Mention:
        whole = name.full or ("" if name.partial else name.surface)
        return Mention(
            field=field,
            start=name.start,
            end=name.end,
            surface=name.surface,
            entity=self.id_of(whole) if whole else "",
            kind="person",
            label=PERSON,
            reason=name.reason,
            detail=name.title or name.detail,
            partial=name.partial,
        )

    def id_of(self, name: str) -> str:
        """The id of a full name."""
        keys = _keys(name)
        known = self._ids.get(keys)
        if known is not None:
            return known
        is_read = keys[0] in SURNAMES_ZH and len(keys) <= LONGEST_READ
        if is_read and all(map(is_han, keys)):
            return " ".join(_reading(key) for key in keys)
        return " ".join(map(canonical, keys)) if not is_han(keys[0]) else "".join(keys)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in analyse(text).keys if key not in MARKS)


def _reading(char: str) -> str:
    readings = [one.syllable for one in readings_of(char) if one.weight == Weight.PRIMARY]
    return canonical(readings[0]) if readings else char


def _tokens_of(scene: Scene, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """The tokens on which mentions stand."""
    places = [(one.start, one.end) for one in mentions]
    if not places:
        return []
    first = {start: at for at, start in enumerate(scene.tokens.starts)}
    last = {end: at + 1 for at, end in enumerate(scene.tokens.ends)}
    return [(first[start], last[end]) for start, end in places]
