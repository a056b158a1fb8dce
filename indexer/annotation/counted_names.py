"""Count how texts write the names of people and organisations that the gazetteer lacks, for
written_names.py."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from indexer import fields
from indexer.analysis.name_keys import keys_of
from indexer.annotation.mention_groups import MentionGroup, from_value, values_prefix
from indexer.annotation.written_names import FILE, NONE, WrittenName, read, spelt
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexDamaged
from indexer.linking.mention import ORGANISATION, PERSON
from indexer.ner import person_ids
from indexer.organisations import organisation_ids
from indexer.storage.index_writer import WritingRun
from indexer.whole_files import write_whole
from synonyms.spelling import IGNORABLE, SELECTORS, is_han, is_syllable, nfc

_HIDDEN: Final = re.compile(f"[{IGNORABLE}{SELECTORS}]+")
_WORD: Final = re.compile(r"\w+")
_LONG: Final = re.compile(r"\w{2,}")
_NUMBER: Final = " ("
"""Before the number behind the id of a namesake, *lí tiểu long (2)*, which no text has."""


def written_names(reader: Reader) -> dict[str, WrittenName]:
    """Return the names of all people and organisations that texts don't write as their id spells
    them, counted in all documents."""
    # By first letters, so that never all the mentions of an archive are in memory.
    firsts = {
        value[:1]
        for field in (fields.PEOPLE, fields.ORGANISATIONS)
        for value, _ in reader.values(field, "")
    }
    return _names_beginning(reader, firsts)


def _names_beginning(reader: Reader, prefixes: Iterable[str]) -> dict[str, WrittenName]:
    return {
        entity: name
        for prefix in sorted(prefixes)
        for entity, forms in _forms(reader, prefix).items()
        if any(name := _name(entity, forms))
    }


def _forms(reader: Reader, prefix: str) -> dict[str, Counter[str]]:
    """Count the whole names by which mentions name each id that begins so."""
    found: dict[str, Counter[str]] = {}
    for value, documents in reader.values(fields.MENTIONS, prefix):
        group, weight = from_value(value)
        if group.label in (PERSON, ORGANISATION) and _is_whole(group):
            found.setdefault(group.entity, Counter())[_as_name(group)] += weight * documents
    return found


def _is_whole(group: MentionGroup) -> bool:
    """Tell whether a mention has the whole name: not *ông Long*, and not what a correction says."""
    entity, form = group.entity, group.form
    if form == entity or form.lower() == entity:
        return True
    return _gives(form, entity.partition(_NUMBER)[0], group.label)


@lru_cache(maxsize=20_000)
def _gives(form: str, entity: str, label: str) -> bool:
    if label == ORGANISATION:
        return organisation_ids.id_of(form) == entity
    return entity in person_ids.possible_ids(keys_of(form))


def _as_name(group: MentionGroup) -> str:
    """Return a form as a name is shown: on its own, and not in the capitals of a headline."""
    form = nfc(_HIDDEN.sub("", group.form))
    if is_han(form[:1]):
        return "".join(form.split())  # 刘 宁, as lists have it
    is_shouted = " " in form and form.isupper()
    if group.label == ORGANISATION:
        # TAND TP.HCM is written so, SỞ Y TẾ is not; *bộ Y tế* stood inside a sentence.
        is_shouted &= any(map(is_syllable, _LONG.findall(form.lower())))
        return spelt(group.entity) if is_shouted else form[:1].upper() + form[1:]
    return _WORD.sub(lambda one: one[0].capitalize(), form) if is_shouted else form


def _name(entity: str, forms: Counter[str]) -> WrittenName:
    own = spelt(entity)
    number = "".join(entity.partition(_NUMBER)[1:])

    def most(*, chinese: bool) -> str:
        found = [
            (count, form == own, form)
            for form, count in forms.items()
            if is_han(form[:1]) == chinese
        ]
        return max(found)[2] + number if found else ""

    vi, zh = most(chinese=False), most(chinese=True)
    if not is_han(entity[:1]) and all(is_han(form[:1]) for form in forms):
        vi = person_ids.usual_reading(zh) + number
    return WrittenName(*("" if name == own else name for name in (vi, zh)))


def keep(run: WritingRun, since: str = "", touched: Collection[str] = ()) -> bool:
    """Write the file as the last commit of a run has it, if it is not so already; whether any name
    is another one now. ``since`` is a state of the engine after which only mentions of ``touched``
    changed: a correction need not wait for all to be counted (1 s of 20,957 documents)."""
    state = run.engine.state()
    try:
        known, before = read(run.data)
    except IndexDamaged:
        known, before = "", NONE  # It is made again.
    if known == state:
        return False
    with run.reading() as reader:
        if known and known == since:
            kept = {one: name for one, name in before.items() if one not in touched}
            names = kept | _names_beginning(reader, map(values_prefix, touched))
        else:
            names = written_names(reader)
    shape = {"state": state, "names": dict(sorted(names.items()))}
    write_whole(run.data / FILE, json.dumps(shape, ensure_ascii=False).encode())
    return names != before
