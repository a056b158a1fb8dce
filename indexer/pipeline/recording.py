"""Record what each file gave, while its documents pass into the index, and write that into the
ledger when the index holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from corpus.document import Document, Failure
from indexer.ner.evidence.document_evidence import text_digest
from indexer.pipeline.document_identity import Refused, is_nameless
from indexer.pipeline.input_ledger import UNKNOWN, FileRow, InputLedger, Said, parted
from indexer.pipeline.reading_workers import READER_FAILED
from indexer.pipeline.spool import Item
from indexer.pipeline.spooled_files import SpooledFiles


class Recording:
    """The record of one run."""

    def __init__(self, ledger: InputLedger, spooled: SpooledFiles) -> None:
        self._ledger = ledger
        self._spooled = spooled
        self._failures: dict[str, list[Failure]] = {}
        for statement in _TABLES.split(";"):
            ledger.rows(statement)

    def offered(self, items: Iterable[Item]) -> Iterator[Item]:
        """Note items on their way to being identified: what failed, and which ids are claimed."""
        for item in items:
            if isinstance(item, Failure):
                self._failures.setdefault(self._spooled.current, []).append(item)
            elif item.place and not is_nameless(item):
                # An own id says which document it is: no other is found by its text.
                self._note(item, "")
            yield item

    def identified(self, items: Iterable[Item]) -> Iterator[Item]:
        """Note documents on their way into the index, under the id that they have there."""
        for item in items:
            if isinstance(item, Document) and item.place:
                self._note(item, text_digest(item), kept=1)
            yield item

    def _note(self, document: Document, text: str, kept: int = 0) -> None:
        file, at = parted(document.place)
        self._ledger.change(
            "INSERT INTO now VALUES(?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(file, at, id) DO UPDATE SET kept = max(kept, excluded.kept)",
            [(file, at, document.id, kept, text, document.lang, not document.date)],
        )

    def keep(self, refused: Sequence[Refused]) -> int:
        """Write the rows of the files that were read, whose documents the index holds; how many
        they are. What a file no longer gives is ``vanished``."""
        for file, failure in refused:
            self._failures.setdefault(file, []).append(failure)
        counts = Counter(one.file for one in refused)
        kept = 0
        with self._ledger.changing():
            for one in self._spooled.files():
                self._keep(one.row, counts[one.row.place])
                kept += 1
            self._spooled.forget()
        return kept

    def _keep(self, row: FileRow, refused: int) -> None:
        said = Said(failures=self._failures.pop(row.place, []))
        if any(one.reason.startswith(READER_FAILED) for one in said.failures):
            row = replace(row, size=UNKNOWN)
        for kept, lang, undated, count in self._ledger.rows(
            "SELECT kept, lang, undated, count(*) FROM now WHERE file = ? GROUP BY 1, 2, 3",
            (row.place,),
        ):
            if not kept:
                said.repeats += count
                continue
            said.documents += count
            said.by_lang[lang] = said.by_lang.get(lang, 0) + count
            said.undated += count if undated else 0
        said.repeats -= min(refused, said.repeats)
        for statement in _KEEP.split(";"):
            self._ledger.rows(statement, (row.place,))
        self._ledger.put(row, said)

    def lose(self, ids: Iterable[str]) -> None:
        """Note that the files of these documents are gone."""
        self._ledger.change("INSERT OR IGNORE INTO vanished VALUES(?)", ((one,) for one in ids))

    def vanished(self) -> list[str]:
        """Return the documents that their files no longer give, and no other file does."""
        rows = self._ledger.rows(
            "SELECT id FROM vanished WHERE id NOT IN (SELECT id FROM documents WHERE kept"
            " AND file NOT IN (SELECT place FROM gone WHERE leaves))"
        )
        return [doc_id for (doc_id,) in rows]

    def claimants(self) -> set[str]:
        """Return the files that have another document with an id that was written or removed in
        this run: what they give may be another thing now."""
        rows = self._ledger.rows(
            "SELECT DISTINCT file FROM documents WHERE NOT kept AND id IN"
            " (SELECT id FROM vanished UNION SELECT id FROM written)"
        )
        return {file for (file,) in rows}

    def forget(self) -> None:
        """Forget which ids were written and have vanished: that was acted on."""
        self._ledger.rows("DELETE FROM vanished")
        self._ledger.rows("DELETE FROM written")


_TABLES = """
CREATE TEMP TABLE now(
    file TEXT, at TEXT, id TEXT, kept INTEGER, text TEXT, lang TEXT, undated INTEGER,
    PRIMARY KEY(file, at, id)) WITHOUT ROWID;
CREATE TEMP TABLE vanished(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE written(id TEXT PRIMARY KEY) WITHOUT ROWID
"""

_KEEP = """
INSERT OR IGNORE INTO vanished SELECT id FROM documents d WHERE file = ?1 AND kept
    AND NOT EXISTS (SELECT 1 FROM now n WHERE n.file = d.file AND n.id = d.id AND n.kept);
INSERT OR IGNORE INTO written SELECT id FROM now WHERE file = ?1 AND kept
    AND id IN (SELECT id FROM documents WHERE NOT kept AND file <> ?1);
DELETE FROM documents WHERE kept AND file <> ?1
    AND id IN (SELECT id FROM now WHERE file = ?1 AND kept);
DELETE FROM documents WHERE file = ?1;
INSERT INTO documents SELECT file, at, id, kept, text FROM now WHERE file = ?1;
DELETE FROM now WHERE file = ?1
"""
