"""Write to an index on OpenSearch, so that the changes of a commit are seen together.

What holds, and what does not:

* Nothing is sent before ``commit``, so taking back is forgetting. A commit is made when its journal
  lies whole on the local disk; then its changes are sent, and shown by one refresh. Readers of this
  program see all of them or none: they open their point in time before the sending or after the
  refresh.
* A writer that dies while it sends leaves the journal, which the next reader or writer of the
  folder sends to the end. Ids and versions make that safe however often it is done.
* Not atomic is what others see who search the index by its alias: the shards are refreshed one
  after another, some milliseconds apart. And a shard that is moved or promoted while a commit is
  sent shows what it has of it. Readers of this program that lost their point in time with the old
  one notice that (``Snapshot.is_whole``) and wait for the end of the commit.
"""

from __future__ import annotations

import time
from pathlib import Path

from msgspec.structs import replace

from indexer.engines.opensearch.bulk import Sender
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.indices import count, make, refresh
from indexer.engines.opensearch.journal import PREFIX, Journal, changes_in
from indexer.engines.opensearch.mapping import key_of, source_of
from indexer.engines.opensearch.state import (
    DONE,
    SENDING,
    SHOWING,
    State,
    read_state,
    write_state,
)
from indexer.engines.protocol import Record


class OpenSearchWriter:
    """Changes that become visible together. The engine holds the lock."""

    def __init__(self, cluster: Cluster, folder: Path, index: str) -> None:
        self._cluster = cluster
        self._folder = folder
        self._index = index
        self._journal: Journal | None = None

    def add(self, record: Record) -> None:
        """Add, replacing a document of the same id. Raises ``IndexProblem`` for a document that
        OpenSearch would refuse."""
        journal = self._opened()
        journal.add(key_of(record.id), source_of(record, journal.version))

    def delete(self, doc_id: str) -> None:
        """Delete the document of this id, if there is one."""
        self._opened().add(key_of(doc_id), None)

    def commit(self) -> None:
        """Make everything so far durable and visible to new readers. Raises ``IndexProblem``."""
        state = read_state(self._folder) or State(self._index)
        if self._journal is None and state.commit:
            return
        journal = self._opened()
        journal.finish()
        self._journal = None
        write_state(self._folder, replace(state, phase=SENDING, journal=journal.path.name))
        finish_commit(self._cluster, self._folder)

    def rollback(self) -> None:
        """Forget what was not committed."""
        if self._journal is not None:
            self._journal.discard()
            self._journal = None

    def _opened(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self._folder / f"{PREFIX}{self._version()}.journal")
        return self._journal

    def _version(self) -> int:
        """Return the version of the next commit: later than the last, whatever the clock says."""
        state = read_state(self._folder)
        last = state.commit if state is not None else 0
        return max(time.time_ns() // 1_000, last + 1)


def finish_commit(cluster: Cluster, folder: Path) -> None:
    """Send what a journal holds and show it, if there is one; whoever has begun it. Only under the
    lock. Raises ``IndexProblem``; then the next call goes on."""
    state = read_state(folder)
    if state is None or state.phase == DONE:
        return
    journal = folder / state.journal
    if state.phase == SENDING:
        if not state.uuid:
            state = replace(state, uuid=make(cluster, state.index))
            write_state(folder, state)
        Sender(cluster, state.index, state.next).send(changes_in(journal))
        state = replace(state, phase=SHOWING)
        write_state(folder, state)
    refresh(cluster, state.index)
    documents = count(cluster, state.index)
    write_state(folder, State(state.index, state.uuid, state.next, documents))
    journal.unlink(missing_ok=True)
