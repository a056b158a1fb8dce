"""Send the changes of a commit to the cluster, at the pace that it can take.

A bulk request answers 200 even where it did only a part: each item says for itself what became of
it. Those answered 429 (the cluster has too much to do) are sent again, fewer at a time and after a
pause; 949 of 111,056 documents were lost where that was not done.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from indexer.engines.opensearch.client import Busy, Cluster, Json
from indexer.engines.opensearch.journal import Change
from indexer.index_errors import ClusterUnreachable, IndexMismatch, IndexUnwritable

BYTES: Final = 5_000_000
"""Of one request at most, but for a single document: 5 MB were as fast as 10 and 20."""

LEAST_BYTES: Final = 100_000
"""To which requests shrink while the cluster refuses items."""

PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 10.0
"""Seconds before items are sent again; doubled each time that nothing of a request was taken."""

_PASSING: Final = (429, 502, 503, 504)
_CONFLICT: Final = 409
_NOT_FOUND: Final = 404


class Sender:
    """Sends changes to one index. ``version`` is that of all of them: a request that was given up
    and is done late by the cluster then never replaces a newer document."""

    def __init__(self, cluster: Cluster, index: str, version: int) -> None:
        self._cluster = cluster
        self._index = index
        self._version = version
        self._bytes = BYTES
        self._pause = PAUSE
        self._last_taken = time.monotonic()

    def send(self, changes: Iterable[Change]) -> None:
        """Send all of them; returns when the cluster has taken each. Raises ``IndexUnwritable``
        where it refuses one for good, and ``IndexProblem`` where it takes none for as long as the
        settings have patience."""
        for batch in self._batches(changes):
            left = batch
            while left:
                left = self._sent(left)

    def _batches(self, changes: Iterable[Change]) -> Iterator[list[Change]]:
        batch: list[Change] = []
        size = 0
        for change in changes:
            own = len(change.source or b"") + 200
            if batch and size + own > self._bytes:
                yield batch
                batch, size = [], 0
            batch.append(change)
            size += own
        if batch:
            yield batch

    def _sent(self, batch: Sequence[Change]) -> list[Change]:
        """Send once; what is to be sent again, after a pause if that is something."""
        try:
            answer = self._cluster.ask("POST", f"/{self._index}/_bulk", self._body(batch))
        except (Busy, ClusterUnreachable) as problem:
            self._wait(problem)
            return list(batch)
        items = answer["items"] if answer["errors"] else ()
        left = [change for change, item in zip(batch, items, strict=False) if self._again(item)]
        if len(left) < len(batch):
            self._last_taken = time.monotonic()
            self._pause = PAUSE
        if left:
            self._wait(Busy(f"The cluster at {self._cluster.name} takes no more documents now."))
        else:
            self._bytes = min(BYTES, 2 * self._bytes)
        return left

    def _again(self, item: Json) -> bool:
        """Tell whether an item is to be sent again. Raises ``IndexUnwritable``."""
        ((action, said),) = item.items()
        status = int(said["status"])
        if status < 300 or (action == "delete" and status == _NOT_FOUND):
            return False
        if status in _PASSING:
            return True
        error = said.get("error", {})
        if status == _CONFLICT:
            raise IndexMismatch(
                f"The document {said['_id']} in {self._index} was written by a later run than this "
                "folder knows of: the folder is an older copy, or the clock of this machine is "
                "late. Make the index anew with --anew."
            )
        raise IndexUnwritable(
            f"OpenSearch refused the document {said['_id']}: {error.get('type')}, "
            f"{error.get('reason')}"
        )

    def _wait(self, problem: Busy | ClusterUnreachable) -> None:
        patience = self._cluster.settings.patience
        if time.monotonic() - self._last_taken > patience:
            raise ClusterUnreachable(
                f"{problem} Nothing was taken for {patience:.0f} s. What was read is kept: the next"
                " run sends it."
            ) from problem
        time.sleep(self._pause)
        self._pause = min(LONGEST_PAUSE, 2 * self._pause)
        self._bytes = max(LEAST_BYTES, self._bytes // 2)

    def _body(self, batch: Sequence[Change]) -> bytes:
        lines: list[bytes] = []
        for key, source in batch:
            action = "delete" if source is None else "index"
            named = {"_id": key, "version": self._version, "version_type": "external_gte"}
            lines.append(msgspec.json.encode({action: named}))
            if source is not None:
                lines.append(source)
        return b"\n".join(lines) + b"\n"
