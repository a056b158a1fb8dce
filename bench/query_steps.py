"""``python -m bench.query_steps INDEX``: which step of a query takes how long.

The names of ``bench/query_kinds.py`` in their spellings, those without tones apart, each asked as
the page of results asks it, with ten hits and all facets, and nothing kept of it before. The time
of a step is what it takes without the steps that it asks itself, and the engine's is counted apart.
Printed are the mean microseconds of a query, in the round of ``ROUNDS`` in which all took least.
The clock itself takes some part of a microsecond a call.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

from bench.query_kinds import kinds
from indexer.engines.tantivy.reader import TantivyReader
from search import query_pipeline
from search.archive import Archive
from search.expansion import term_expander
from search.request import Request
from songngu.resident_objects import keep_resident
from web.http.urls import USUAL_LISTS
from web.pages.facet_groups import values_asked

KINDS: Final = ("names", "names without tones")
ROUNDS: Final = 7
VALUES: Final = values_asked(USUAL_LISTS)

STEPS: Final[Sequence[tuple[str, Any, str]]] = (
    ("parse", query_pipeline, "parse"),
    ("segment", query_pipeline, "segment"),
    ("link", term_expander, "link"),
    ("link", term_expander, "links_of"),
    ("expand", term_expander, "expand"),
    ("select", term_expander, "select"),
    ("plan", query_pipeline, "plan_query"),
    ("execute", query_pipeline, "execute"),
    ("present", query_pipeline, "present"),
    ("engine: which spellings exist", TantivyReader, "known"),
    ("engine: total, facets, forms", TantivyReader, "_counted"),
    ("engine: total, facets, forms", TantivyReader, "count"),
    ("engine: the page", TantivyReader, "_page"),
    ("engine: the texts of the page", TantivyReader, "fetch"),
)
"""The name of a step, and where it is called from."""

REST: Final = "the rest"


class Clock:
    """Seconds of steps, each without those that it asked."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running = [REST]
        self._since = time.perf_counter()

    def enter(self, step: str) -> None:
        """Stop the step that runs, and start this one."""
        self._note()
        self._running.append(step)

    def leave(self) -> None:
        """Stop the step that runs, and go on with the one that asked it."""
        self._note()
        self._running.pop()

    def _note(self) -> None:
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose time is counted as that of a step."""

        @wraps(function)
        def run(*args: Any, **options: Any) -> Any:
            self.enter(step)
            try:
                return function(*args, **options)
            finally:
                self.leave()

        return run


def main() -> None:
    """Print the table."""
    clock = Clock()
    for step, place, name in STEPS:
        setattr(place, name, clock.timed(step, getattr(place, name)))
    asked = {kind: [text for text, _ in kinds()[kind]] for kind in KINDS}
    index = Path(sys.argv[1])
    columns = {kind: measured(index, texts, clock) for kind, texts in asked.items()}
    print(f"| microseconds of a query | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for step in dict.fromkeys([*(step for step, _, _ in STEPS), REST]):
        print(f"| {step} | {' | '.join(f'{one[step]:,.0f}' for one in columns.values())} |")
    print(f"| together | {' | '.join(f'{sum(one.values()):,.0f}' for one in columns.values())} |")


def measured(index: Path, texts: Sequence[str], clock: Clock) -> dict[str, float]:
    """Return the microseconds of each step of a query, in the mean of all."""
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        archive = Archive(index)
        # What a process does only once belongs to no query.
        for text in ("hội đàm", "hoi dam", "会谈"):
            archive.results(Request(text), VALUES)
        keep_resident()
        seconds: defaultdict[str, float] = defaultdict(float)
        for text in texts:
            clock.enter(REST)
            clock.seconds.clear()
            archive.results(Request(text), VALUES)
            clock.leave()
            for step, taken in clock.seconds.items():
                seconds[step] += taken
        rounds.append({step: taken / len(texts) * 1e6 for step, taken in seconds.items()})
    best = min(rounds, key=lambda one: sum(one.values()))
    return defaultdict(float, best)


if __name__ == "__main__":
    main()
