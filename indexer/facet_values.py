"""Values of facets that records write in their own way: sources, provinces, genres.

The index keeps what is written, behind a key under which all its spellings are one: 堤岸華聲,
堤岸华声; ``BÁO LẠNG SƠN``, ``Báo Lạng Sơn``. So a filter asks by the beginning of a value, and how
it is written most often can be counted when it is shown.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from indexer import fields
from indexer.plan import AnyOf, Plan, Prefix
from synonyms.spelling import simplified_table, syllable_key

WRITTEN: Final = (fields.SOURCE, fields.PROVINCE, fields.GENRE)
"""The facets whose values are encoded so."""

_BREAK: Final = "\x1f"
"""Stands between key and spelling: the unit separator of ASCII, which ``one_line`` takes for white
space and so keeps out of facts (corpus/cleaning.py)."""


@lru_cache(maxsize=20_000)
def key_of(written: str) -> str:
    """Return what all spellings of a value have in common: simplified characters, lower case, plain
    forms of letters, tones in one place (Hoà, Hòa), single blanks."""
    plain = unicodedata.normalize("NFKC", written).translate(simplified_table())
    return " ".join(map(syllable_key, plain.casefold().split()))


def encoded(written: str) -> str:
    """Return the value of the field; ``written_of`` decodes it. Empty text is unknown."""
    return f"{key_of(written)}{_BREAK}{written}" if written else fields.UNKNOWN


def written_of(value: str) -> str:
    """Return what ``encoded`` was given; unknown stays so."""
    return value.partition(_BREAK)[2] or value


def documents_of_key(field: str, key: str) -> Plan:
    """Return the plan for documents with any spelling of a value; also of unknown."""
    if key == fields.UNKNOWN:
        return AnyOf(field, (key,))
    return Prefix(field, f"{key}{_BREAK}")
