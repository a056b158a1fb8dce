"""The documents of a named list; those that are not in the index any more are said to be gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from corpus.document import Document
from indexer.annotation.records import from_stored
from indexer.engines.batches import batches
from search.citation.reference import Reference, reference_of
from search.lists.document_lists import Entry
from search.query.context import QueryContext

LIST_COLUMNS: Final = (
    *("id", "title", "lang", "date", "date_origin", "source", "province", "genre"),
    *("path", "line", "url", "note", "added", "there"),
)
"""Of ``ListLine.shape``, in this order."""


class ListLine(Struct, frozen=True):
    """A document of a list; None where the index has it no longer."""

    entry: Entry
    document: Document | None

    def shape(self) -> dict[str, object]:
        """Return the row for a file: ``there`` is 0 for a document that is gone."""
        one = self.document or Document(self.entry.doc, "", "", "")
        values = (
            *(one.id, one.title, one.lang, one.date, one.date_origin, one.source, one.province),
            *(one.genre, one.path, one.line, one.url, self.entry.note, self.entry.when),
            int(self.document is not None),
        )
        return dict(zip(LIST_COLUMNS, values, strict=True))


def list_lines(context: QueryContext, entries: Sequence[Entry]) -> Iterator[list[ListLine]]:
    """Yield the documents of these entries, in their order, in batches. Raises ``OutOfTime``."""
    for batch in batches(entries):
        context.budget.check()
        stored = context.reader.fetch([one.doc for one in batch])
        yield [
            ListLine(one, from_stored(stored[one.doc]) if one.doc in stored else None)
            for one in batch
        ]


def list_references(context: QueryContext, entries: Sequence[Entry]) -> Iterator[list[Reference]]:
    """Yield what is cited of the documents that are there."""
    for lines in list_lines(context, entries):
        yield [reference_of(one.document) for one in lines if one.document is not None]
