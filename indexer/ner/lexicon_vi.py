"""The words that tell a person's name from a street's: hand-kept lists in ``synonyms/data``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from indexer.analysis.tokens import analyse
from synonyms.readings import Weight, readings_of
from synonyms.surnames import SURNAMES_ZH

Keys = tuple[str, ...]

_APART: Final = frozenset(("head", "plural", "after", "office", "never", "rank", "all"))
"""What is said otherwise than by standing before a run."""


def _lines(name: str) -> list[str]:
    text = files("synonyms").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    parts: dict[str, set[str]] = {}
    for line in _lines("surnames_vietnamese.txt"):
        if line.startswith("["):
            current = parts.setdefault(line.strip("[]"), set())
        else:
            current.update(key for word in line.split() for key in analyse(word).keys)
    sure = frozenset(parts["sure"])
    read = {
        one.syllable
        for char in SURNAMES_ZH
        for one in readings_of(char)
        if one.weight == Weight.PRIMARY
    }
    return sure, frozenset(parts["unsure"] | read) - sure


SURE: Final = _surnames()[0]
"""Syllables that begin a name before another capitalised one."""

UNSURE: Final = _surnames()[1]
"""Surnames that are words or parts of places as often; readings of Chinese surnames too."""

KOREAN: Final = frozenset(
    "park kim lee choi moon ban jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song "
    "yoo hong jeon ko bae baek nam noh roh ri pak".split()
)
"""Korean surnames as Vietnamese news writes them: they stand first and stand for the person."""


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """First names that begin a foreign name."""
    return frozenset(name for line in _lines("first_names.txt") for name in line.split())


@lru_cache(maxsize=1)
def _says() -> dict[str, dict[Keys, str]]:
    tables: dict[str, dict[Keys, str]] = {}
    for line in _lines("persons_vi.tsv")[1:]:
        says, words = line.split("\t")
        for word in words.split("|"):
            keys = tuple(analyse(word.strip()).keys)
            tables.setdefault(says if says in _APART else "before", {}).setdefault(keys, says)
    return tables


def before() -> Mapping[Keys, str]:
    """Words that stand before a run → title, pronoun, credit or other."""
    return _says()["before"]


def heads() -> Mapping[Keys, str]:
    """Words that begin a run without being part of the name."""
    return _says()["head"]


def plurals() -> Mapping[Keys, str]:
    """Words before a title that make it more than one person's."""
    return _says()["plural"]


def offices() -> Mapping[Keys, str]:
    """Syllables that begin the name of an office or a firm."""
    return _says()["office"]


def after() -> Mapping[Keys, str]:
    """Words that stand behind a person's name."""
    return _says()["after"]


@lru_cache(maxsize=1)
def longest() -> int:
    """Keys of the longest words that stand before a run."""
    return max(map(len, before()))


def never() -> Mapping[Keys, str]:
    """Syllables that begin an office and never a name."""
    return _says()["never"]


def ranks() -> Mapping[Keys, str]:
    """Offices as they stand behind a name and a comma."""
    return _says()["rank"]


def complete() -> Mapping[Keys, str]:
    """Words for kinds of places of which the gazetteer has every one."""
    return _says()["all"]


@lru_cache(maxsize=1)
def last_keys() -> frozenset[str]:
    """The last keys of the words that stand before a run."""
    return frozenset(keys[-1] for keys in before())
