"""Identify documents: which document of an index is the one that was read, by its place or its id.

A document without an id of its own gets the id that the index knows for its place, else the first
of its place (corpus/file_place.py) that is free; one whose file or text was at a place that is gone
keeps the id that it had there (indexer/pipeline/known_places.py). An own id belongs to the file it
came from: the same record of another file is a repeat, another record with that id is a failure,
unless the file it came from is no longer there. Then it has moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple, Protocol

from msgspec.structs import replace

from corpus.digest_map import DigestMap
from corpus.document import Document, Failure
from corpus.document_ids import Identities
from corpus.file_place import file_of, identifiers, is_gone, is_same, shared_end
from corpus.formats.source_file import shown_path
from indexer import fields
from indexer.annotation.records import from_stored
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader

BATCH: Final = 200
"""Documents looked up together."""

Item = Document | Failure


class Places(Protocol):
    """What is known of the places of documents without an id of their own."""

    def id_at(self, place: str) -> str:
        """Return the id of the document at a place; empty if none is known there."""

    def left(self, document: Document) -> list[str]:
        """Return the ids of documents that left their place and may be this one, likeliest
        first."""


class Refused(NamedTuple):
    """The file of a document that was refused, and why."""

    file: str
    failure: Failure


class DocumentIdentity:
    """Identifies the documents of one run against the index as it was before: ``reader``, None for
    a new one.

    ``moved`` counts the documents that the index knew from files that are gone, by file;
    ``refused`` are those whose id is another's.
    """

    def __init__(self, reader: Reader | None, places: Places | None = None) -> None:
        self.moved: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self._places = places
        self._identities = Identities()
        self._last: Item | None = None
        self._known_repeats = 0
        self._reader = reader
        # Two documents of one run must not be given one id: 8 bytes each of id and place.
        self._taken = DigestMap()

    @property
    def repeats(self) -> int:
        """Documents that were left out because they repeat one of this run, or one that the index
        has from another file."""
        return self._identities.repeats + self._known_repeats

    def identified(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, each document once and under its id; a ``Failure`` in the place of one
        whose id is another's."""
        for item in self._identities.unique(self._settled(items)):
            # What comes out is what went in last, or the reason why that was refused.
            if isinstance(item, Failure) and isinstance(self._last, Document):
                self._refuse(self._last, item)
            yield item

    def _settled(self, items: Iterable[Item]) -> Iterator[Item]:
        for batch in batches(items, BATCH):
            stored = self._stored(batch)
            for item in batch:
                settled = self._settled_one(item, stored)
                if settled is not None:
                    if isinstance(settled, Failure) and isinstance(item, Document):
                        self._refuse(item, settled)
                    self._last = settled
                    yield settled

    def _settled_one(self, item: Item, stored: dict[str, Document]) -> Item | None:
        if isinstance(item, Failure) or not item.place:
            return item
        if is_nameless(item):
            return self._named(item, stored)
        return self._owned(item, stored.get(item.id))

    def _refuse(self, document: Document, failure: Failure) -> None:
        self.refused.append(Refused(document.place.partition("#")[0], failure))

    def _stored(self, batch: Sequence[Item]) -> dict[str, Document]:
        """Fetch what the index holds under the ids that these documents may have."""
        if self._reader is None:
            return {}
        wanted: set[str] = set()
        for one in batch:
            if isinstance(one, Document) and one.place:
                wanted.update(self._ids_of(one) if is_nameless(one) else (one.id,))
        there = sorted(self._reader.known(fields.ID, wanted))
        found = self._reader.fetch(there)
        return {doc_id: from_stored(text) for doc_id, text in found.items()}

    def _ids_of(self, document: Document) -> list[str]:
        """Return the ids that a document without one may have: that of its place, those that its
        place gives, and those of documents that left theirs."""
        ids = list(identifiers(document.place))
        if self._places is None:
            return ids
        known = self._places.id_at(document.place)
        return [known, *ids] if known else [*ids, *self._places.left(document)]

    def _named(self, document: Document, stored: dict[str, Document]) -> Item:
        """Return the document under the id that its place has in this index."""
        ids = list(identifiers(document.place))
        every = self._ids_of(document)
        doc_id = next((one for one in every if self._is_at(one, document, stored)), None)
        if doc_id is None and (doc_id := self._left(every[len(ids) :], stored)) is not None:
            self._has_moved(stored[doc_id])
        if doc_id is None and (doc_id := self._moved_from(ids, document, stored)) is not None:
            self._has_moved(stored[doc_id])
        if doc_id is None:
            free = (one for one in ids if one not in stored and _key(one) not in self._taken)
            doc_id = next(free, None)
        if doc_id is None:
            return Failure(
                document.path,
                document.line,
                "every id that the place of this document gives is another's; give it its own id",
            )
        self._taken[_key(doc_id)] = _key(document.place)
        return document if doc_id == document.id else replace(document, id=doc_id)

    def _is_at(self, doc_id: str, document: Document, stored: dict[str, Document]) -> bool:
        """Tell whether an id is that of the document's place."""
        taken = self._taken.get(_key(doc_id))
        if taken is not None:
            return taken == _key(document.place)
        return doc_id in stored and is_same(stored[doc_id].place, document.place)

    def _left(self, ids: Sequence[str], stored: dict[str, Document]) -> str | None:
        """Return the first of these documents that nothing of this run has become yet."""
        return next((one for one in ids if one in stored and _key(one) not in self._taken), None)

    def _moved_from(
        self, ids: Sequence[str], document: Document, stored: dict[str, Document]
    ) -> str | None:
        """Return the id of the same text at a place that is gone; of several, that of the place
        most like this one."""
        gone = [
            one
            for one in ids
            if one in stored
            and _key(one) not in self._taken
            and _text(stored[one]) == _text(document)
            and is_gone(stored[one].place)
        ]
        ends = {one: shared_end(stored[one].place, document.place) for one in gone}
        return max(gone, key=lambda one: ends[one], default=None)

    def _has_moved(self, before: Document) -> None:
        self.moved[_shown(before)] += 1

    def _owned(self, document: Document, before: Document | None) -> Item | None:
        """Return a document that has an id of its own, given what the index has under that id; None
        for a repeat from another file."""
        if before is None or not before.place or is_same(before.place, document.place):
            return document
        if is_gone(before.place):
            self._has_moved(before)
            return document
        if _anywhere(before) == _anywhere(document):
            self._known_repeats += 1
            return None
        return Failure(
            document.path,
            document.line,
            f"a different document with the id {document.id!r} is in the index, from "
            f"{_shown(before)}; give each its own id, or remove that one first: "
            f"songngu remove --id {document.id}",
        )


def is_nameless(document: Document) -> bool:
    """Tell whether a document has no id of its own: it came with the first that its place gives."""
    return document.id == next(identifiers(document.place))


def _shown(document: Document) -> str:
    return shown_path(file_of(document.place))


def _anywhere(document: Document) -> Document:
    return replace(document, path="", line=0, place="")


def _text(document: Document) -> tuple[str, str]:
    return document.title, document.body


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
