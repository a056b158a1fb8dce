"""Measure the time of questions and headlines, without and with what is shown of ten hits.

    python -m bench.question INDEX QUERIES.tsv...

A line of QUERIES is an id, a tab and a query, as in ``../shared/questions``. Each query is answered
once in each round after one round that is not measured; its time is the best of its rounds, for the
machine is shared. Print the median and the 95th of the milliseconds of all queries.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from search.answer.executor import execute
from search.archive import Archive
from search.query_pipeline import plan
from search.request import Request
from search.request_errors import BadRequest

ROUNDS: Final = 3


def found(archive: Archive, request: Request) -> None:
    """Run a query as far as its hits, totals, facets and counts."""
    with archive.asking_of(request) as context:
        execute(context, plan(context))


def shown(archive: Archive, request: Request) -> None:
    """Run a query with all that a page shows of it."""
    archive.results(request)


def best(run: Callable[[Archive, Request], None], archive: Archive, request: Request) -> float:
    """Return the best time of a query in milliseconds of this process."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        run(archive, request)
        times.append((time.process_time() - start) * 1000)
    return min(times[1:])


def queries(paths: Sequence[Path]) -> list[Request]:
    """Return the queries of the files; quotation marks are taken away, as nobody asked for them."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [Request(line.split("\t", 1)[1].replace('"', " ")) for line in lines if "\t" in line]


def main() -> None:
    index, *files = map(Path, sys.argv[1:])
    archive = Archive(index)
    archive.prepare()
    asked = queries(files)
    for name, run in (("found", found), ("shown", shown)):
        times = []
        for request in asked:
            try:
                times.append(best(run, archive, request))
            except BadRequest as error:
                print(f"refused: {request.query}: {error}")
        print(f"{name}: median {median(times):.1f} ms, 95th {quantiles(times, n=20)[-1]:.1f} ms")
    print(f"{len(asked)} queries, best of {ROUNDS} each, {archive.overview().size} documents")


if __name__ == "__main__":
    main()
