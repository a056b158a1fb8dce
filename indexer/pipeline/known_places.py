"""Know where each document was, so that one that has moved keeps its id, and what readers have said
of it.

A file that is gone and a new one of the same content are one file. A document whose text stood in a
file that is gone, or in one that was read just now and no longer holds it (another archive, another
member), is that document.
"""

from __future__ import annotations

from corpus.document import Document
from corpus.file_place import shared_end
from indexer.ner.evidence.document_evidence import text_digest
from indexer.pipeline.input_ledger import InputLedger, parted


class KnownPlaces:
    """The places of a ledger, in a run whose changes were found (indexer/pipeline/input_changes.py)
    and whose files were read (reading.py)."""

    def __init__(self, ledger: InputLedger) -> None:
        self._ledger = ledger

    def id_at(self, place: str) -> str:
        """Return the id of the document at a place; empty if none is known there."""
        return self._ledger.id_at(place)

    def left(self, document: Document) -> list[str]:
        """Return the ids of documents that left their place and may be this one, likeliest
        first."""
        file, at = parted(document.place)
        moved = self._ledger.rows(
            "SELECT id FROM moved JOIN documents ON file = was WHERE place = ? AND at = ? AND kept",
            (file, at),
        )
        found = [doc_id for (doc_id,) in moved]
        same = [
            (shared_end(there + of_file, document.place), doc_id)
            for there, of_file, doc_id in self._ledger.rows(_SAME_TEXT, (text_digest(document),))
        ]
        return found + [doc_id for _, doc_id in sorted(same, reverse=True) if doc_id not in found]


_SAME_TEXT = """
SELECT d.file, d.at, d.id FROM documents d WHERE d.text = ? AND d.kept AND (
    d.file IN (SELECT place FROM gone)
    OR (EXISTS (SELECT 1 FROM walk w WHERE w.place = d.file AND w.todo = 2)
        AND NOT EXISTS (SELECT 1 FROM places p WHERE p.file = d.file AND p.at = d.at)))
"""
