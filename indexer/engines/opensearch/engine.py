"""The engine for more than one machine holds: OpenSearch, a cluster that others operate.

The folder of this engine holds a small file that names the index in the cluster
(``state.py``); where the cluster is, the environment says (``settings.py``).
No plug-in is needed on the cluster. What was found about OpenSearch, and is relied on here, stands
where it is used: mapping and source in ``mapping.py``, exact counts across shards in
``facets.py``, terms that exist in ``known.py``, what is atomic in
``writer.py``, points in time in ``snapshot.py``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from indexer.engines.opensearch import indices
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.known import Routes
from indexer.engines.opensearch.reader import OpenSearchReader
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.engines.opensearch.shared_snapshots import Shared, SharedSnapshots
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.state import DONE, FILE, SENDING, State, read_state
from indexer.engines.opensearch.writer import OpenSearchWriter, finish_commit
from indexer.index_errors import IndexLocked, NoIndex

LOCK: Final = "writing.lock"

OPENING_ATTEMPTS: Final = 20
"""How often a reader starts again because a commit was shown while it was opened."""

PAUSE: Final = 0.5
"""Seconds until a reader looks again whether a commit of which a part is seen has come to its
end."""


class OpenSearchEngine:
    """An index on OpenSearch that belongs to one folder."""

    name = "opensearch"
    commit_every = 4_000  # What is sent at once: some 100 MB of journal, a few seconds.

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cluster = Cluster(ClusterSettings.from_environment())
        self._shared = SharedSnapshots()

    @contextmanager
    def reading(self) -> Iterator[OpenSearchReader]:
        """Open a snapshot of the last commit; raises ``NoIndex``.

        All readers of one commit share a point in time. A commit that a dead writer has begun is
        finished first.
        """
        self._recover()
        with self._shared.using(self._current) as shared:
            yield OpenSearchReader(shared.snapshot, shared.routes)

    @contextmanager
    def writing(self) -> Iterator[OpenSearchWriter]:
        """Open the writer; raises ``IndexLocked`` while another one is open."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise IndexLocked(
                f"Another process is writing to {self._folder.parent}. Wait for it to end."
            ) from None
        try:
            finish_commit(self._cluster, self._folder)
            state = read_state(self._folder)
            if state is not None:
                indices.check(self._cluster, state.index, state.uuid)
            for path in self.orphans():
                path.unlink()
            index = state.index if state is not None else indices.new_name(self._cluster)
            writer = OpenSearchWriter(self._cluster, self._folder, index)
            try:
                yield writer
                writer.commit()
            finally:
                writer.rollback()
        finally:
            lock.release()

    def files(self) -> list[Path]:
        """Return the file that names the index; the documents are in the cluster."""
        state = read_state(self._folder)
        return [self._folder / FILE] if state is not None and state.seen else []

    def orphans(self) -> list[Path]:
        """List the files that are neither the state nor what it names."""
        if not self._folder.is_dir():
            return []
        state = read_state(self._folder)
        kept = {FILE, LOCK, state.journal if state is not None else ""}
        return sorted(path for path in self._folder.iterdir() if path.name not in kept)

    def state(self) -> str:
        """Name the last commit: the index, and the time of the commit."""
        state = read_state(self._folder)
        return _name_of(state) if state is not None and state.seen else ""

    def publish(self) -> None:
        """Put the alias of the archive on this index, unless it is there with other parts of a
        joined archive (``joined_engine.py``). Raises ``IndexProblem``."""
        state = read_state(self._folder)
        if state is not None and state.uuid:
            behind = indices.behind_alias(self._cluster)
            if len(behind) < 2 or state.index not in behind:
                indices.publish(self._cluster, [state.index])
            indices.sweep(self._cluster)

    def retire(self, *, was_read: bool) -> None:
        """Delete the index from the cluster: at once, or where it ``was_read`` when those who began
        to read it have ended. Raises ``IndexProblem``."""
        state = read_state(self._folder)
        if state is not None and state.uuid:
            if was_read:
                indices.retire(self._cluster, state.index)
            else:
                indices.delete(self._cluster, state.index)

    def _recover(self) -> None:
        """Finish a commit whose writer has died. One that is alive does it itself, and where the
        folder can't be written nothing is done: then the last commit is read."""
        state = read_state(self._folder)
        if state is None or state.phase == DONE or not os.access(self._folder, os.W_OK):
            return
        lock = FileLock(self._folder / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return
        try:
            finish_commit(self._cluster, self._folder)
        finally:
            lock.release()

    def _current(self, known: Shared | None) -> Shared:
        """Return the snapshot of the last commit: the one that is ``known`` if it is of that."""
        for _ in range(OPENING_ATTEMPTS):
            state = read_state(self._folder)
            if state is None or not state.seen:
                raise NoIndex(f"Nothing was indexed yet in {self._folder.parent}.")
            name = _name_of(state)
            if known is not None and known.name == name:
                return known
            indices.check(self._cluster, state.index, state.uuid)
            if state.seen != state.commit:
                # All of it is in the cluster, and its writer may be dead.
                indices.refresh(self._cluster, state.index)
            snapshot = Snapshot(
                self._cluster, state.index, partial(self._is_at, name), self._sending
            )
            if not snapshot.is_current():
                # A commit was shown meanwhile, so nobody knows which of the two was opened.
                snapshot.close()
                continue
            if not snapshot.is_whole():
                # A node was lost, and what took its place shows a part of the next commit.
                snapshot.close()
                time.sleep(PAUSE)
                continue
            is_same = known is not None and known.snapshot.index == state.index
            routes = known.routes if known and is_same else Routes(self._cluster, [state.index])
            return Shared(name, snapshot, routes)
        raise IndexLocked(f"The index in {self._folder.parent} changes again and again; ask later.")

    def _sending(self) -> State | None:
        """Return the state while a commit is being sent."""
        state = read_state(self._folder)
        return state if state is not None and state.phase == SENDING else None

    def _is_at(self, name: str) -> bool:
        return self.state() == name


def _name_of(state: State) -> str:
    return f"{state.index.rpartition('-')[2]}-{state.seen:x}"
