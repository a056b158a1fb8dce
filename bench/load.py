"""Measure how the server answers requests that come at a fixed rate.

    python -m bench.load INDEX [--rate 50] [--seconds 30] [--workers N]

Readers do not wait for each other, so each request is sent when it is due, on a connection of its
own, whether earlier ones were answered or not. Of ten requests one is for the first page, one for
what is suggested, the others for results: of names in four spellings, topics, questions and
phrases (``bench/query_kinds.py``), in turn. The memory is that of all processes that serve, before
and after.
"""

from __future__ import annotations

import argparse
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Final
from urllib.parse import quote

from bench.attack import LOST, ask
from bench.query_kinds import kinds

STEP: Final = 7
"""Kinds are mixed by taking every so many of all queries."""

CLIENTS: Final = 200
"""Requests that may be open at once: 50 a second, if each takes four seconds."""


def addresses() -> list[str]:
    """Return the addresses to ask in turn."""
    of_kinds = [query for kind in kinds().values() for query, _ in kind]
    # Each kind among the others.
    mixed = [one for start in range(STEP) for one in of_kinds[start::STEP]]
    found = []
    for number, query in enumerate(mixed):
        if number % 8 == 0:
            found += ["/", f"/api/suggest?q={quote(query[:4])}"]
        found.append(f"/search?q={quote(query)}")
    return found


def main() -> None:
    """Print how the requests were answered and how long they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--workers", type=int, default=1, help="processes that serve")
    given = parser.parse_args()
    asked = addresses()
    took: list[float] = []
    statuses: Counter[int] = Counter()
    command = ["serve", "--index", str(given.index), "--workers", str(given.workers)]
    with serving(command) as (port, pid), ThreadPoolExecutor(CLIENTS) as pool:
        for address in ("/", *asked[:30]):
            ask(port, address)
        before = memory_of(pid)

        def one(address: str, due: float) -> None:
            try:
                status, _ = ask(port, address)
            except OSError:
                status = LOST
            statuses[status] += 1
            if status == 200:
                # Counted from when it was due: waiting for a free thread is waiting too.
                took.append(time.monotonic() - due)

        begun = time.monotonic()
        for number in range(int(given.rate * given.seconds)):
            due = begun + number / given.rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(one, asked[number % len(asked)], due)
        pool.shutdown()
        after = memory_of(pid)
    took.sort()
    answers = ", ".join(f"{status} ×{count}" for status, count in sorted(statuses.items()))
    print(f"{given.rate:g} requests a second for {given.seconds:g} s: {answers}")
    if took:
        places = (len(took) // 2, len(took) * 95 // 100, len(took) * 99 // 100, len(took) - 1)
        said = (f"{1000 * took[place]:.0f}" for place in places)
        print("median {}, 95th {}, 99th {}, slowest {} ms".format(*said))
    print(f"memory {before >> 20} MB before, {after >> 20} MB after")


@contextmanager
def serving(command: list[str]) -> Iterator[tuple[int, int]]:
    """Run ``songngu`` with a command that serves; yield its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    whole = [sys.executable, "-m", "songngu", *command, "--port", str(port)]
    with Popen(whole, stdout=PIPE, text=True) as process:
        assert process.stdout
        try:
            process.stdout.readline()
            while _status(port) == LOST:
                time.sleep(0.1)
            yield port, process.pid
        finally:
            process.terminate()


def _status(port: int) -> int:
    try:
        return ask(port, "/")[0]
    except OSError:
        return LOST


def memory_of(pid: int) -> int:
    """Return the bytes of a process and those that it started, shared ones divided."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    own = next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return (own << 10) + sum(memory_of(int(child)) for child in children)


if __name__ == "__main__":
    main()
