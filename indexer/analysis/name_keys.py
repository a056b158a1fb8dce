"""The keys of a name: those of its tokens, without marks."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from indexer.analysis.cutting_files import cutting_files
from indexer.analysis.tokens import MARKS, analyse
from synonyms import gazetteer
from synonyms.kept_tables import kept_table

Keys: TypeAlias = tuple[str, ...]


@lru_cache(maxsize=50_000)
def keys_of(text: str) -> Keys:
    """Return the keys of a name without marks: ``Km3+4 (Hải Yên)`` loses its brackets."""
    known = _known().get(text)
    return _cut(text) if known is None else known


def _cut(text: str) -> Keys:
    return tuple(key for key in analyse(text).keys if key not in MARKS)


@lru_cache(maxsize=1)
def _known() -> dict[str, Keys]:
    """Return the keys of our gazetteer's names: cutting them takes a fifth of a second."""
    return kept_table("name_keys", _of_gazetteer, [*gazetteer.own_files(), *cutting_files()])


def _of_gazetteer() -> dict[str, Keys]:
    entities = gazetteer.load().entities.values()
    return {name.text: _cut(name.text) for entity in entities for name in entity.names}
