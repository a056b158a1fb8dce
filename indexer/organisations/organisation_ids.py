"""The ids of organisations that the gazetteer lacks, and the names that these spell."""

from __future__ import annotations

from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.segmenters import dictionary_vi
from indexer.organisations.organisation_words import NOT, head_before, heads_vi, inside_vi
from synonyms.spelling import is_han, is_syllable
from synonyms.variants import canonical

_SMALL: Final = frozenset(("và", "các", "của", "về", "cho", "tại"))
_VOWELS: Final = frozenset("aeiouy")


def id_of(name: str) -> str:
    """Return the id of an organisation that the gazetteer lacks: the keys of its name, those of a
    Vietnamese one with blanks between, as in the ids of people (indexer/ner/person_mentions.py)."""
    return id_of_keys(keys_of(name))


def id_of_keys(keys: Keys) -> str:
    """Return the id that the keys of a name give."""
    return "".join(keys) if keys and is_han(keys[0]) else " ".join(map(canonical, keys))


def is_organisation(entity_id: str) -> bool:
    """Tell whether an id that no gazetteer has is an organisation's: it has a head. Two syllables
    of which the first is one are rather a person (Trường Giang)."""
    if entity_id and is_han(entity_id[0]):
        return head_before(entity_id, len(entity_id))[1] not in ("", NOT)
    keys = tuple(entity_id.split())
    return _head_length(keys) > 0


def _head_length(keys: Keys) -> int:
    if not keys or (len(keys) == 2 and all(map(is_syllable, keys))):
        return 0
    for head in heads_vi().get(keys[0], ()):
        spelt = tuple(map(canonical, head.keys))
        if head.use != NOT and keys[: len(spelt)] == spelt and len(keys) > len(spelt):
            return len(spelt)
    return 0


def spelt(entity_id: str) -> str:
    """Return how the id of an organisation is written as a name: each word with a capital, what has
    no vowel as an abbreviation (Công ty TNHH Hải Thành)."""
    if entity_id and is_han(entity_id[0]):
        return entity_id
    keys, words, at = tuple(entity_id.split()), [], 0
    while at < len(keys):
        pair = keys[at : at + 2]
        if at == 0:
            length = max(1, _head_length(keys))
            head = [_capital(keys[0]), *(_small(key) for key in keys[1:length])]
            words.extend(head)
            at += length
        elif len(pair) == 2 and (pair in dictionary_vi() or pair in inside_vi()):
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
