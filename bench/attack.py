"""Measure what hostile queries cost, and how much they slow down other readers.

    python -m bench.attack INDEX [CLIENTS [ADDRESS...]]

Send every query of ``bench/hostile.py`` to every page and interface, from several clients at once,
while a probe requests the first page ten times a second. Only the beginning of a download is read.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Final
from urllib.parse import quote

from bench.hostile import QUERIES

ADDRESSES: Final = (
    "/search?q={}",
    "/api/search?q={}&limit=50",
    "/concordance?q={}",
    "/concordance?q={}&lines=left",
    "/doc/{doc}?q={}",
    "/api/doc/{doc}?q={}",
    "/api/concordance?q={}&format=jsonl",
    "/api/concordance?q={}&format=csv",
    "/api/concordance?q={}&format=xlsx",
    "/api/mentions?entity={}&format=csv",
    "/api/citations?q={}&format=ris",
    "/api/doc/{doc}/citation?q={}",
    "/names?names={}",
    "/api/names?names={}",
    "/feed?q={}",
    "/gates/{}",
)

READ_LIMIT: Final = 200_000
"""Bytes of an answer that a client reads before it closes the connection: more than any page has.
A download of a common word has megabytes; most are closed early here, as readers do."""

PATIENCE: Final = 60.0
"""Seconds after which an answer counts as lost."""

LOST: Final = 0
"""The status of an answer that never came."""


@contextmanager
def served(index: Path, seconds: float | None = None) -> Iterator[int]:
    """Run a server of the index in a process of its own; yield its port.

    ``seconds`` is the time that a request may take, by default that of ``songngu serve``.
    """
    command = [sys.executable, "-m", "bench.serve", str(index), str(seconds or "")]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def ask(
    port: int, address: str, most: int | None = None, patience: float = PATIENCE
) -> tuple[int, int]:
    """Return the status of an answer and its length; at most ``most`` bytes are read."""
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("GET", address, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, len(answer.read(most))
    finally:
        connection.close()


class Probe:
    """Request the first page until told to stop; keep the status and the seconds of each answer."""

    def __init__(self, port: int, patience: float = PATIENCE) -> None:
        self.took: list[float] = []
        self.statuses: Counter[int] = Counter()
        self._port = port
        self._patience = patience
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Probe:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(0.1):
            begun = time.monotonic()
            self.statuses[ask(self._port, "/", patience=self._patience)[0]] += 1
            self.took.append(time.monotonic() - begun)


def addresses(query: str, doc: str, among: Sequence[str] = ADDRESSES) -> list[str]:
    """Return every address that takes this query; ``doc`` is the id of a document."""
    encoded = quote(query, safe="", errors="surrogatepass")
    return [one.format(encoded, doc=quote(doc, safe="")) for one in among]


def main() -> None:
    """Print a table with a row for each address, of those that begin as told, and one for the
    probe."""
    index, clients = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4
    chosen = [one for one in ADDRESSES if one.startswith(tuple(sys.argv[3:]) or "/")]
    from search.archive import Archive
    from search.request import Request

    doc = Archive(index).results(Request("Hữu Nghị")).hits[0].id
    took: dict[int, list[float]] = defaultdict(list)
    statuses: dict[int, Counter[int]] = defaultdict(Counter)
    with served(index) as port, Probe(port) as probe, ThreadPoolExecutor(clients) as pool:

        def one(job: tuple[int, str]) -> None:
            number, address = job
            begun = time.monotonic()
            try:
                status, _ = ask(port, address, READ_LIMIT)
            except OSError as error:
                status = LOST
                print(f"lost: {address}: {error!r}", file=sys.stderr)
            took[number].append(time.monotonic() - begun)
            statuses[number][status] += 1

        jobs = [job for query in QUERIES for job in enumerate(addresses(query, doc, chosen))]
        list(pool.map(one, jobs))
    print(f"{len(QUERIES)} queries, {clients} clients\n")
    print("| address | median ms | 95th | slowest | answers |\n|---|---|---|---|---|")
    for number, address in enumerate(chosen):
        _row(address, took[number], statuses[number])
    _row("probe of /", probe.took, probe.statuses)


def _row(name: str, took: list[float], statuses: Counter[int]) -> None:
    took.sort()
    figures = (took[len(took) // 2], took[len(took) * 95 // 100], took[-1])
    answers = ", ".join(f"{status} ×{count}" for status, count in sorted(statuses.items()))
    print(f"| `{name}` | {' | '.join(f'{one * 1000:.0f}' for one in figures)} | {answers} |")


if __name__ == "__main__":
    main()
