"""Read the files that changed, in rounds: as many as a round holds are read onto the disk, indexed
and committed before more are read. So neither memory nor the disk need hold an archive, and a run
that is ended loses one round of reading at most.

Plain files are read here; heavy formats in processes of their own, a few files ahead
(indexer/pipeline/reading_workers.py), and so are long plain ones where several processes may work.
The order of the items is always that of the walk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.document import Document, Failure
from corpus.formats.source_file import Progress
from corpus.readers import reader_for
from indexer.pipeline.input_changes import InputChanges, ToRead, content_digest, look_at
from indexer.pipeline.input_ledger import UNKNOWN, FileRow, InputLedger, parted
from indexer.pipeline.reading_workers import Died, ReadFile, ReadingWorkers, read_safely
from indexer.pipeline.spool import Item, Segment, Spool, items_of

ROUND: Final = 128 << 20
"""Bytes of a spool that one round holds: some 300 MB of news, a hundred thousand articles."""

LIGHT: Final = (".txt", ".md", ".jsonl", ".jsonl.gz", ".csv", ".tsv")
"""Endings of files whose readers are our own loops over lines, bounded by their size."""

LIGHT_PAGES: Final = (".html", ".htm", ".eml")
SMALL: Final = 256 << 10
"""Bytes up to which a page is read here: starting a process takes longer than many of them."""

LONG: Final = range(1 << 20, 256 << 20)
"""Bytes of a plain file that is rather read beside others: at least as long as a process takes to
begin, and no more than a round holds. Not measured where the borders are best."""

AHEAD: Final = 3
"""Files that each process may be ahead of the one whose turn it is."""

_LOST: Final = (
    "the process that read it was ended from outside, twice, often for want of memory; give it "
    "more memory, or convert the file to plain text"
)
_CHANGING: Final = "the file changed while it was read; the next run reads it again"


class _Waiting(Struct):
    """A file whose turn comes; ``future`` where a process reads it."""

    file: ToRead
    future: Future[ReadFile | Failure] | None


class Reading:
    """Reads the changed files of one run, round by round."""

    def __init__(
        self,
        folder: Path,
        ledger: InputLedger,
        changes: InputChanges,
        workers: ReadingWorkers,
        progress: Progress,
    ) -> None:
        self._ledger = ledger
        self._changes = changes
        self._workers = workers
        self._progress = progress
        self._ahead = AHEAD
        self._spool = Spool(folder, "reading")
        self._segments: list[tuple[str, Segment]] = []
        self.current = ""
        self.documents = 0
        self._spooled = 0
        self.finished: list[FileRow] = []
        ledger.rows("CREATE TEMP TABLE places(file TEXT, at TEXT, PRIMARY KEY(file, at))")

    def close(self) -> None:
        """Delete what was read."""
        self._forget()
        self._spool.close()

    def rounds(self) -> Iterator[None]:
        """Read a round at a time: then ``items`` gives what was read, and ``finished`` the files
        that are read to their end."""
        for place, segment in self._pieces():
            self._segments.append((place, segment))
            self._spooled += segment.end - segment.start
            if self._spooled >= ROUND:
                yield
                self._forget()
        if self._segments or self.finished:
            yield
            self._forget()

    def items(self) -> Iterator[Item]:
        """Yield the items of the round, from the disk; ``current`` is the place of the file that
        they are from."""
        for place, segment in self._segments:
            self.current = place
            yield from items_of(segment)

    def files(self) -> list[str]:
        """Return the places of the files of the round."""
        return [place for place, _ in self._segments]

    def _forget(self) -> None:
        for spool in {one.spool for _, one in self._segments} - {str(self._spool.path)}:
            Path(spool).unlink(missing_ok=True)
        self._spool.empty()
        self._segments.clear()
        self.finished.clear()
        self._spooled = self.documents = 0
        self._ledger.rows("DELETE FROM places")

    def _pieces(self) -> Iterator[tuple[str, Segment]]:
        waiting: deque[_Waiting] = deque()
        files = self._changes.to_read()
        while True:
            while len(waiting) < self._ahead * 4 and (file := next(files, None)) is not None:
                waiting.append(self._begun(file))
            if not waiting:
                return
            one = waiting.popleft()
            place = one.file.row.place
            if one.future is None:
                for segment in self._read_here(one.file):
                    yield place, segment
            else:
                yield place, self._read_elsewhere(one, waiting)
            self._changes.done(one.file.number)

    def _begun(self, file: ToRead) -> _Waiting:
        if _is_light(file) and not (self._workers.are_several and file.row.size in LONG):
            return _Waiting(file, None)
        return _Waiting(file, self._workers.submit(file.number, file.source, file.row.size))

    def _read_here(self, file: ToRead) -> Iterator[Segment]:
        start = self._spool.position()
        items = read_safely(replace(file.source, progress=self._progress))
        for frame in self._spool.write(items):
            self._note([one.place for one in frame if isinstance(one, Document)])
            end = self._spool.position()
            if self._spooled + end - start >= ROUND:
                yield Segment(str(self._spool.path), start, end)
                # Another round has begun, and the spool is empty.
                start = 0
        yield self._ended(file, start)

    def _ended(self, file: ToRead, start: int) -> Segment:
        """Note the row of a file that was read here to its end."""
        row = _row_now(file)
        if row.size == UNKNOWN and file.row.size != UNKNOWN:
            remark = Failure(file.source.shown, 0, _CHANGING, lost=False)
            for _ in self._spool.write([remark]):
                pass
        self.finished.append(row)
        return Segment(str(self._spool.path), start, self._spool.position())

    def _read_elsewhere(self, one: _Waiting, others: deque[_Waiting]) -> Segment:
        file = one.file
        assert one.future is not None
        try:
            found = one.future.result()
        except Died:
            found = self._once_more(file, others)
        self._progress(max(file.row.size, 0))
        if isinstance(found, Failure):
            start = self._spool.position()
            for _ in self._spool.write([found]):
                pass
            return self._ended(file, start)
        self._note(found.places)
        self.finished.append(_row_now(file))
        return found.segment

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

    def _note(self, places: Sequence[str]) -> None:
        self.documents += len(places)
        self._ledger.change("INSERT OR IGNORE INTO places VALUES(?, ?)", map(parted, places))


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
