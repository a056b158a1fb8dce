"""Make mentions of people's names: each with the id that it shares with its other spellings
(person_ids.py)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from indexer.analysis.name_keys import keys_of
from indexer.linking.context import FieldContext
from indexer.linking.mention import PERSON, Mention
from indexer.ner.chinese.candidates import holds_chinese
from indexer.ner.chinese.recogniser import ChinesePeople
from indexer.ner.evidence.asked_evidence import Asked, AskedEvidence
from indexer.ner.evidence.known_people import People
from indexer.ner.person_ids import PersonIds, is_of_person
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.name_model import NameModel
from indexer.ner.vietnamese.recogniser import vietnamese_people
from synonyms.gazetteer import Gazetteer


class PeopleFinder:
    """Finds people with the evidence of one archive; ``model`` reviews the Vietnamese ones, ours
    unless another is given."""

    def __init__(
        self, gazetteer: Gazetteer, people: People, model: NameModel | None = None
    ) -> None:
        self._people = people
        self._model = model
        self._evidence = AskedEvidence(people.vietnamese)
        self._ids = PersonIds(gazetteer, people, self._evidence)
        self._gazetteer = gazetteer

    @cached_property
    def _chinese(self) -> ChinesePeople:
        """Made when a text is read: who only asks for ids needs none, and it takes .3 s."""
        own = {
            name.text
            for entity in self._gazetteer.of_kind("person")
            for name in entity.names
            if name.lang == "zh" and "ambiguous" not in name.flags and is_of_person(name)
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
                context.tokens, self._evidence, places, self._ids.listed, self._model
            )
            if holds_chinese(context.text):
                names += self._chinese.people(context.text)
            found += [self._mention(field, name) for name in names]
        return found

    def _mention(self, field: str, name: PersonName) -> Mention:
        # Hùng Ba is as short as a given name; the gazetteer has him.
        is_known = name.partial and not name.full and keys_of(name.surface) in self._ids.listed
        partial = name.partial and not is_known
        whole = name.full or ("" if partial else name.surface)
        return Mention(
            field=field,
            start=name.start,
            end=name.end,
            surface=name.surface,
            entity=self._ids.id_of(whole) if whole else "",
            kind="person",
            label=PERSON,
            reason=name.reason,
            detail=name.detail,
            partial=partial,
            title=name.title,
        )

    def chinese_names(self) -> Mapping[str, str]:
        """Return the characters of people who have the reading of them as their id."""
        return self._ids.chinese_names()

    def asked(self) -> Asked:
        """Return what the names of the last document rest on."""
        return self._evidence.asked()


def _tokens_of(context: FieldContext, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return the tokens on which mentions stand."""
    places = [(one.start, one.end) for one in mentions]
    if not places:
        return []
    starts, ends = context.tokens.starts, context.tokens.ends
    return [(bisect_left(starts, start), bisect_left(ends, end) + 1) for start, end in places]
