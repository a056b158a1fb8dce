"""The words of ``synonyms/data/organisation_words.tsv``: heads of names, and words within them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from indexer.analysis.name_keys import Keys
from indexer.analysis.tokens import analyse
from indexer.ner.vietnamese.lexicon import PERSON_CUES, cues_before
from synonyms.lexicon import lexicon_entries
from synonyms.word_lists import word_list, word_rows

FIELDS: Final = frozenset(("ministry", "department"))
"""Kinds of heads whose field may stand in lower case (Sở y tế)."""

FILE: Final = "organisation_words"

MISSION: Final = "mission"
COMMITTEE: Final = "committee"
"""Kinds of heads: of an embassy the country is name enough, and a committee is of another body."""

OFFICE: Final = "office"
BODY: Final = "body"
NAMED: Final = "named"
TEAM: Final = "team"
WHOLE: Final = "whole"
NOT: Final = "not"
LETTER: Final = "letter"
NATIONAL: Final = "national"
"""Uses of heads; the file says what each asks of its name."""

_HEADS_VI: Final = frozenset((OFFICE, BODY, NAMED, TEAM, WHOLE, NOT))
_HEADS_ZH: Final = frozenset(("end", NAMED, NATIONAL, LETTER, NOT))


_AROUND_HEAD: Final = 6
"""Characters that tell a head: the longest has five."""


class FoundName(NamedTuple):
    """The name of an organisation: its tokens from ``first`` to before ``last``, and of these the
    head, from ``head`` to before ``head_last``."""

    first: int
    last: int
    head: int
    head_last: int


class Head(NamedTuple):
    """A head that begins a Vietnamese name, with its use and kind as the file says them."""

    keys: Keys
    use: str
    kind: str


@lru_cache(maxsize=1)
def heads_vi() -> Mapping[str, tuple[Head, ...]]:
    """Return the heads that begin a Vietnamese name by their first key, the longest first; of a
    head with two uses that which stands first in the file."""
    heads = {
        Head(tuple(analyse(word).keys), use, kind): None
        for (lang, use, kind), words in word_rows(FILE)
        if lang == "vi" and use in _HEADS_VI
        for word in words
    }
    found: dict[str, list[Head]] = {}
    for one in sorted(heads, key=lambda one: -len(one.keys)):
        found.setdefault(one.keys[0], []).append(one)
    return {first: tuple(own) for first, own in found.items()}


@lru_cache(maxsize=1)
def second_keys_vi() -> Mapping[str, frozenset[str]]:
    """Return the second keys of the heads by their first. Under ``""`` are the heads of one key
    that may be written small before anything; others may before a capital."""
    by_first = {
        first: frozenset(one.keys[1] for one in own if len(one.keys) > 1)
        for first, own in heads_vi().items()
    }
    small = {
        one.keys[0]
        for own in heads_vi().values()
        for one in own
        if len(one.keys) == 1 and one.use in (NAMED, TEAM, NOT)
    }
    return {**by_first, "": frozenset(small)}


@lru_cache(maxsize=1)
def named_vi() -> frozenset[Keys]:
    """Return the heads that stand before a name of its own."""
    return frozenset(one.keys for own in heads_vi().values() for one in own if one.use == NAMED)


@lru_cache(maxsize=1)
def loose_vi() -> frozenset[Keys]:
    """Return the heads of offices and bodies that are other words too when they are small."""
    return _keys_of(word_list(FILE, "vi", "loose", "-"))


@lru_cache(maxsize=1)
def inside_vi() -> frozenset[Keys]:
    """Return words that stand in lower case within Vietnamese names."""
    return _keys_of(word_list(FILE, "vi", "inside", "-")) | levels_vi()


@lru_cache(maxsize=1)
def levels_vi() -> frozenset[Keys]:
    """Return those of them that are name enough behind a head (*tối cao*)."""
    return _keys_of(word_list(FILE, "vi", "level", "-"))


@lru_cache(maxsize=1)
def nouns_vi() -> frozenset[Keys]:
    """Return the nouns of two syllables of the lexicon, without those that say who somebody is:
    behind these a person's name begins."""
    words = (word for one in lexicon_entries() if one.pos == "n" for word in one.vi)
    people = {keys for keys, cue in cues_before().items() if cue in PERSON_CUES or cue == "weak"}
    return frozenset(
        keys for word in words if len(keys := tuple(analyse(word).keys)) == 2 and keys not in people
    )


@lru_cache(maxsize=1)
def verbs_vi() -> frozenset[Keys]:
    """Return the verbs of the lexicon: at the end of a name one tells what it did."""
    words = (word for one in lexicon_entries() if one.pos == "v" for word in one.vi)
    return frozenset(tuple(analyse(word).keys) for word in words)


@lru_cache(maxsize=1)
def regions_vi() -> frozenset[Keys]:
    """Return what stands before the name of a region."""
    return _keys_of(word_list(FILE, "vi", "region", "-"))


@lru_cache(maxsize=1)
def kinds_vi() -> tuple[frozenset[Keys], frozenset[Keys]]:
    """Return what says more of the kind of a region: with a capital or small, and only small."""
    return regions_vi() | levels_vi(), regions_vi() | inside_vi()


@lru_cache(maxsize=1)
def pairs_vi() -> frozenset[str]:
    """Return what a country is called beside another, over a dash."""
    return frozenset(keys[0] for keys in _keys_of(word_list(FILE, "vi", "pair", "-")))


@lru_cache(maxsize=1)
def sentences_vi() -> frozenset[Keys]:
    """Return what begins a sentence whose mark was lost behind a name."""
    return _keys_of(word_list(FILE, "vi", "sentence", "-"))


@lru_cache(maxsize=1)
def parts_vi() -> frozenset[Keys]:
    """Return what begins a part of an organisation, or what is said of one."""
    return _keys_of(word_list(FILE, "vi", "part", "-"))


def _keys_of(words: tuple[str, ...]) -> frozenset[Keys]:
    return frozenset(tuple(analyse(word).keys) for word in words)


@lru_cache(maxsize=1)
def _heads_zh() -> Mapping[str, str]:
    """Return the heads that end a Chinese name with their uses."""
    return {word: use for use, word in _uses_zh() if use in _HEADS_ZH}


@lru_cache(maxsize=1)
def _lengths_zh() -> Mapping[str, tuple[int, ...]]:
    """Return how long the heads are by their last character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _heads_zh():
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


@lru_cache(maxsize=1)
def last_of_heads_zh() -> re.Pattern[str]:
    """Return the pattern of the characters that end a head, told from most others by the one
    before."""
    before: dict[str, set[str]] = {}
    for word in _heads_zh():
        before.setdefault(word[-1], set()).add(word[-2:-1])
    one_of = [
        last if "" in own else f"{last}(?<=[{''.join(sorted(own))}]{last})"
        for last, own in before.items()
    ]
    return re.compile("|".join(one_of))


@lru_cache(maxsize=1)
def _behind_zh() -> tuple[str, ...]:
    return word_list(FILE, "zh", "behind", "-")


def head_before(text: str, last: int) -> tuple[str, str]:
    """Return the longest head that ends at a place of a Chinese text, with its use; nothing where
    none does, or it goes on as another word (大学生)."""
    return _head_between(text[max(0, last - _AROUND_HEAD) : last], text[last : last + _AROUND_HEAD])


@lru_cache(maxsize=20_000)
def _head_between(before: str, behind: str) -> tuple[str, str]:
    for length in _lengths_zh().get(before[-1:], ()):
        word = before[-length:]
        use = _heads_zh().get(word)
        if use is not None:
            return ("", "") if behind.startswith(_behind_zh()) else (word, use)
    return "", ""


@lru_cache(maxsize=8)
def words_zh_of(use: str) -> frozenset[str]:
    """Return the Chinese words of one use."""
    return frozenset(word for own, word in _uses_zh() if own == use)


def _uses_zh() -> Iterator[tuple[str, str]]:
    for (lang, use, _), words in word_rows(FILE):
        if lang == "zh":
            yield from ((use, word) for word in words)
