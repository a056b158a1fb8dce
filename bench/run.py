"""``python -m bench.run PATH…``: indexing and queries of all contenders, in one run.

Each contender is indexed and asked in a process of its own, so that its peak memory is its own.
Queries are run in turn, in rounds, so that a slow moment of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bench.contenders import CONTENDERS, Contender
from bench.queries import QUERIES
from corpus.document import Document
from corpus.readers import read_paths

ROUNDS: Final = 15


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus/samples")])
    parser.add_argument("--only", default="", help="a part of the contenders' names")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        contender = next(one for one in CONTENDERS if one.name == given.child)
        print(json.dumps(measured(contender, given.paths, given.folder)))
        return 0
    chosen = [one for one in CONTENDERS if given.only in one.name]
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, contender in enumerate(chosen):
            rows[contender.name] = _in_child(contender, given.paths, Path(folder) / str(number))
            _print_row(contender.name, rows)
    return 0


def _in_child(contender: Contender, paths: list[Path], folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.run", *map(str, paths)]
    command += ["--child", contender.name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measured(contender: Contender, paths: list[Path], folder: Path) -> dict[str, float]:
    """Figures of one contender; times are of this process."""
    documents = [item for item in read_paths(paths) if isinstance(item, Document)]
    before = _peak()
    start = time.perf_counter()
    contender.index(documents, folder)
    seconds = time.perf_counter() - start
    peak = _peak()
    ask = contender.open(folder)
    times: dict[str, list[float]] = {query: [] for query in QUERIES}
    hits = 0
    for turn in range(ROUNDS + 1):
        for query in QUERIES:
            began = time.perf_counter()
            total = ask(query)
            if turn:
                times[query].append((time.perf_counter() - began) * 1000)
            else:
                hits += total
    typical = [median(one) for one in times.values()]
    return {
        "documents": len(documents),
        "rate": len(documents) / seconds,
        "size": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
        "peak": (peak - before) / 1e6,
        "median": median(typical),
        "p95": quantiles(typical, n=20)[-1],
        "names": median(typical[:16]),
        "hits": hits,
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _print_row(name: str, rows: dict[str, dict[str, float]]) -> None:
    if len(rows) == 1:
        print(
            "| contender | documents/s | index MB | memory MB | query ms | 95th | names ms | hits |"
        )
        print("|---|---|---|---|---|---|---|---|")
    row = rows[name]
    print(
        f"| {name} | {row['rate']:.0f} | {row['size']:.0f} | {row['peak']:.0f} "
        f"| {row['median']:.2f} | {row['p95']:.2f} | {row['names']:.2f} | {row['hits']:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
