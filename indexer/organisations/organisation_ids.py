"""The ids of organisations that the gazetteer lacks, and the names that these spell."""

from __future__ import annotations

from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.segmenters import dictionary_vi
from indexer.organisations.organisation_words import (
    NAMED,
    NOT,
    Head,
    head_before,
    heads_vi,
    inside_vi,
)
from synonyms.spelling import is_han, is_syllable

_SMALL: Final = frozenset(("và", "các", "của", "về", "cho", "tại"))
_VOWELS: Final = frozenset("aeiouy")


def id_of(name: str) -> str:
    """Return the id of an organisation that the gazetteer lacks: the keys of its name, those of a
    Vietnamese one with blanks between. Syllables that stand for one another in the names of people
    (Võ and Vũ; indexer/ner/person_ids.py) do not in these: *châu Á* is no *chu Á*."""
    return id_of_keys(keys_of(name))


def id_of_keys(keys: Keys) -> str:
    """Return the id that the keys of a name give."""
    return ("" if keys and is_han(keys[0]) else " ").join(keys)


def is_organisation(entity_id: str) -> bool:
    """Tell whether an id that no gazetteer has is an organisation's: it has a head. Two syllables
    of which the first is one are rather a person (Trường Giang)."""
    if entity_id and is_han(entity_id[0]):
        return head_before(entity_id, len(entity_id))[1] not in ("", NOT)
    return _head_of(tuple(entity_id.split())) is not None


def _head_of(keys: Keys) -> Head | None:
    if not keys or (len(keys) == 2 and all(map(is_syllable, keys))):
        return None
    for head in heads_vi().get(keys[0], ()):
        length = len(head.keys)
        if head.use != NOT and keys[:length] == head.keys and len(keys) > length:
            return head
    return None


def spelt(entity_id: str) -> str:
    """Return how the id of an organisation is written as a name: each word with a capital, of what
    has a name of its own each syllable (Công ty TNHH Sao Mai), what has no vowel as an
    abbreviation."""
    keys = tuple(entity_id.split())
    head = _head_of(keys)
    if head is None:
        return entity_id
    at = len(head.keys)
    words = [_capital(keys[0]), *map(_small, keys[1:at])]
    while at < len(keys):
        pair = keys[at : at + 2]
        is_word = pair in inside_vi() or (head.use != NAMED and pair in dictionary_vi())
        if len(pair) == 2 and is_word:
            words.extend((_capital(pair[0]), pair[1]))
            at += 2
        else:
            words.append(keys[at] if keys[at] in _SMALL else _capital(keys[at]))
            at += 1
    return " ".join(words)


def _capital(key: str) -> str:
    return key.upper() if _is_abbreviation(key) else key[:1].upper() + key[1:]


def _small(key: str) -> str:
    return key.upper() if _is_abbreviation(key) else key


def _is_abbreviation(key: str) -> bool:
    return not is_syllable(key) and (len(key) < 3 or _VOWELS.isdisjoint(key))
