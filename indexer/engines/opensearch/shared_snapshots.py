"""Share one snapshot among the readers of a commit: a point in time costs the cluster memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from indexer.engines.opensearch.known import Routes
from indexer.engines.opensearch.snapshot import Snapshot


class Shared:
    """The snapshot of the commit of this name, and how many readers it has."""

    def __init__(self, name: str, snapshot: Snapshot, routes: Routes) -> None:
        self.name = name
        self.snapshot = snapshot
        self.routes = routes
        self.readers = 0


class SharedSnapshots:
    """The snapshots of one engine. One of a former commit is closed with its last reader."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._newest: Shared | None = None

    @contextmanager
    def using(self, current: Callable[[Shared | None], Shared]) -> Iterator[Shared]:
        """Use the snapshot of the last commit: ``current`` is given the newest that is known, and
        returns it or a newer one."""
        with self._guard:
            before, self._newest = self._newest, current(self._newest)
            shared = self._newest
            if before is not None and before is not shared and not before.readers:
                before.snapshot.close()
            shared.readers += 1
        try:
            yield shared
        finally:
            with self._guard:
                shared.readers -= 1
                is_last = not shared.readers and shared is not self._newest
            if is_last:
                shared.snapshot.close()
