"""Give what facets count as numbers, which takes tantivy a fraction of the time for the few
documents that most queries find.

A value counted as text is looked up in a compressed dictionary, which takes longer than counting
it in some hundred documents (``bench.facet_numbers``; of many: facets.py). The facets that have few
values together are counted as one, by the values of all of them, so that years and months by
language need no counts within counts.

A number is a digest of the value, so none has to be given out or kept in step; the value of a
number is found in a field of terms that begin with it. Of a million values any two have the same
digest with a chance of 1 in 37 million.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

import tantivy

from indexer import fields
from indexer.engines.protocol import Record

NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {name: f"{name}_numbers" for name in fields.FACETED_ENTITIES}
)
"""The facets of many values, and the fields of their numbers."""

TOGETHER: Final = "together"
"""The field of the numbers of ``fields.COUNTED_TOGETHER``."""

_KEYS: Final = "value_keys"
"""The field whose terms are the digests of all values, each with the value behind it."""

_DIGITS: Final = 16

MOST_KEPT: Final = 50_000
"""Values that are kept in memory with their numbers. Not measured what they take."""


def add_fields(builder: tantivy.SchemaBuilder) -> None:
    """Add the fields of numbers to a schema."""
    for name in (*NUMBERS.values(), TOGETHER):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field(_KEYS, tokenizer_name="raw", index_option="basic")


def add_numbers(document: tantivy.Document, record: Record) -> None:
    """Give a document the numbers of the values of its facets."""
    _add(document, TOGETHER, [joined(record.keywords)])
    for name, numbers in NUMBERS.items():
        _add(document, numbers, record.entities.get(name, ()))


def joined(keywords: Mapping[str, str]) -> str:
    """Return the values of ``fields.COUNTED_TOGETHER`` as one, a JSON list; ``combined`` reads it
    again."""
    return json.dumps([keywords[name] for name in fields.COUNTED_TOGETHER], ensure_ascii=False)


@lru_cache(maxsize=MOST_KEPT)
def combined(value: str) -> tuple[str, ...]:
    """Return the values that were ``joined``."""
    return tuple(json.loads(value))


class NumberedValues:
    """The values of numbers, kept as long as an index is open: they never change."""

    def __init__(self) -> None:
        self._kept: dict[int, str] = {}

    def of(self, searcher: tantivy.Searcher, numbers: Iterable[int]) -> Iterator[str]:
        """Yield the value of each number."""
        for number in numbers:
            value = self._kept.get(number)
            if value is None:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                value = self._kept[number] = _value_of(searcher, number)
            yield value


def _value_of(searcher: tantivy.Searcher, number: int) -> str:
    ((key, _),) = searcher.terms_with_prefix(_KEYS, f"{number:0{_DIGITS}x}")
    return key[_DIGITS:]


def _add(document: tantivy.Document, field: str, values: Iterable[str]) -> None:
    for value in values:
        number = int.from_bytes(blake2b(value.encode(), digest_size=8).digest(), "big")
        document.add_unsigned(field, number)
        document.add_text(_KEYS, f"{number:0{_DIGITS}x}{value}")
