"""The words that tell a person's name from a street's: hand-kept lists in ``synonyms/data``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.tokens import analyse
from synonyms import gazetteer
from synonyms.readings import Weight, readings_of
from synonyms.spelling import is_syllable
from synonyms.surnames import SURNAMES_ZH
from synonyms.word_lists import word_list, word_rows

PERSON_CUES: Final = frozenset(("title", "pronoun"))
"""What stands before a person."""
OTHER_CUES: Final = frozenset(("other", "place"))
"""What stands before anything else."""

_CUES_BEFORE: Final = frozenset(("pronoun", "title", "weak", "place", "other", "credit"))
"""Labels of ``persons_vi.tsv`` that stand before a run."""


def _keys(label: str) -> frozenset[Keys]:
    return frozenset(tuple(analyse(word).keys) for word in word_list("persons_vi", label))


SURE: Final = frozenset(word_list("surnames_vi", "sure"))
"""Syllables that begin a name before another capitalised one."""


FREQUENT: Final = frozenset(word_list("surnames_vi", "frequent"))
"""Surnames so frequent, and so rare as given names, that they are one wherever they stand: last in
a name of the western order (*Trang Phạm*), within a run that is two things."""


@lru_cache(maxsize=1)
def unsure() -> frozenset[str]:
    """Return surnames that are words or parts of places as often; readings of Chinese surnames
    too."""
    of_chinese = (one for char in SURNAMES_ZH for one in readings_of(char))
    read = {one.syllable for one in of_chinese if one.weight == Weight.PRIMARY}
    return (frozenset(word_list("surnames_vi", "unsure")) | read) - SURE


ADDRESSES: Final = frozenset(word_list("persons_vi", "address"))
"""Words before the number of a house: tại 30 Trần Nhân Tông."""

STREETS: Final = frozenset(word_list("persons_vi", "street"))
"""Words before the name of a street, of which several may follow."""

KOREAN: Final = frozenset(word_list("surnames_vi", "korean"))
"""Korean surnames as Vietnamese news writes them: they stand first and stand for the person."""

PARTICLES: Final = frozenset(word_list("persons_vi", "particle"))
"""Syllables in lower case that belong to the name behind their hyphen: al-Assad."""


NOBILIARY: Final = frozenset(word_list("persons_vi", "nobiliary"))
"""Words in lower case within a foreign name: van der Vorst."""

NUMBERED: Final = frozenset(word_list("persons_vi", "numbered"))
"""Words before a number that stands before the name of a street: số nhà 77."""

JOINING: Final = frozenset(word_list("persons_vi", "joining"))
"""Words between the last two names of a list."""


_SHORT: Final = frozenset(word_list("persons_vi", "short"))


def is_letter(key: str) -> bool:
    """Tell whether a key is what a name is shortened to: its first letter, or the consonants that
    it begins with (*Phan Thị Tr.*)."""
    return len(key) == 1 or key in _SHORT


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return first names that begin a foreign name."""
    return frozenset(word_list("first_names", "foreign"))


@lru_cache(maxsize=1)
def cues_before() -> Mapping[Keys, str]:
    """Return words that stand before a run → the cue they give: title, pronoun, weak, place, other
    or credit."""
    found: dict[Keys, str] = {}
    for (label,), words in word_rows("persons_vi"):
        if label in _CUES_BEFORE:
            for word in words:
                found.setdefault(tuple(analyse(word).keys), label)
    return found


@lru_cache(maxsize=1)
def longest_cue() -> int:
    """Return how many keys the longest words before a run have."""
    return max(map(len, cues_before()))


@lru_cache(maxsize=1)
def last_keys_of_cues() -> frozenset[str]:
    """Return the last keys of the words that stand before a run."""
    return frozenset(keys[-1] for keys in cues_before())


@lru_cache(maxsize=1)
def sentence_heads() -> frozenset[Keys]:
    """Return words that begin a run at the beginning of a sentence and are no part of the name."""
    return _keys("head")


@lru_cache(maxsize=1)
def plurals() -> frozenset[Keys]:
    """Return words before a title that make it more than one person's."""
    return _keys("plural")


@lru_cache(maxsize=1)
def office_beginnings() -> frozenset[Keys]:
    """Return syllables that begin the name of an office or a firm."""
    return _keys("office")


@lru_cache(maxsize=1)
def words_behind_people() -> frozenset[Keys]:
    """Return words that stand behind a person's name and say what only people do."""
    return _keys("after")


@lru_cache(maxsize=1)
def one_syllable_countries() -> frozenset[str]:
    """Return the names of countries that are one syllable: before a foreign name they are where its
    bearer is from (*Thủ tướng Anh Keir Starmer*)."""
    countries = (
        one for one in gazetteer.load().of_kind("place") if one.facts.get("type") == "country"
    )
    keys = (keys_of(name.text) for one in countries for name in one.names)
    return frozenset(key for key, *rest in filter(None, keys) if not rest and is_syllable(key))


@lru_cache(maxsize=1)
def never_names() -> frozenset[Keys]:
    """Return syllables that begin an office and never a name."""
    return _keys("never")


@lru_cache(maxsize=1)
def ranks() -> frozenset[Keys]:
    """Return offices as they stand behind a name and a comma."""
    return _keys("rank")


@lru_cache(maxsize=1)
def heads_of_words() -> frozenset[Keys]:
    """Return words for things that are meant at the end of a longer word too (*tuyến đường*)."""
    return _keys("ends")


@lru_cache(maxsize=1)
def complete_kinds() -> frozenset[Keys]:
    """Return words for kinds of places of which the gazetteer has every one."""
    return _keys("all")


@lru_cache(maxsize=1)
def naming_words() -> frozenset[Keys]:
    """Return words that stand before what somebody is called."""
    return _keys("called")


@lru_cache(maxsize=1)
def words_for_people() -> frozenset[Keys]:
    """Return words for somebody of whom it is then said what he or she is called."""
    return _keys("people")


@lru_cache(maxsize=1)
def sentence_beginnings() -> frozenset[Keys]:
    """Return words that begin a sentence behind a name where the line break between was lost."""
    return _keys("begins")


@lru_cache(maxsize=1)
def predicate_words() -> frozenset[Keys]:
    """Return small words that begin what somebody does and stand in no office."""
    return _keys("predicate")


@lru_cache(maxsize=1)
def acts_in_office() -> frozenset[Keys]:
    """Return what holders of an office do, in words that may be parts of others (*thăm*)."""
    return _keys("acts")


@lru_cache(maxsize=1)
def held_beside() -> frozenset[str]:
    """Return what is said in an office that its bearer holds beside another one."""
    return frozenset(word_list("persons_vi", "beside"))


@lru_cache(maxsize=1)
def within_offices() -> frozenset[Keys]:
    """Return what stands between an office and the body that it is of."""
    return _keys("within")


@lru_cache(maxsize=1)
def addressed_as() -> Mapping[str, str]:
    """Return how one is addressed, as whom: ``man`` or ``woman``."""
    return {word: whom for whom in ("man", "woman") for word in word_list("persons_vi", whom)}


@lru_cache(maxsize=1)
def words_of_saying() -> frozenset[Keys]:
    """Return words that stand behind whoever said what was quoted."""
    return _keys("says")
