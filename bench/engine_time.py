"""Measure the time of the twenty bench queries that is the engine's, in this code and in older one.

    python -P bench/engine_time.py INDEX [--like 1cb2aab]
    git worktree add build/before 1cb2aab
    cd build/before; python -P ../../bench/engine_time.py INDEX-MADE-BY-IT

Each query is asked for its count and facets, then with ten hits, as a page asks; in each round the
archive is opened anew, so that nothing is kept. With ``--like 1cb2aab`` it is asked for the facets
of that commit, and for as many values as its page asked. Printed are the medians, of each query the
best round, of processor time in milliseconds: all of it, and what of it is spent within the reader
of the engine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path.cwd()))

from bench.queries import QUERIES
from indexer import fields
from indexer.engines.tantivy.reader import TantivyReader
from search.archive import Archive
from search.request import Request

ROUNDS: Final = 9
METHODS: Final = ("known", "run", "count", "fetch", "dated_values", "values")


class Clock:
    """Adds up the time of the outermost of the calls that it watches."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._depth = 0

    def watch(self, name: str) -> None:
        """Watch a method of the reader."""
        method: Callable[..., Any] = getattr(TantivyReader, name)

        @wraps(method)
        def timed(*args: Any, **options: Any) -> Any:
            self._depth += 1
            began = time.process_time()
            try:
                return method(*args, **options)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.spent += time.process_time() - began

        setattr(TantivyReader, name, timed)


def as_before() -> None:
    """Ask for the facets of commit 1cb2aab: without how sure dates and what encodings are, and
    years and months not by language."""
    from search.answer import executor

    executor.__dict__["BY_LANGUAGE"] = {}
    added = ("dated", "encoding")
    fields.__dict__["FACETS"] = tuple(one for one in fields.FACETS if one not in added)


def values_of_a_page() -> tuple[int, ...]:
    """Return how many values of a facet of entities a page asks for; nothing where the code does
    not know that a page may ask for fewer."""
    try:
        from web.http.urls import USUAL_LISTS
        from web.pages.facet_groups import values_asked
    except ImportError:
        return ()
    return (values_asked(USUAL_LISTS),)


def main() -> None:
    """Print both medians without and with hits."""
    values = values_of_a_page()
    if "--like" in sys.argv:
        as_before()
        values = ()
    clock = Clock()
    for name in METHODS:
        if hasattr(TantivyReader, name):
            clock.watch(name)
    for limit in (0, 10):
        whole: dict[str, list[float]] = {query: [] for query in QUERIES}
        engine: dict[str, list[float]] = {query: [] for query in QUERIES}
        for _ in range(ROUNDS):
            archive = Archive(Path(sys.argv[1]))
            archive.results(Request(QUERIES[0]))  # opens the index, loads the names
            for query in QUERIES[1:]:
                before, began = clock.spent, time.process_time()
                archive.results(Request(query, limit=limit), *values)
                whole[query].append((time.process_time() - began) * 1000)
                engine[query].append((clock.spent - before) * 1000)
        print(
            f"{limit} hits: {median(min(one) for one in whole.values() if one):.2f} ms, "
            f"of these the engine's {median(min(one) for one in engine.values() if one):.2f}"
        )


if __name__ == "__main__":
    main()
