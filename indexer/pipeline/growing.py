"""Let an index grow with its folders: read what changed, take out what is gone, decide again what
has turned. This is ``songngu index``.

1. walk        indexer/pipeline/input_changes.py   ``InputChanges.walk``: which files changed
2. read        indexer/pipeline/reading.py         ``Reading.read``: all of them, onto the disk
3. index       indexer/pipeline/indexing.py        ``index_all``
4. record      indexer/pipeline/recording.py       ``Recording.keep``: what each file gave
5. take out    indexer/pipeline/removal.py         ``take_out``: what is gone
6. decide      indexer/pipeline/redecision.py      ``decide_turned``: what rests on other evidence

Steps 2 to 5 are repeated for files whose documents depend on what was taken out or written.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from msgspec import Struct, field

from corpus.document import Failure
from corpus.formats.source_file import Progress
from indexer.corrections.in_force import Corrections
from indexer.ner.evidence.other_parts import check_others
from indexer.pipeline.indexing import Indexed, Work, index_all
from indexer.pipeline.input_changes import InputChanges, Scope, Walked
from indexer.pipeline.input_ledger import InputLedger, Said
from indexer.pipeline.input_run import input_run
from indexer.pipeline.known_places import KnownPlaces
from indexer.pipeline.reading import Reading
from indexer.pipeline.reading_workers import ReadingWorkers
from indexer.pipeline.recording import Recording
from indexer.pipeline.redecision import decide_turned
from indexer.pipeline.removal import take_out
from indexer.pipeline.spool import Item
from indexer.pipeline.spooled_files import SpooledFiles
from indexer.storage.index_writer import WritingRun
from synonyms.gazetteer import Gazetteer

Started = Callable[[str, int], Progress]
"""Is told of a pass and of how many bytes or documents it has; returns what is told of each."""


def unseen(_: str, __: int) -> Progress:
    """Show nothing of the progress."""
    return lambda _: None


class Grown(Struct):
    """What a run did, in documents unless said otherwise: ``written`` were read and are new or
    changed, ``same`` were read and in the index as they are, ``unread`` are of files that were not
    read; ``again`` were decided again. ``moved`` counts by file those that came from another
    before, ``kept`` by folder files that are gone and whose documents stay."""

    files_read: int = 0
    files_unchanged: int = 0
    files_gone: int = 0
    written: int = 0
    same: int = 0
    unread: int = 0
    removed: int = 0
    again: int = 0
    repeats: int = 0
    undated: int = 0
    seconds: float = 0.0
    by_lang: Counter[str] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
    kept: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """Documents of the given files that are in the index now."""
        return self.written + self.same + self.unread

    def add(self, done: Indexed) -> None:
        """Add what was read and indexed."""
        self.written += done.report.documents
        self.same += done.unchanged.documents
        self.repeats += done.identity.repeats
        self.moved.update(done.identity.moved)
        self.undated += done.report.undated + done.unchanged.undated
        self.by_lang.update(done.report.by_lang)
        self.by_lang.update(done.unchanged.by_lang)
        self.failures.extend(done.report.failures)

    def add_unread(self, said: Said) -> None:
        """Add what was said of a file when it was read."""
        self.unread += said.documents
        self.repeats += said.repeats
        self.undated += said.undated
        self.by_lang.update(said.by_lang)
        self.failures.extend(said.failures)


def grow(
    run: WritingRun,
    scope: Scope,
    names: Gazetteer,
    corrections: Corrections,
    processes: int | None = None,
    started: Started = unseen,
) -> Grown:
    """Index what changed in the files and folders of a scope. Raises ``IndexProblem``."""
    began = time.monotonic()
    done = Grown()
    with input_run(run, scope, processes) as inputs:
        if scope.part:
            check_others(inputs.store, scope.part.others())
        work = Work(run, inputs.store, names, corrections, processes)
        _Growing(work, inputs.ledger, inputs.changes, done, started).grow(inputs.workers)
    done.seconds = time.monotonic() - began
    return done


class _Growing:
    """One run."""

    def __init__(
        self,
        work: Work,
        ledger: InputLedger,
        changes: InputChanges,
        done: Grown,
        started: Started,
    ) -> None:
        self._work = work
        self._ledger = ledger
        self._changes = changes
        self._done = done
        self._started = started

    def grow(self, workers: ReadingWorkers) -> None:
        """Take all steps."""
        done, changes = self._done, self._changes
        with self._ledger.changing():
            walked = changes.walk()
        self._note(walked)
        progress = self._started("read", walked.bytes)
        with closing(SpooledFiles(self._work.run.data, self._ledger)) as spooled:
            reading = Reading(spooled, changes, workers, progress)
            recording = Recording(self._ledger, spooled)
            self._index(reading, spooled, recording)
            recording.lose(self._of_gone_files())
            self._take_out(recording.vanished())
            while self._again(recording):
                self._index(reading, spooled, recording)
                self._take_out(recording.vanished())
        for place in changes.unchanged():
            done.files_unchanged += 1
            done.add_unread(self._ledger.said(place))
        done.again = decide_turned(self._work)

    def _note(self, walked: Walked) -> None:
        self._done.failures.extend(walked.failures)
        self._done.kept.update(walked.unmounted)

    def _index(self, reading: Reading, spooled: SpooledFiles, recording: Recording) -> None:
        reading.read()
        if not any(spooled.files()) and self._work.run.engine.files():
            return
        with self._ledger.changing():
            self._ledger.doubt(file.row.place for file in spooled.files())
        documents = len(spooled)

        def read(what: str) -> Iterator[Item]:
            return counted(spooled.items(), self._started(what, documents))

        # Where there is no index yet, without a file too: then there is one, if empty.
        one = index_all(self._work, read, KnownPlaces(self._ledger), recording)
        self._done.files_read += recording.keep(one.identity.refused)
        self._done.add(one)

    def _of_gone_files(self) -> list[str]:
        query = (
            "SELECT id FROM documents WHERE kept AND file IN (SELECT place FROM gone WHERE leaves)"
        )
        return [doc_id for (doc_id,) in self._ledger.rows(query)]

    def _take_out(self, ids: list[str]) -> None:
        """Take documents out of the index, and files that are gone out of the ledger."""
        self._done.removed += take_out(self._work, ids) if ids else 0
        with self._ledger.changing():
            self._done.files_gone += len(list(self._changes.gone()))
            for table, column in (("documents", "file"), ("files", "place")):
                self._ledger.rows(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT place FROM gone WHERE leaves)"
                )
            self._ledger.rows("DELETE FROM gone WHERE leaves")

    def _again(self, recording: Recording) -> bool:
        """Have files read again that have a document with an id that was just written or removed:
        they were refused, or left out as repeats."""
        files = recording.claimants()
        recording.forget()
        with self._ledger.changing():
            self._ledger.doubt(files)
            return self._changes.again(files) > 0


def counted(items: Iterable[Item], advance: Progress) -> Iterator[Item]:
    """Pass items on, and tell of each when it was taken."""
    for item in items:
        yield item
        advance(1)
