"""What stands in the file of completions: names with a rank, and titles, under their keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from indexer.completion import fold
from synonyms.spelling import toneless

CLASSES: Final = {"gate": 0, "place": 1, "person": 1, "organisation": 1, "term": 2, "word": 2}
"""Kinds in the order in which they are shown."""

HEAD: Final = 60
"""Code points of a title that can be typed."""

WORD_HEAD: Final = 24
"""Code points kept of what begins at a later word of a title: there are a dozen of these."""

_ORDER_BITS: Final = 8
_COUNT_BITS: Final = 32


class CompletableName(NamedTuple):
    """A name or word with its ``keys``. ``id`` is that of an entity, or empty; ``documents`` may be
    an estimate; ``order`` is its place among the names of the entity."""

    kind: str
    id: str
    text: str
    keys: fold.Keys
    documents: int
    order: int


class FoundName(NamedTuple):
    """A name that begins as was typed. ``text`` is empty where only the id says it; ``rank`` sorts
    names as they are shown."""

    kind: str
    id: str
    text: str
    rank: int

    @property
    def later(self) -> bool:
        """Whether it begins so at a word that is not its first."""
        return bool(self.rank >> (_COUNT_BITS + _ORDER_BITS) & 1)


def head_of(title: str) -> str:
    """Return the key of a title: with tones, as much as can be typed."""
    return fold.spelt(fold.keys_in(title))[:HEAD]


def keys_of_title(key: str) -> tuple[tuple[str, set[str]], ...]:
    """Return the keys of each table under which a title stands."""
    words = fold.bare(key).split(" ")
    later = {" ".join(words[at:])[:WORD_HEAD] for at in range(1, len(words))}
    return ("title_keys", set(fold.levels(key))), ("title_words", later)


def keys_of_name(name: CompletableName) -> Iterator[tuple[str, int]]:
    """Yield the keys of a name with their ranks, which say whether one begins at a later word."""
    first, later = rank_of(name, False), rank_of(name, True)
    plain = tuple(map(toneless, name.keys))
    for keys in dict.fromkeys((name.keys, plain)):
        *others, whole = fold.endings(keys)
        yield whole, first
        for key in others:
            yield key, later
    if name.kind != "word" and (pinyin := fold.pinyin_key(name.keys)):
        yield pinyin, first


def rank_of(name: CompletableName, later: bool) -> int:
    """Return what sorts names as they are shown: by kind, then those that begin so, then by
    documents, most first."""
    most = (1 << _COUNT_BITS) - 1
    rank = CLASSES[name.kind] << 1 | later
    rank = rank << _COUNT_BITS | (most - min(name.documents, most))
    return rank << _ORDER_BITS | min(name.order, (1 << _ORDER_BITS) - 1)
