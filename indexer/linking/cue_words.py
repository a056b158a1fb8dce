"""Look up cues: words that say what a gate's name means where it stands, from
``synonyms/data/gate_words.tsv``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Final, NamedTuple

from indexer.analysis.tokens import analyse
from synonyms.word_lists import word_rows

Keys = tuple[str, ...]


class Cue(NamedTuple):
    """What some words say of the name beside them (``says`` in the file), and these words as they
    stand in the text."""

    says: str
    words: str


NO_CUE: Final = Cue("", "")


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, str], dict[Keys, str]]:
    tables: dict[tuple[str, str], dict[Keys, str]] = {}
    for (lang, where, says), words in word_rows("gate_words"):
        for word in words:
            tables.setdefault((lang, where), {})[tuple(analyse(word).keys)] = says
    return tables


def cues(lang: str, where: str) -> Mapping[Keys, str]:
    """Return the words of a language (vi, zh), as keys → what they say, that stand ``before`` or
    ``after`` a name, in its ``sentence`` or in the ``document``."""
    found = _tables()[lang, where]
    left_out = _LEFT_OUT.get()
    if not left_out:
        return found
    return {keys: says for keys, says in found.items() if keys not in left_out}


_LEFT_OUT: Final[ContextVar[Collection[Keys]]] = ContextVar("left_out", default=())


@contextmanager
def without(words: Collection[Keys]) -> Iterator[None]:
    """Leave some words out of the tables within a ``with`` block, to measure what they decide."""
    before = _LEFT_OUT.set(words)
    try:
        yield
    finally:
        _LEFT_OUT.reset(before)


@lru_cache(maxsize=8)
def longest(lang: str, where: str) -> int:
    """Return how many keys the longest of these words have."""
    return max(map(len, cues(lang, where)))
