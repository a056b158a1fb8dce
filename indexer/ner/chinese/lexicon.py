"""The words and characters beside or in a Chinese name: ``synonyms/data/persons_zh.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from synonyms.word_lists import word_list

_FILE: Final = "persons_zh"


def _longest_first(label: str) -> tuple[str, ...]:
    return tuple(sorted(set(word_list(_FILE, label)), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def titles() -> tuple[str, ...]:
    """Return the offices, the longest first."""
    return _longest_first("title")


@lru_cache(maxsize=1)
def titles_pattern() -> re.Pattern[str]:
    """Return the pattern of any office, the longest first."""
    return _pattern(titles())


@lru_cache(maxsize=1)
def titles_and_roles() -> re.Pattern[str]:
    """Return the pattern of any office or role, the longest first."""
    return _pattern(sorted({*titles(), *roles()}, key=lambda word: (-len(word), word)))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_unless_body, words)))


def _unless_body(word: str) -> str:
    """Return the pattern of a word that does not begin a body: 委员 in 委员会."""
    rests = [body[len(word) :] for body in word_list(_FILE, "body") if body.startswith(word)]
    return f"{word}(?!{'|'.join(rests)})" if rests else word


@lru_cache(maxsize=1)
def office_before() -> re.Pattern[str]:
    """Return an office that ends where the search ends, with the organs before it."""
    return re.compile(f"{_office()}$")


@lru_cache(maxsize=1)
def office_behind() -> re.Pattern[str]:
    """Return a further office behind another one and its mark: 苏林总书记、国家主席."""
    return re.compile(f"、({_office()})")


def _office() -> str:
    organs = "|".join(_longest_first("organ"))
    return f"(?:{organs})*(?:{titles_pattern().pattern})"


@lru_cache(maxsize=1)
def held_beside() -> tuple[str, ...]:
    """Return the ends of offices that their bearers hold beside others."""
    return _longest_first("beside")


@lru_cache(maxsize=1)
def roles() -> tuple[str, ...]:
    """Return what a person is, beside the offices."""
    return _longest_first("role")


@lru_cache(maxsize=1)
def offices_as_such() -> tuple[str, ...]:
    """Return what stands behind an office that is not spoken of as somebody's: 总统府."""
    return _longest_first("office")


@lru_cache(maxsize=1)
def relations() -> frozenset[str]:
    """Return what stands before a name whose office follows: 同萨苏总统."""
    return frozenset(word_list(_FILE, "relation"))


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Return the offices that lead a state or speak for it. The place before one is that state, and
    no place stands behind it."""
    return frozenset(word_list(_FILE, "state"))


@lru_cache(maxsize=1)
def memorials() -> tuple[str, ...]:
    """Return those of the things that stand behind a title too: 胡志明主席陵."""
    return _longest_first("memorial")


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Return those of the little characters that end no name at all."""
    return frozenset(word_list(_FILE, "particle"))


@lru_cache(maxsize=1)
def role_before() -> re.Pattern[str]:
    """Return what a person is, beside the offices, that ends where the search ends."""
    return re.compile(f"(?:{'|'.join(roles())})$")


@lru_cache(maxsize=1)
def sayings() -> tuple[str, ...]:
    """Return what people do that are named before it: 表示, 会见."""
    return _longest_first("saying")


@lru_cache(maxsize=1)
def little_characters() -> frozenset[str]:
    """Return characters that go on behind a name and end hardly any."""
    return frozenset(word_list(_FILE, "little"))


@lru_cache(maxsize=1)
def things() -> tuple[str, ...]:
    """Return words that stand behind a name and make it a thing or a place."""
    return tuple(
        sorted({*_longest_first("not"), *place_ends()}, key=lambda word: (-len(word), word))
    )


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Return surnames that are also words of everyday."""
    return frozenset(word_list(_FILE, "ordinary"))


@lru_cache(maxsize=1)
def before_places() -> tuple[str, ...]:
    """Return what stands before the name of a place."""
    return _longest_first("before")


@lru_cache(maxsize=1)
def behind_places() -> tuple[str, ...]:
    """Return what stands behind the name of a place, or behind a list of them."""
    return _longest_first("behind")


@lru_cache(maxsize=1)
def short_countries() -> frozenset[str]:
    """Return the countries in one character, as they stand in pairs: 孟中."""
    return frozenset(word_list(_FILE, "country"))


@lru_cache(maxsize=1)
def great_countries() -> frozenset[str]:
    """Return those of the countries that most pairs hold."""
    return frozenset(word_list(_FILE, "great"))


@lru_cache(maxsize=1)
def pair_words() -> tuple[str, ...]:
    """Return what is between two countries."""
    return _longest_first("pair")


@lru_cache(maxsize=1)
def place_ends() -> frozenset[str]:
    """Return those of the things that end the name of a place."""
    return frozenset(word_list(_FILE, "place"))


@lru_cache(maxsize=1)
def ends() -> frozenset[str]:
    """Return characters that end no name of two."""
    return frozenset(word_list(_FILE, "end"))


@lru_cache(maxsize=1)
def closings() -> frozenset[str]:
    """Return characters that end no name of three."""
    return frozenset(word_list(_FILE, "close"))


@lru_cache(maxsize=1)
def sounds() -> frozenset[str]:
    """Return characters that foreign names are written with."""
    return frozenset(word_list(_FILE, "sound"))


@lru_cache(maxsize=1)
def double_surnames() -> frozenset[str]:
    """Return surnames of two characters."""
    return frozenset(word_list(_FILE, "double"))
