"""``songngu index``: files into the index, with a bar of progress and a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.identity import Identities
from corpus.readers import count_inputs, read_paths
from indexer.build import Report, build


def run(
    paths: Sequence[Path], index: Path, engine: str, *, anew: bool = False, as_json: bool = False
) -> int:
    """Index the paths; 1 if a document was lost, however many others were read."""
    identities = Identities()
    with _progress() as progress:
        task = progress.add_task("", total=max(count_inputs(paths).bytes, 1))
        items = read_paths(paths, progress=lambda size: progress.advance(task, size))
        report = build(identities.unique(items), index, engine, anew=anew)
        progress.update(task, completed=progress.tasks[0].total)
    lost = sum(failure.lost for failure in report.failures)
    if as_json:
        print(json.dumps(_shape(report, identities.repeats), ensure_ascii=False))
    else:
        _print(report, identities.repeats, index)
    return 1 if lost else 0


def _progress() -> Progress:
    columns = (TextColumn("{task.percentage:3.0f}%"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _shape(report: Report, repeats: int) -> dict[str, object]:
    return {
        "documents": report.documents,
        "by_lang": report.by_lang,
        "undated": report.undated,
        "repeats": repeats,
        "failures": [
            {"path": one.path, "line": one.line, "reason": one.reason, "lost": one.lost}
            for one in report.failures
        ],
    }


def _print(report: Report, repeats: int, index: Path) -> None:
    for one in report.failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)
    languages = ", ".join(f"{name} {count}" for name, count in sorted(report.by_lang.items()))
    print(f"{report.documents} documents ({languages}) in {index}; {report.undated} without a date")
    if repeats:
        print(f"{repeats} identical repeats of a document were left out")
    if report.failures:
        print(f"{len(report.failures)} problems, named above")
