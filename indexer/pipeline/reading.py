"""Read the files that changed onto the disk, where they stay until they are indexed: what all of
them say of names is gathered before the first is decided, and memory does not hold an archive.

Plain files are read here; heavy formats in processes of their own, a few files ahead
(indexer/pipeline/reading_workers.py), and so are long plain ones where several processes may work.
The order of the items is always that of the walk.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.document import Document, Failure
from corpus.formats.source_file import Progress
from corpus.readers import reader_for
from indexer.pipeline.input_changes import InputChanges, ToRead, content_digest, look_at
from indexer.pipeline.input_ledger import UNKNOWN, FileRow
from indexer.pipeline.reading_workers import Died, ReadFile, ReadingWorkers, read_safely
from indexer.pipeline.spool import Segment
from indexer.pipeline.spooled_files import SpooledFile, SpooledFiles

LIGHT: Final = (".txt", ".md", ".jsonl", ".jsonl.gz", ".csv", ".tsv")
"""Endings of files whose readers are our own loops over lines, bounded by their size."""

LIGHT_PAGES: Final = (".html", ".htm", ".eml")
SMALL: Final = 256 << 10
"""Bytes up to which a page is read here: starting a process takes longer than many of them."""

LONG: Final = range(1 << 20, 256 << 20)
"""Bytes of a plain file that is rather read beside others: at least as long as a process takes to
begin, and no more than what it says of all its documents at once may take. Not measured where the
borders are best."""

AHEAD: Final = 3
"""Files that each process may be ahead of the one whose turn it is."""

_LOST: Final = (
    "the process that read it was ended from outside, twice, often for want of memory; give it "
    "more memory, or convert the file to plain text"
)
_CHANGING: Final = "the file changed while it was read; the next run reads it again"


class _Waiting(Struct):
    """A file whose turn comes; ``future`` where a process reads it, ``is_read`` where a former run
    has."""

    file: ToRead
    future: Future[ReadFile | Failure] | None = None
    is_read: bool = False


class Reading:
    """Reads the changed files of one run."""

    def __init__(
        self,
        spooled: SpooledFiles,
        changes: InputChanges,
        workers: ReadingWorkers,
        progress: Progress,
    ) -> None:
        self._spooled = spooled
        self._changes = changes
        self._workers = workers
        self._progress = progress

    def read(self) -> None:
        """Read all files that changed."""
        waiting: deque[_Waiting] = deque()
        files = self._changes.to_read()
        while True:
            while len(waiting) < AHEAD * 4 and (file := next(files, None)) is not None:
                waiting.append(self._begun(file))
            if not waiting:
                break
            one = waiting.popleft()
            if one.future is not None:
                self._read_elsewhere(one.file, one.future, waiting)
            elif one.is_read:
                self._progress(max(one.file.row.size, 0))
            else:
                self._read_here(one.file)
            self._changes.done(one.file.number)
        self._spooled.keep()

    def _begun(self, file: ToRead) -> _Waiting:
        if self._spooled.take_up(file.number, file.row):
            return _Waiting(file, is_read=True)
        if _is_light(file) and not (self._workers.are_several and file.row.size in LONG):
            return _Waiting(file)
        future = self._workers.submit(file.number, file.source, file.row.size)
        return _Waiting(file, future)

    def _read_here(self, file: ToRead) -> None:
        spool = self._spooled.spool
        start, documents = spool.position(), 0
        for frame in spool.write(read_safely(replace(file.source, progress=self._progress))):
            places = [one.place for one in frame if isinstance(one, Document)]
            self._spooled.note_places(places)
            documents += len(places)
        self._ended(file, start, documents)

    def _ended(self, file: ToRead, start: int, documents: int) -> None:
        """Note a file that was read here to its end."""
        row = _row_now(file)
        if row.size == UNKNOWN and file.row.size != UNKNOWN:
            self._write(Failure(file.source.shown, 0, _CHANGING, lost=False))
        spool = self._spooled.spool
        segment = Segment(str(spool.path), start, spool.position())
        self._spooled.put(SpooledFile(file.number, segment, documents, row))

    def _write(self, failure: Failure) -> None:
        for _ in self._spooled.spool.write([failure]):
            pass

    def _read_elsewhere(
        self, file: ToRead, future: Future[ReadFile | Failure], others: deque[_Waiting]
    ) -> None:
        try:
            found = future.result()
        except Died:
            found = self._once_more(file, others)
        self._progress(max(file.row.size, 0))
        if isinstance(found, Failure):
            start = self._spooled.spool.position()
            self._write(found)
            self._ended(file, start, 0)
            return
        self._spooled.note_places(found.places)
        segment = self._spooled.spool.take(found.segment)
        self._spooled.put(SpooledFile(file.number, segment, len(found.places), _row_now(file)))

    def _once_more(self, file: ToRead, others: deque[_Waiting]) -> ReadFile | Failure:
        """Read a file again whose process was ended, while no other is read: it may have been
        another's memory."""
        for other in others:
            if other.future is not None:
                other.future.exception()
        try:
            return self._workers.submit(file.number, file.source, file.row.size).result()
        except Died:
            return Failure(file.source.shown, 0, _LOST)


def _row_now(file: ToRead) -> FileRow:
    """Return the row of a file that was read; one that has changed since it was looked at is read
    again by the next run."""
    path, before = file.source.path, (file.row.size, file.row.changed)
    has_reader = reader_for(path.name) is not None
    digest = content_digest(path, file.row.size) if has_reader else ""
    is_as_it_was = look_at(path) == before
    return replace(file.row, size=file.row.size if is_as_it_was else UNKNOWN, digest=digest)


def _is_light(file: ToRead) -> bool:
    name = file.source.path.name.lower()
    if name.endswith(LIGHT) or file.row.size == UNKNOWN or reader_for(name) is None:
        return True
    return name.endswith(LIGHT_PAGES) and file.row.size <= SMALL
