"""Give people the ids that their names share in all spellings.

A person that the gazetteer knows has its id there. Any other has the toned syllables of the name,
those of a Chinese name by its readings, so that 刘宁 and Lưu Ninh are one person; the id of a
foreign name is the name itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.analysis.name_keys import keys_of
from indexer.ner.chinese.lexicon import double_surnames, sounds
from indexer.ner.evidence.known_people import People
from indexer.ner.vietnamese.title_counts import Keys, NameEvidence
from synonyms.gazetteer import Gazetteer
from synonyms.gazetteer_rows import RELATED, Name
from synonyms.readings import Weight, readings_of
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical


class PersonIds:
    """The ids of one archive; ``evidence`` answers what it is asked for them, that of ``people``
    unless another is given."""

    def __init__(
        self, gazetteer: Gazetteer, people: People, evidence: NameEvidence | None = None
    ) -> None:
        self._people = people
        self._evidence = evidence or people.vietnamese
        self._of_keys: dict[Keys, str] = {}
        # The id of a name, and the reading that the archive was asked for to find it.
        self._known: dict[str, tuple[str, Keys]] = {}
        for entity in gazetteer.of_kind("person"):
            for name in entity.names:
                if is_of_person(name):
                    self._of_keys.setdefault(keys_of(name.text), entity.id)

    @property
    def listed(self) -> Mapping[Keys, str]:
        """The ids of the gazetteer, by the keys of the names."""
        return self._of_keys

    def id_of(self, name: str) -> str:
        """Return the id of a full name."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._id_of(name)
        elif known[1]:
            # Of this document it is asked too.
            self._evidence.is_person(known[1])
        return known[0]

    def _id_of(self, name: str) -> tuple[str, Keys]:
        keys = keys_of(name)
        known = self._of_keys.get(keys)
        if known is not None:
            return known, ()
        if not is_han(keys[0]):
            return " ".join(map(canonical, keys)), ()
        return self._read(keys)

    def _read(self, keys: Keys) -> tuple[str, Keys]:
        """Return the reading of a Chinese name that is one in Vietnamese too, or the name.

        穆罕默德 is written with the sounds of its characters and would be Mục Hãn Mặc Đức only in
        jest; 马丽 is too, but where the archive has a Mã Lệ she is meant.
        """
        surname = 2 if "".join(keys[:2]) in double_surnames() else 1
        is_short = 1 <= len(keys) - surname <= 2
        if not is_short or keys[0] not in SURNAMES_ZH or not all(map(is_han, keys)):
            return "".join(keys), ()
        reading = tuple(map(_reading, keys))
        if not set(keys) <= sounds():
            return " ".join(reading), ()
        is_person = self._evidence.is_person(reading)
        return (" ".join(reading) if is_person else "".join(keys)), reading

    def chinese_names(self) -> dict[str, str]:
        """Return the characters of people who have the reading of them as their id; of several
        names read alike the most frequent."""
        counts = self._people.chinese.person
        ranked = sorted(self._people.chinese.names(), key=lambda name: (counts[name], name))
        return {self.id_of(name): name for name in ranked}


def usual_reading(name: str) -> str:
    """Return a Chinese name by its readings as these are usually written: 王洪海 is Vương Hồng Hải,
    not *vương hường hải*, which folds their variants; empty where a character has none."""
    readings = [
        next((one.syllable for one in readings_of(key) if one.weight == Weight.PRIMARY), "")
        for key in keys_of(name)
    ]
    return " ".join(one[:1].upper() + one[1:] for one in readings) if all(readings) else ""


def possible_ids(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids that a full name may have by itself; which of them depends on the archive."""
    if not keys:
        return ()
    if not is_han(keys[0]):
        return (" ".join(map(canonical, keys)),)
    return "".join(keys), " ".join(map(_reading, keys))


def is_of_person(name: Name) -> bool:
    return name.tier != RELATED and "unsearched" not in name.flags


def _reading(char: str) -> str:
    readings = [one.syllable for one in readings_of(char) if one.weight == Weight.PRIMARY]
    return canonical(readings[0]) if readings else char
