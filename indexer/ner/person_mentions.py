"""Make mentions of people's names: each with the id that it shares with its other spellings.

A person that the gazetteer knows has its id there. Any other has the toned syllables of the name,
those of a Chinese name by its readings, so that 刘宁 and Lưu Ninh are one person; the id of a
foreign name is the name itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from indexer.analysis.name_keys import keys_of
from indexer.linking.context import FieldContext
from indexer.linking.mention import PERSON, Mention
from indexer.ner.chinese.candidates import holds_chinese
from indexer.ner.chinese.lexicon import double_surnames, sounds
from indexer.ner.chinese.recogniser import ChinesePeople
from indexer.ner.evidence.asked_evidence import Asked, AskedEvidence
from indexer.ner.evidence.known_people import People
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.name_model import NameModel
from indexer.ner.vietnamese.recogniser import vietnamese_people
from synonyms.gazetteer import Gazetteer
from synonyms.gazetteer_rows import RELATED, Name
from synonyms.readings import Weight, readings_of
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical


class PeopleFinder:
    """Finds people with the evidence of one archive; ``model`` reviews the Vietnamese ones, ours
    unless another is given."""

    def __init__(
        self, gazetteer: Gazetteer, people: People, model: NameModel | None = None
    ) -> None:
        self._people = people
        self._model = model
        self._evidence = AskedEvidence(people.vietnamese)
        self._ids: dict[tuple[str, ...], str] = {}
        # The id of a name, and the reading that the archive was asked for to find it.
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        for entity in gazetteer.of_kind("person"):
            for name in entity.names:
                if _is_of_person(name):
                    self._ids.setdefault(keys_of(name.text), entity.id)
        self._gazetteer = gazetteer

    @cached_property
    def _chinese(self) -> ChinesePeople:
        """Made when a text is read: who only asks for ids needs none, and it takes .3 s."""
        own = {
            name.text
            for entity in self._gazetteer.of_kind("person")
            for name in entity.names
            if name.lang == "zh" and "ambiguous" not in name.flags and _is_of_person(name)
        }
        forbidden = {
            name.text
            for kind in ("place", "gate", "organisation", "term")
            for entity in self._gazetteer.of_kind(kind)
            for name in entity.names
            if name.lang == "zh"
        }
        return ChinesePeople({*self._people.chinese.names(), *own}, forbidden)

    def mentions(
        self, contexts: Mapping[str, FieldContext], taken: Iterable[Mention]
    ) -> list[Mention]:
        """Return the people named in a document's fields; ``taken`` are other mentions that are
        sure."""
        self._evidence.begin()
        found: list[Mention] = []
        sure = list(taken)
        for field, context in contexts.items():
            places = _tokens_of(context, [one for one in sure if one.field == field])
            names = vietnamese_people(
                context.tokens, self._evidence, places, self._ids, self._model
            )
            if holds_chinese(context.text):
                names += self._chinese.people(context.text)
            found += [self._mention(field, name) for name in names]
        return found

    def _mention(self, field: str, name: PersonName) -> Mention:
        # Hùng Ba is as short as a given name; the gazetteer has him.
        is_known = name.partial and not name.full and keys_of(name.surface) in self._ids
        partial = name.partial and not is_known
        whole = name.full or ("" if partial else name.surface)
        return Mention(
            field=field,
            start=name.start,
            end=name.end,
            surface=name.surface,
            entity=self.id_of(whole) if whole else "",
            kind="person",
            label=PERSON,
            reason=name.reason,
            detail=name.detail,
            partial=partial,
            title=name.title,
        )

    def asked(self) -> Asked:
        """Return what the names of the last document rest on."""
        return self._evidence.asked()

    def id_of(self, name: str) -> str:
        """Return the id of a full name."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._id_of(name)
        elif known[1]:
            # Of this document it is asked too.
            self._evidence.is_person(known[1])
        return known[0]

    def _id_of(self, name: str) -> tuple[str, tuple[str, ...]]:
        keys = keys_of(name)
        known = self._ids.get(keys)
        if known is not None:
            return known, ()
        if not is_han(keys[0]):
            return " ".join(map(canonical, keys)), ()
        return self._read(keys)

    def _read(self, keys: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
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


def _is_of_person(name: Name) -> bool:
    return name.tier != RELATED and "unsearched" not in name.flags


def _reading(char: str) -> str:
    readings = [one.syllable for one in readings_of(char) if one.weight == Weight.PRIMARY]
    return canonical(readings[0]) if readings else char


def _tokens_of(context: FieldContext, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return the tokens on which mentions stand."""
    places = [(one.start, one.end) for one in mentions]
    if not places:
        return []
    starts, ends = context.tokens.starts, context.tokens.ends
    return [(bisect_left(starts, start), bisect_left(ends, end) + 1) for start, end in places]
