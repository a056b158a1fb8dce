"""Documents and searches for ``bench.opensearch_faults``, and what searches may see."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.protocol import ReadRequest, Record
from indexer.index_errors import IndexProblem
from indexer.plan import AnyOf

COMMIT: Final = 400
"""Documents between two commits."""

WORDS: Final = 60
HERE: Final = AnyOf(fields.BODY, ("lô",))


def document(number: int) -> Record:
    """A document of which one word in seven others tells."""
    keys = ["lô", f"b{number % 7}", *(f"k{(number * 31 + at) % 4_001}" for at in range(WORDS))]
    doc_id = f"d{number:07d}"
    return Record(
        id=doc_id,
        tokenised={
            fields.BODY: " ".join(keys),
            fields.PAIR: " ".join(sorted({f"{a}_{b}" for a, b in pairwise(keys)})),
            fields.TITLE_PAIR: "",
        },
        keywords={
            **dict.fromkeys(fields.SINGLE, fields.UNKNOWN),
            fields.ID: doc_id,
            fields.DATE: "20240101",
            fields.SOURCE: f"s{number % 5}",
        },
        stored=json.dumps({"number": number, "text": " ".join(keys) * 4}),
        order=f"{99_999_999 - 20_240_101}{doc_id}",
    )


class Watch:
    """What searches saw, and what they should have seen."""

    def __init__(self) -> None:
        self.begun = 0
        """Documents of the commit that was begun last, all before counted."""
        self.done = 0
        self.answers = 0
        self.errors: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.longest = 0.0
        """Seconds without an answer."""
        self._last = time.monotonic()
        self._guard = threading.Lock()

    def answered(self, least: int, total: int, parts: int) -> None:
        """Take an answer: a total, and the sum of its facet, that are between two commits."""
        with self._guard:
            now = time.monotonic()
            self.longest = max(self.longest, now - self._last)
            self._last = now
            self.answers += 1
            if not least <= total <= self.begun or total % COMMIT or parts != total:
                self.wrong.append(f"{total} (facet {parts}), between {least} and {self.begun}")

    def failed(self, problem: Exception) -> None:
        """Take an error."""
        with self._guard:
            said = str(problem).partition(" answered: ")[2] or str(problem)
            self.errors[f"{type(problem).__name__}: {said}"] += 1


@contextmanager
def searching(folder: Path, watch: Watch, threads: int = 2) -> Iterator[None]:
    """Search all the time, by an engine of its own for each thread."""
    done = threading.Event()

    def loop() -> None:
        engine = OpenSearchEngine(folder)
        while not done.is_set():
            least = watch.done
            try:
                with engine.reading() as reader:
                    found = reader.run(ReadRequest(HERE, facets=(fields.SOURCE,)))
                parts = sum(count for _, count in found.facets[fields.SOURCE])
                watch.answered(least, found.total, parts)
            except IndexProblem as problem:
                watch.failed(problem)
                time.sleep(0.05)
            time.sleep(0.02)

    running_now = [threading.Thread(target=loop) for _ in range(threads)]
    for thread in running_now:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in running_now:
            thread.join()
