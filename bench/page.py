"""``python -m bench.page INDEX``: whole results pages over HTTP on this machine's loopback."""

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

ROUNDS: Final = 15
STARTING: Final = 60
"""Seconds the server may take to answer for the first time."""


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    given = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "songngu", "serve", "--index", str(given.index)]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            connection = _connected(port)
            pages = [f"/search?q={quote(query)}" for query in QUERIES]
            sizes = [_get(connection, page) for page in pages]
            times: dict[str, list[float]] = {page: [] for page in pages}
            for _ in range(ROUNDS):
                for page in pages:
                    began = time.perf_counter()
                    _get(connection, page)
                    times[page].append((time.perf_counter() - began) * 1000)
        finally:
            server.terminate()
    typical = [median(one) for one in times.values()]
    print(
        f"{len(QUERIES)} queries: median {median(typical):.1f} ms, 95th percentile "
        f"{quantiles(typical, n=20)[-1]:.1f} ms, {min(sizes) / 1000:.0f}-{max(sizes) / 1000:.0f} KB"
    )
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


def _get(connection: http.client.HTTPConnection, page: str) -> int:
    connection.request("GET", page)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{page} answered {answer.status}")
    return len(body)


if __name__ == "__main__":
    sys.exit(main())
