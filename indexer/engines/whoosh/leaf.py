"""The segments of one commit of an index of whoosh, opened."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from msgspec import Struct

from indexer import fields
from indexer.engines.whoosh.schema import SCHEMA, STORED


class Leaf:
    """One segment, opened. Its documents are numbered from ``first`` on, deleted ones counted."""

    def __init__(self, storage: Any, segment: Any, first: int) -> None:
        # One file holds the segment, so a snapshot outlives the file's removal by a merge.
        files = segment.open_compound_file(storage)
        codec = segment.codec()
        self._terms = codec.terms_reader(files, segment)
        self._documents = codec.per_document_reader(files, segment)
        self.key: str = segment.segment_id()
        self.numbers = range(first, first + segment.doc_count_all())
        self.deleted = frozenset(first + number for number in segment.deleted_docs())

    def frequency(self, field: str, term: str) -> int:
        """Return documents with the term, deleted ones counted."""
        try:
            return int(self._terms.doc_frequency(field, term.encode()))
        except KeyError:
            return 0

    def existing(self, field: str, terms: Iterable[str]) -> list[bytes]:
        """Return those of the terms that the segment has, each once, as it spells them."""
        return [term.encode() for term in dict.fromkeys(terms) if self.frequency(field, term)]

    def having(self, field: str, term: bytes) -> list[int]:
        """Return documents with an existing term, deleted ones among them."""
        first = self.numbers.start
        return [first + number for number in self._postings(field, term).all_ids()]

    def living(self, field: str, term: str) -> list[int]:
        """Return documents with the term, if it exists, that are not deleted."""
        return [
            number
            for existing in self.existing(field, (term,))
            for number in self.having(field, existing)
            if number not in self.deleted
        ]

    def places(self, term: bytes, wanted: Container[int]) -> Iterator[tuple[int, list[int]]]:
        """Yield where an existing term stands in the body of each wanted document."""
        first = self.numbers.start
        postings = self._postings(fields.BODY, term)
        while postings.is_active():
            number = first + postings.id()
            if number in wanted:
                yield number, postings.value_as("positions")
            postings.next()

    def _postings(self, field: str, term: bytes) -> Any:
        return self._terms.matcher(field, term, SCHEMA[field].format)

    def terms_from(self, field: str, low: bytes) -> Iterator[bytes]:
        """Yield terms of the field in the order of their bytes, which is that of their
        characters."""
        for name, term in self._terms.terms_from(field, low):
            if name != field:
                break
            yield term

    def column(self, field: str) -> list[str]:
        """Return the values of all documents by number; empty where no document of the segment has
        any."""
        if not self._documents.has_column(field):
            return [""] * len(self.numbers)
        values = self._documents.column_reader(field, SCHEMA[field].column_type)
        return [value.decode() for value in values]

    def stored(self, number: int) -> str:
        """Return what was stored with the document."""
        return str(self._documents.stored_fields(number - self.numbers.start)[STORED])


class Snapshot(Struct, frozen=True):
    """The segments of one commit; each commit has another ``key``."""

    key: tuple[object, ...]
    leaves: tuple[Leaf, ...]


def opened(storage: Any, segments: Iterable[Any]) -> tuple[Leaf, ...]:
    """Return the segments of a commit, numbered on from each to the next as whoosh does."""
    leaves: list[Leaf] = []
    for segment in segments:
        leaves.append(Leaf(storage, segment, leaves[-1].numbers.stop if leaves else 0))
    return tuple(leaves)
