"""The default engine: tantivy, embedded.

What must be known about tantivy-py 0.27, and is relied on here:

* A writer opened on an ``Index`` that a reader holds leaves files behind that nothing removes:
  each write opens a fresh ``Index``, waits for its merges and drops the writer.
* Its lock on writing is one of the operating system, free as soon as its holder is dead.
* A text field can be fast: ``order`` (inverted date, then id) sorts hits and gives their ids in
  one search, without fetching a document, at some 17 µs a hit.
* ``doc_freq`` still counts deleted documents; the constant term of ``alive`` tells whether any is.
* The cheapest exact count is an aggregation: it scores nothing (8 µs for 1,140 documents).
* Analysers are registered on every opened ``Index``.
* A limit of 0 and a limit far beyond the documents end the process: memory is taken for all of it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final

import tantivy

from indexer import fields
from indexer.engines.tantivy.facets import ALIVE
from indexer.engines.tantivy.folder import NamedFolder, is_writable
from indexer.engines.tantivy.numbers import NumberedValues, add_fields
from indexer.engines.tantivy.queries import DAY, ORDER
from indexer.engines.tantivy.reader import STORED, TantivyReader
from indexer.engines.tantivy.writer import COMMIT_EVERY, MERGED_FROM, META, TantivyWriter
from indexer.index_errors import IndexLocked, IndexMismatch, NoIndex

OPENING_ATTEMPTS: Final = 10
"""How often a reader without a lock starts again because a segment was gone when it was opened."""

WRITER_MEMORY: Final = 200_000_000
"""Bytes tantivy buffers before it writes a segment: 25,000 documents of news fit."""

_CUT: Final = "cut"
_MANAGED: Final = ".managed.json"
_TO_READ_DOCUMENTS: Final = {fields.ID, ORDER, ALIVE, STORED}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in fields.KEYWORDS:
        fast = name in fields.SINGLE
        builder.add_text_field(name, tokenizer_name="raw", fast=fast, index_option="basic")
    for name in fields.MULTIPLE:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    add_fields(builder)
    builder.add_text_field(fields.BANDS, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ALIVE, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field(
        ORDER, tokenizer_name="raw", fast=True, stored=True, index_option="basic"
    )
    builder.add_unsigned_field(DAY, fast=True)
    builder.add_text_field(fields.BODY, tokenizer_name=_CUT, index_option="position")
    for name in (fields.PAIR, fields.TITLE_PAIR):
        builder.add_text_field(name, tokenizer_name=_CUT, index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def _opened(folder: Path) -> tantivy.Index:
    try:
        index = tantivy.Index(_schema(), os.fspath(folder))
    except ValueError as error:
        if "schema does not match" not in str(error):
            raise
        raise IndexMismatch(
            f"The index in {folder.parent} was made with other fields; make it anew with --anew."
        ) from None
    return _with_tokenizer(index)


def _opened_to_read(folder: Path) -> tantivy.Index:
    """Open an index with the fields that it has. One that was made with others can't be searched,
    as its fingerprint says; but its documents are read to make it anew. Raises ``IndexMismatch``
    where it has not even the fields that documents are read by."""
    try:
        return _opened(folder)
    except IndexMismatch:
        meta = json.loads((folder / META).read_text("utf-8"))
        if not {field["name"] for field in meta["schema"]} >= _TO_READ_DOCUMENTS:
            raise
        return _with_tokenizer(tantivy.Index.open(os.fspath(folder)))


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_CUT, analyser)
    return index


def _signature(folder: Path) -> tuple[int, int, int]:
    """Return what changes with a commit: tantivy puts a new ``meta.json`` in the place of the old
    one. Looking at it costs 2 µs, reloading what has not changed 140. Raises ``NoIndex``."""
    try:
        state = (folder / META).stat()
    except FileNotFoundError:
        raise NoIndex(f"Nothing was indexed yet in {folder.parent}.") from None
    return state.st_ino, state.st_mtime_ns, state.st_size


class TantivyEngine:
    """An index of tantivy in one folder of its own."""

    name = "tantivy"
    commit_every = COMMIT_EVERY

    def __init__(
        self, folder: Path, *, memory: int = WRITER_MEMORY, merged_from: int = MERGED_FROM
    ) -> None:
        self._folder = folder
        self._named = NamedFolder(folder)
        self._memory = memory
        self._merged_from = merged_from
        self._values = NumberedValues()
        self._index: tantivy.Index | None = None
        self._seen: tuple[int, int, int] | None = None

    @contextmanager
    def reading(self) -> Iterator[TantivyReader]:
        """Open a snapshot of the last commit; raises ``NoIndex``."""
        seen = _signature(self._folder)
        if self._index is None or (seen != self._seen and not is_writable(self._folder)):
            self._index = self._readable()
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
        yield TantivyReader(self._index.schema, self._index.searcher(), self._values)

    def _readable(self) -> tantivy.Index:
        """Return the index, opened. tantivy takes a lock for that, a file that it writes: where it
        can't, links to the files lie in a folder of our own, and the lock beside them."""
        if is_writable(self._folder):
            return _opened_to_read(self._named.path())
        for _ in range(OPENING_ATTEMPTS - 1):
            try:
                return _opened_to_read(self._named.linked())
            except (OSError, ValueError):
                # Without the lock another machine's commit may have removed a segment meanwhile.
                continue
        return _opened_to_read(self._named.linked())

    @contextmanager
    def writing(self) -> Iterator[TantivyWriter]:
        """Open the writer; raises ``IndexLocked`` while another one is open."""
        self._folder.mkdir(parents=True, exist_ok=True)
        index = _opened(self._named.path())
        try:
            writer = index.writer(heap_size=self._memory, num_threads=1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            raise IndexLocked(
                f"Another process is writing to {self._folder.parent}. Wait for it to end."
            ) from None
        try:
            changes = TantivyWriter(writer, self._folder, self._merged_from)
            yield changes
            changes.finish()
        except BaseException:
            writer.rollback()
            writer.wait_merging_threads()
            # A segment that was begun would lie about until the next commit. Only when the
            # writer's threads are gone is nothing written any more that would be missed here.
            collector = _opened(self._named.path()).writer(heap_size=self._memory, num_threads=1)
            collector.garbage_collect_files()
            collector.wait_merging_threads()
            raise
        # Takes the writer with it: its lock is free and its merges are done.
        writer.wait_merging_threads()

    def files(self) -> list[Path]:
        """Return the files of the segments that the last commit names, and tantivy's two lists."""
        living = self._living()
        if living is None:
            return []
        lists = (self._folder / name for name in (META, _MANAGED))
        return [*lists, *(path for path in self._segment_files() if path.name[:32] in living)]

    def orphans(self) -> list[Path]:
        """List the files of segments that the last commit does not name."""
        living = self._living()
        if living is None:
            return []
        return [path for path in self._segment_files() if path.name[:32] not in living]

    def state(self) -> str:
        """Name the last commit: tantivy's list of it has the segments, and what is deleted."""
        meta = self._folder / META
        return blake2b(meta.read_bytes(), digest_size=4).hexdigest() if meta.exists() else ""

    def _living(self) -> set[str] | None:
        """Return the segments of the last commit, None before the first."""
        if not (self._folder / META).exists():
            return None
        meta = json.loads((self._folder / META).read_text("utf-8"))
        return {segment["segment_id"].replace("-", "") for segment in meta["segments"]}

    def _segment_files(self) -> list[Path]:
        return sorted(
            path for path in self._folder.iterdir() if re.match(r"[0-9a-f]{32}\.", path.name)
        )
