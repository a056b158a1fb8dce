"""The words that say what a gate's name means where it stands: ``synonyms/data/gate_words.tsv``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Final

from indexer.analysis.tokens import analyse
from synonyms.word_lists import word_rows

Keys = tuple[str, ...]
Table = Mapping[Keys, str]
"""Words as keys → what they say."""


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, str], dict[Keys, str]]:
    tables: dict[tuple[str, str], dict[Keys, str]] = {}
    for (lang, where, says), words in word_rows("gate_words"):
        for word in words:
            tables.setdefault((lang, where), {})[tuple(analyse(word).keys)] = says
    return tables


def table(lang: str, where: str) -> Table:
    """The words of a language (vi, zh) that stand ``before``, ``after`` or in the ``sentence``."""
    found = _tables()[lang, where]
    left_out = _LEFT_OUT.get()
    if not left_out:
        return found
    return {keys: says for keys, says in found.items() if keys not in left_out}


_LEFT_OUT: Final[ContextVar[Collection[Keys]]] = ContextVar("left_out", default=())


@contextmanager
def without(words: Collection[Keys]) -> Iterator[None]:
    """The tables without some words, to measure what these decide."""
    before = _LEFT_OUT.set(words)
    try:
        yield
    finally:
        _LEFT_OUT.reset(before)


@lru_cache(maxsize=8)
def longest(lang: str, where: str) -> int:
    """The keys of the longest of these words."""
    return max(map(len, table(lang, where)))
