"""Show a person how far a run has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.pipeline.growing import Started


@contextmanager
def shown() -> Iterator[Started]:
    """Show a bar of progress for each pass."""
    with _progress() as progress:

        def started(what: str, total: int) -> Callable[[int], None]:
            task = progress.add_task(what, total=max(total, 1))
            return lambda done: progress.advance(task, done)

        yield started


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
