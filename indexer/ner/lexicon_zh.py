"""The words that stand beside a Chinese name: ``synonyms/data/persons_zh.tsv``."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _tables() -> dict[str, str]:
    text = files("synonyms").joinpath("data", "persons_zh.tsv").read_text("utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(row.split("\t", 1) for row in rows[1:])


def _words(says: str) -> tuple[str, ...]:
    words = {word.strip() for word in _tables()[says].split("|")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def titles() -> tuple[str, ...]:
    """Offices, the longest first."""
    return _words("title")


@lru_cache(maxsize=1)
def titles_pattern() -> re.Pattern[str]:
    """Any office, the longest first."""
    return re.compile("|".join(titles()))


@lru_cache(maxsize=1)
def office_before() -> re.Pattern[str]:
    """An office that ends where the search ends, with the organs before it."""
    organs = "|".join(_words("organ"))
    return re.compile(f"(?:{organs})*(?:{titles_pattern().pattern})$")


@lru_cache(maxsize=1)
def things() -> tuple[str, ...]:
    """Words that behind a name make it a thing or a place."""
    return _words("not")


@lru_cache(maxsize=1)
def ends() -> frozenset[str]:
    """Characters that end no name of two."""
    return frozenset(_tables()["end"].replace(" ", ""))


@lru_cache(maxsize=1)
def closings() -> frozenset[str]:
    """Characters that end no name of three."""
    return frozenset(_tables()["close"].replace(" ", ""))


@lru_cache(maxsize=1)
def sounds() -> frozenset[str]:
    """Characters that foreign names are written with."""
    return frozenset(_tables()["sound"])


@lru_cache(maxsize=1)
def double_surnames() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(_tables()["double"].split())


@lru_cache(maxsize=1)
def nobodies() -> frozenset[str]:
    """Words that the model takes for people."""
    return frozenset(_words("nobody"))
