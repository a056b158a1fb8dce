"""Figures for Prometheus: requests, their durations, what is refused, the index, memory.

No label has anything that a reader typed or reads: a request is counted under the template of its
route. With several processes each writes its own figures into files of one folder, and whichever is
asked adds them up; the client library decides for that when it is imported, by an environment
variable. So this module imports it when the figures are made, and only ``serve`` makes them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexer.index_errors import IndexProblem
from search.archive import Archive
from web.http.request_record import RequestRecord, named_method
from web.http.threadpool import Workers

if TYPE_CHECKING:
    from prometheus_client import Metric

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds of the histogram: a page takes 10 to 30 ms, a request at most 5 s, a download any time."""

_MEMORY: Final = {
    "status": {"anonymous": "RssAnon", "file": "RssFile"},
    "smaps_rollup": {"own": "Private_Dirty"},
}
"""Where Linux tells the memory of a process, in KB. What was loaded before processes were forked is
anonymous memory of each of them, and there once."""


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        registry = self._registry
        self._requests = Counter(
            "songngu_requests",
            "Requests that were answered, by route, method and status.",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "songngu_request_seconds",
            "Seconds from a request to the last byte of its answer, by route.",
            ["route"],
            buckets=SECONDS,
            registry=registry,
        )
        self._refused = Counter(
            "songngu_refused",
            "Requests that were refused, by reason.",
            ["reason"],
            registry=registry,
        )
        self._running = Gauge(
            "songngu_requests_running",
            "Requests that are being answered.",
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._work = Gauge(
            "songngu_work",
            "Work of requests on the threads: all that is not done, slow, given up as hanging.",
            ["state"],
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._workers: Workers | None = None

    def watch(self, workers: Workers) -> None:
        """Tell of the work of these threads."""
        self._workers = workers
        self._tell_work()

    def begin(self) -> None:
        """Count a request that begins."""
        self._running.inc()

    def end(self, method: str, record: RequestRecord, seconds: float) -> None:
        """Count a request that was answered."""
        self._running.dec()
        route = record.route or "none"
        self._requests.labels(route, named_method(method), str(record.status)).inc()
        self._seconds.labels(route).observe(seconds)
        if record.refused:
            self._refused.labels(record.refused).inc()
        self._tell_work()

    def text(self, archive: Archive) -> bytes:
        """Return all figures as Prometheus reads them, those of every process."""
        from prometheus_client import CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        folder = os.environ.get(FOLDER)
        own: bytes
        if folder is None:
            own = generate_latest(self._registry)
        else:
            added = CollectorRegistry()
            MultiProcessCollector(added, path=folder)  # type: ignore[no-untyped-call]
            own = generate_latest(added)
        asked = CollectorRegistry()
        asked.register(_Asked(archive, Path(folder) if folder else None))
        return own + generate_latest(asked)

    def _tell_work(self) -> None:
        if self._workers is not None:
            for state, count in self._workers.load().items():
                self._work.labels(state).set(count)


class _Asked:
    """What is looked up when the figures are asked for."""

    def __init__(self, archive: Archive, folder: Path | None) -> None:
        self._archive = archive
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """Yield the figures, as the client library asks for them."""
        from prometheus_client.core import GaugeMetricFamily

        readable = GaugeMetricFamily("songngu_index_readable", "1 if the index can be read.")
        try:
            commit, documents = self._archive.commit()
        except IndexProblem:
            readable.add_metric([], 0)
        else:
            readable.add_metric([], 1)
            held = GaugeMetricFamily("songngu_index_documents", "Documents of the index.")
            held.add_metric([], documents)
            yield held
            named = GaugeMetricFamily(
                "songngu_index_commit", "The last commit of the index.", labels=["commit"]
            )
            named.add_metric([commit], 1)
            yield named
        yield readable
        memory = GaugeMetricFamily(
            "songngu_memory_bytes",
            "Memory of each process: anonymous, its own of that (shared with none), of files.",
            labels=["process", "kind"],
        )
        for process in self._processes():
            for kind, count in memory_of(process).items():
                memory.add_metric([process, kind], count)
        yield memory

    def _processes(self) -> Iterator[str]:
        if self._folder is None:
            yield str(os.getpid())
            return
        for path in sorted(self._folder.glob("gauge_livesum_*.db")):
            yield path.stem.rpartition("_")[2]


def memory_of(process: str) -> dict[str, int]:
    """Return the bytes of memory of a process by kind; none where the system does not tell."""
    found: dict[str, int] = {}
    for name, kinds in _MEMORY.items():
        try:
            status = Path(f"/proc/{process}/{name}").read_text("ascii", "replace")
        except OSError:
            continue
        lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        found |= {
            kind: int(lines[name].split()[0]) << 10 for kind, name in kinds.items() if name in lines
        }
    return found


def forget_process(process: int) -> None:
    """Take what a process that has ended was doing out of the figures; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(process)  # type: ignore[no-untyped-call]
