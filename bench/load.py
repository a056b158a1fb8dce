"""Measure how the server answers requests that come at a fixed rate.

    python -m bench.load INDEX [RATE [SECONDS]]

Readers do not wait for each other, so each request is sent when it is due (50 a second unless
RATE says otherwise), on a connection of its own, whether earlier ones were answered or not. Nine of
ten request results of the queries of ``bench/queries.py`` in turn, the tenth the first page.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench.attack import LOST, ask, served
from bench.queries import QUERIES

CLIENTS: Final = 200
"""Requests that may be open at once: 50 a second, if each takes four seconds."""


def main() -> None:
    """Print how the requests were answered and how long they took."""
    index = Path(sys.argv[1])
    rate = float(sys.argv[2]) if len(sys.argv) > 2 else 50.0
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 30.0
    addresses = [f"/search?q={quote(query)}" for query in QUERIES]
    took: list[float] = []
    statuses: Counter[int] = Counter()
    with served(index) as port, ThreadPoolExecutor(CLIENTS) as pool:
        for address in addresses:
            ask(port, address)

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
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(one, "/" if number % 10 == 9 else addresses[number % len(addresses)], due)
    took.sort()
    answers = ", ".join(f"{status} ×{count}" for status, count in sorted(statuses.items()))
    print(f"{rate:g} requests a second for {seconds:g} s: {answers}")
    if took:
        figures = (took[len(took) // 2], took[len(took) * 95 // 100], took[-1])
        print(
            "median {:.0f} ms, 95th {:.0f} ms, slowest {:.0f} ms".format(
                *(1000 * f for f in figures)
            )
        )


if __name__ == "__main__":
    main()
