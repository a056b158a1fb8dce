"""Measure the time of questions and headlines, without and with what is shown of ten hits.

    python -m bench.question INDEX QUERIES.tsv...

A line of QUERIES is an id, a tab and a query, as in ``../shared/questions``. In each round the
archive is opened anew and each query asked twice, as a page asks it: *first*, and *again*, when
what was counted for it is kept (indexer/kept_answers.py). Of a query its best round counts, for
the machine is shared. Print the median and the 95th of the milliseconds of all queries.
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
from web.http.urls import USUAL_LISTS
from web.pages.facet_groups import values_asked

ROUNDS: Final = 3
VALUES: Final = values_asked(USUAL_LISTS)

Run = Callable[[Archive, Request], None]


def found(archive: Archive, request: Request) -> None:
    """Run a query as far as its hits, totals, facets and counts."""
    with archive.asking_of(request, VALUES) as context:
        execute(context, plan(context))


def shown(archive: Archive, request: Request) -> None:
    """Run a query with all that a page shows of it."""
    archive.results(request, VALUES)


def times(run: Run, index: Path, asked: Sequence[Request]) -> tuple[list[float], list[float]]:
    """Return the best times of each query in milliseconds of this process: first, and again."""
    rounds = []
    for _ in range(ROUNDS):
        archive = Archive(index)
        archive.prepare()
        rounds.append([[_time(run, archive, request) for _ in range(2)] for request in asked])
    first, again = (
        [min(one[turn] for one in of_query) for of_query in zip(*rounds, strict=True)]
        for turn in range(2)
    )
    return first, again


def _time(run: Run, archive: Archive, request: Request) -> float:
    start = time.process_time()
    run(archive, request)
    return (time.process_time() - start) * 1000


def queries(paths: Sequence[Path]) -> list[Request]:
    """Return the queries of the files; quotation marks are taken away, as nobody asked for them."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [Request(line.split("\t", 1)[1].replace('"', " ")) for line in lines if "\t" in line]


def main() -> None:
    index, *files = map(Path, sys.argv[1:])
    archive = Archive(index)
    asked = []
    for request in queries(files):
        try:
            found(archive, request)  # and with it what a process does only once
            asked.append(request)
        except BadRequest as error:
            print(f"refused: {request.query}: {error}")
    for name, run in (("found", found), ("shown", shown)):
        for when, taken in zip(("first", "again"), times(run, index, asked), strict=True):
            print(
                f"{name} {when}: median {median(taken):.1f} ms, "
                f"95th {quantiles(taken, n=20)[-1]:.1f} ms"
            )
    print(f"{len(asked)} queries, best of {ROUNDS} each, {archive.overview().size} documents")


if __name__ == "__main__":
    main()
