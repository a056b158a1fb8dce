"""``python -m bench.run PATH…``: compare indexing and queries of all contenders in one run.

Each contender runs in a process of its own, so that its peak memory can be measured. All queries
are run once in each round, so that a slow moment of the machine does not fall on one query alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bench.contenders import CONTENDERS, Contender
from bench.queries import PHRASES, QUERIES
from corpus.document import Document
from corpus.readers import read_paths

ROUNDS: Final = 15

TITLES: Final = 10
"""Hits of a whole answer. The other answers have no hits, only the count and the facets."""

COLUMNS: Final = {
    "documents/s": ("rate", 0),
    "index MB": ("size", 0),
    "memory MB": ("peak", 0),
    "names, count and facets, ms": ("names", 2),
    "all 20, count and facets, ms": ("counted", 2),
    "95th": ("counted p95", 2),
    "all 20, with ten hits, ms": ("whole", 2),
    "95th ": ("whole p95", 2),
    "hits": ("hits", 0),
}
"""Each column with the name of its figure and the number of decimals."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus/samples")])
    parser.add_argument("--only", default="", help="measure only contenders whose name holds this")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        contender = next(one for one in CONTENDERS if one.name == args.child)
        print(json.dumps(measured(contender, args.paths, args.folder)))
        return 0
    chosen = [one for one in CONTENDERS if args.only in one.name]
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, contender in enumerate(chosen):
            rows[contender.name] = _in_child(contender, args.paths, Path(folder) / str(number))
            _print_row(contender.name, rows)
    return 0


def _in_child(contender: Contender, paths: list[Path], folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.run", *map(str, paths)]
    command += ["--child", contender.name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measured(contender: Contender, paths: list[Path], folder: Path) -> dict[str, float]:
    """Index and query with one contender in this process; return the figures."""
    documents = [item for item in read_paths(paths) if isinstance(item, Document)]
    before = _peak()
    start = time.perf_counter()
    contender.index(documents, folder)
    seconds = time.perf_counter() - start
    peak = _peak()
    ask = contender.open(folder)
    hits = sum(ask(query, TITLES) for query in QUERIES)
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for query, titles in product(QUERIES, (0, TITLES)):
            began = time.perf_counter()
            ask(query, titles)
            times[query, titles].append((time.perf_counter() - began) * 1000)
    counted = [median(times[query, 0]) for query in QUERIES]
    whole = [median(times[query, TITLES]) for query in QUERIES]
    return {
        "documents": len(documents),
        "rate": len(documents) / seconds,
        "size": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
        "peak": (peak - before) / 1e6,
        "names": median(counted[: len(QUERIES) - len(PHRASES)]),
        "counted": median(counted),
        "counted p95": quantiles(counted, n=20)[-1],
        "whole": median(whole),
        "whole p95": quantiles(whole, n=20)[-1],
        "hits": hits,
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _print_row(name: str, rows: dict[str, dict[str, float]]) -> None:
    if len(rows) == 1:
        print(f"| contender | {' | '.join(COLUMNS)} |\n|---{'|---' * len(COLUMNS)}|")
    row = rows[name]
    cells = (f"{row[key]:,.{digits}f}" for key, digits in COLUMNS.values())
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
