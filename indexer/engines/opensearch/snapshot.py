"""One state of an index, by a point in time (PIT) of the cluster.

A commit is shown by a refresh that we ask for, and by nothing else; so as long as no commit was
made, a point in time that is opened anew shows the same documents. That is what is done when one is
lost with a node, or because nobody asked for long.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from functools import cached_property
from typing import Final

from indexer.engines.opensearch.client import Busy, Cluster, Json, Missing, Slow
from indexer.engines.opensearch.indices import is_red, red
from indexer.engines.opensearch.mapping import COMMIT
from indexer.engines.opensearch.state import State
from indexer.index_errors import ClusterUnreachable, IndexProblem

KEPT: Final = 600
"""Seconds for which the cluster keeps a point in time after it was asked last."""

ATTEMPTS: Final = 5
PAUSE: Final = 0.5
"""Seconds between two attempts, longer each time: a replica takes the place of a lost primary
within 1.4 s."""

_LOST: Final = ("search_context_missing_exception", "illegal_argument_exception")


class Snapshot:
    """One state; safe to share between threads. ``is_current`` tells whether no commit was made
    since, ``sending`` returns the state of the folder while one is being sent."""

    def __init__(
        self,
        cluster: Cluster,
        index: str,
        is_current: Callable[[], bool],
        sending: Callable[[], State | None],
    ) -> None:
        self.cluster = cluster
        self.index = index
        self.is_current = is_current
        self._sending = sending
        self._guard = threading.Lock()
        self._held: list[str] = []
        # Else the cluster would keep the segments of this state for as long as ``KEPT`` after a
        # command has ended.
        self._free = weakref.finalize(self, _freed, cluster, self._held)
        self._pit = self._opened()
        self._asked = time.monotonic()

    def search(self, body: Json) -> Json:
        """Ask for documents of this state: all of them or none, so a part that is lost is an error
        and never a smaller count. Raises ``IndexProblem``."""
        for attempt in range(ATTEMPTS):
            pit = ""
            try:
                pit = self._usable()
                return self._searched(body, pit)
            except Missing:
                self._forget(pit)
            except (Busy, ClusterUnreachable) as problem:
                # What takes too long once may have asked a node that is gone; twice it is dear.
                if attempt + 1 == (2 if isinstance(problem, Slow) else ATTEMPTS):
                    self._check_red()
                    raise
                time.sleep(PAUSE * (attempt + 1))
                self._forget(pit)
        self._check_red()
        raise Busy(f"The cluster at {self.cluster.name} loses what it is asked; ask later.")

    def close(self) -> None:
        """Free what the cluster holds for this state."""
        with self._guard:
            self._pit = ""
            self._free()

    @cached_property
    def size(self) -> int:
        """Documents of this state."""
        found = self.search({"size": 0, "track_total_hits": True})
        return int(found["hits"]["total"]["value"])

    @cached_property
    def exact(self) -> bool:
        """Whether no copy of any shard counts a deleted document. Of a state that is over nobody
        can tell."""
        said = self.cluster.ask("GET", f"/{self.index}/_stats/docs", params={"level": "indices"})
        return not int(said["_all"]["total"]["docs"].get("deleted", 0)) and self.is_current()

    def is_whole(self) -> bool:
        """Tell whether nothing is seen of a commit that is being sent.

        It is not shown before all of it is there; but a replica that takes the place of a lost
        primary shows all that it has. 107 of 400 documents were seen so.
        """
        state = self._sending()
        if state is None:
            return True
        newer = {"filter": {"range": {COMMIT: {"gt": state.commit}}}}
        body = {"size": 0, "track_total_hits": True, "aggs": {"newer": newer}}
        said = self._searched(body, self._pit)
        is_newer = bool(said["aggregations"]["newer"]["doc_count"])
        return not is_newer and said["hits"]["total"]["value"] == state.documents

    def _searched(self, body: Json, pit: str) -> Json:
        shape = {**body, "pit": {"id": pit, "keep_alive": f"{KEPT}s"}}
        found: Json = self.cluster.ask(
            "POST", "/_search", shape, {"allow_partial_search_results": "false"}
        )
        self._asked = time.monotonic()
        shards = found["_shards"]
        if shards["failed"] or found["timed_out"]:
            raise Busy(f"The cluster at {self.cluster.name} answered for a part of the index only.")
        return found

    def _usable(self) -> str:
        """Return a point in time that the cluster has kept. Raises ``IndexProblem``."""
        with self._guard:
            if not self._pit or time.monotonic() - self._asked > KEPT - 5:
                if not self.is_current():
                    raise IndexProblem(
                        "The index has changed since this was begun, and what it was is no longer "
                        "kept. Ask again."
                    )
                self._pit = self._opened()
                self._asked = time.monotonic()
                if not self.is_current():
                    # The commit may be shown already in what was opened.
                    self._pit = ""
                    raise IndexProblem("The index has changed meanwhile. Ask again.")
                if not self.is_whole():
                    self._pit = ""
                    raise Busy("A node was lost while a commit is being written. Ask in a moment.")
            return self._pit

    def _forget(self, pit: str) -> None:
        with self._guard:
            if self._pit == pit:
                self._pit = ""

    def _opened(self) -> str:
        for attempt in range(ATTEMPTS):
            try:
                said = self.cluster.ask(
                    "POST",
                    f"/{self.index}/_search/point_in_time",
                    params={"keep_alive": f"{KEPT}s", "allow_partial_pit_creation": "false"},
                )
                pit = str(said["pit_id"])
                self._held[:] = [pit]
                return pit
            except (Busy, ClusterUnreachable):
                if attempt + 1 == ATTEMPTS:
                    self._check_red()
                    raise
                time.sleep(PAUSE * (attempt + 1))
        raise AssertionError

    def _check_red(self) -> None:
        """Raise ``ClusterRed`` where that is why nothing is answered."""
        if is_red(self.cluster, self.index):
            raise red(self.cluster, self.index)


def _freed(cluster: Cluster, pits: list[str]) -> None:
    """Have the cluster forget points in time."""
    if not pits:
        return
    try:
        cluster.ask("DELETE", "/_search/point_in_time", {"pit_id": pits})
    except IndexProblem:
        # It goes by itself when its time is over.
        return
