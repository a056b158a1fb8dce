"""Leave out documents that the index holds as they are, with the mentions that they would get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from corpus.document import Document, Failure
from indexer import fields
from indexer.annotation.annotator import Annotator
from indexer.annotation.gazetteer_changes import changed_names, holding
from indexer.annotation.records import with_annotation
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader

BATCH: Final = 200
"""Documents looked up together."""


class UnchangedDocuments:
    """Leaves out what need not be written again, and counts it: ``documents``, ``by_lang`` and
    ``undated`` as in a report."""

    def __init__(self, reader: Reader | None, annotator: Annotator, folder: Path) -> None:
        self.documents = 0
        self.by_lang: dict[str, int] = {}
        self.undated = 0
        self._reader = reader
        self._annotator = annotator
        names = changed_names(folder, annotator.gazetteer) if reader else None
        self._are_names_known = names is not None
        self._touched = (
            {hit.id for hit in reader.every(holding(names))} if reader and names else frozenset()
        )

    def left_out(self, items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """Yield the items without the unchanged documents."""
        if self._reader is None or not self._are_names_known:
            yield from items
            return
        for batch in batches(items, BATCH):
            ids = [one.id for one in batch if isinstance(one, Document)]
            stored = self._reader.fetch(sorted(self._reader.known(fields.ID, ids)))
            for item in batch:
                if isinstance(item, Failure) or not self._is_same(item, stored.get(item.id)):
                    yield item
                else:
                    self._count(item)

    def _is_same(self, document: Document, stored: str | None) -> bool:
        if stored is None or document.id in self._touched:
            return False
        before, annotation = with_annotation(stored)
        return (
            before == document
            and annotation.version == self._annotator.version
            and annotation == self._annotator.corrected(document, annotation)
        )

    def _count(self, document: Document) -> None:
        self.documents += 1
        self.by_lang[document.lang] = self.by_lang.get(document.lang, 0) + 1
        self.undated += not document.date
