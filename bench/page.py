"""``python -m bench.page INDEX``: measure whole results pages, over HTTP on the loopback.

First the pages of 60 names, each asked once; then 20 queries, of which four spellings each are of
one name, in ``ROUNDS`` rounds.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote

from bench.queries import QUERIES
from bench.query_kinds import named

ROUNDS: Final = 15
WARMING: Final = ("hội đàm", "hoi dam", "会谈", "đàm phán về cửa khẩu mới", "关于新口岸的规定")
"""The last two wait for the segmenters, which a server loads beside its first pages."""

STARTING: Final = 60
"""Seconds that the server may take to start."""


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    args = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "songngu", "serve", "--index", str(args.index)]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            connection = _connected(port)
            pages = [f"/search?q={quote(query)}" for query in QUERIES]
            # What a process does only once (imports, tables) does not belong to a page.
            for query in WARMING:
                _get(connection, f"/search?q={quote(query)}")
            names = [_get(connection, f"/search?q={quote(one.vi)}") for one in named()]
            asked = [[_get(connection, page) for page in pages] for _ in range(ROUNDS)]
        finally:
            server.terminate()
    sizes = [size for size, _ in asked[0]]
    again = [median(times) for times in zip(*([ms for _, ms in one] for one in asked), strict=True)]
    for what, times in (
        ("names, asked once", [ms for _, ms in names]),
        ("queries, asked first", [ms for _, ms in asked[0]]),
        ("queries, asked again", again),
    ):
        p95, p99 = quantiles(times, n=20)[-1], quantiles(times, n=100)[-1]
        said = f"median {median(times):.1f} ms, 95th {p95:.1f}, 99th {p99:.1f}"
        print(f"{len(times)} {what}: {said}")
    print(f"{min(sizes) / 1000:.0f}-{max(sizes) / 1000:.0f} KB a page")
    return 0


def _connected(port: int) -> http.client.HTTPConnection:
    until = time.monotonic() + STARTING
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return connection


def _get(connection: http.client.HTTPConnection, page: str) -> tuple[int, float]:
    """Return the bytes and the milliseconds of one page."""
    began = time.perf_counter()
    connection.request("GET", page)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{page} answered {answer.status}")
    return len(body), (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
