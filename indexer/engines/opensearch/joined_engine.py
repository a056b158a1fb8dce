"""The engine of an archive in parts: indices of a cluster, each written by a folder of its own on
some machine, and searched here as one.

OpenSearch searches several indices in one request, in one point in time, as it does the shards of
one; so everything that is exact across shards is exact across parts. What is new in a part is seen
when the parts are joined again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path

from indexer.engines.opensearch import indices
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.joined_state import FILE, JoinedPart, read_joined
from indexer.engines.opensearch.known import Routes
from indexer.engines.opensearch.reader import OpenSearchReader
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.engines.opensearch.shared_snapshots import Shared, SharedSnapshots
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.protocol import Writer
from indexer.index_errors import IndexMismatch, NoIndex


class JoinedEngine:
    """The parts that one folder names."""

    name = "opensearch-joined"
    commit_every = 4_000  # Of no meaning: nothing is written.

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cluster = Cluster(ClusterSettings.from_environment())
        self._shared = SharedSnapshots()

    @contextmanager
    def reading(self) -> Iterator[OpenSearchReader]:
        """Open a snapshot of all parts; raises ``NoIndex``."""
        with self._shared.using(self._current) as shared:
            yield OpenSearchReader(shared.snapshot, shared.routes)

    def writing(self) -> AbstractContextManager[Writer]:
        """Raise ``IndexMismatch``: parts are written each by its own folder."""
        raise IndexMismatch(
            f"The archive in {self._folder.parent.parent} is joined from parts, and written where "
            "these are: index, annotate, correct or remove in the folder of the part, then join "
            "them again with songngu parts join."
        )

    def files(self) -> list[Path]:
        """Return the file that names the parts; the documents are in the cluster."""
        path = self._folder / FILE
        return [path] if path.exists() else []

    def orphans(self) -> list[Path]:
        """List the files that are not that."""
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if path.name != FILE)

    def state(self) -> str:
        """Name what is joined: the indices and their commits."""
        parts = read_joined(self._folder)
        said = " ".join(f"{one.uuid}-{one.commit:x}" for one in parts)
        return blake2b(said.encode(), digest_size=8).hexdigest() if parts else ""

    def publish(self) -> None:
        """Put the alias of the archive on all parts. Raises ``IndexProblem``."""
        parts = read_joined(self._folder)
        if parts:
            indices.publish(self._cluster, [one.index for one in parts])

    def retire(self, *, was_read: bool) -> None:
        """Leave the indices alone: they are the parts'."""

    def _current(self, known: Shared | None) -> Shared:
        parts = read_joined(self._folder)
        if not parts:
            raise NoIndex(f"No parts were joined yet in {self._folder.parent}.")
        name = self.state()
        if known is not None and known.name == name:
            return known
        for part in parts:
            self._check(part)
        names = [one.index for one in parts]
        snapshot = Snapshot(self._cluster, ",".join(names), partial(self._is_at, name), _nothing)
        return Shared(name, snapshot, Routes(self._cluster, names))

    def _check(self, part: JoinedPart) -> None:
        indices.check(self._cluster, part.index, part.uuid)

    def _is_at(self, name: str) -> bool:
        return self.state() == name


def _nothing() -> None:
    """Know of no commit that is being sent: those of the parts are known to their folders."""
