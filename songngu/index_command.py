"""``songngu index``: files into the index, with a bar of progress and a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.document import Document
from corpus.identity import Identities
from corpus.readers import count_inputs, read_paths
from indexer.annotation import Annotator
from indexer.build import Report, add
from indexer.corrections.correction import Corrections
from indexer.corrections.file import beside, read
from indexer.errors import NothingRead
from indexer.persons.archive import People, gather
from indexer.writing import Run, run_on
from synonyms import gazetteer


def run(
    paths: Sequence[Path],
    index: Path,
    engine: str,
    synonyms: Sequence[Path] = (),
    corrections: Path | None = None,
    *,
    anew: bool = False,
    as_json: bool = False,
    processes: int | None = None,
    command: Sequence[str] = (),
) -> int:
    """Index the paths in two passes; 1 if a document was lost, however many others were read.

    The first pass gathers what the archive says of people's names, added to what earlier runs have
    gathered; the second indexes with it. Raises ``NothingRead`` for an index that would be made
    anew of nothing, and ``IndexProblem``.
    """
    identities = Identities()
    names, said = gazetteer.load(synonyms), read(corrections or beside(index))
    with run_on(index, command, engine=engine, anew=anew) as one_run:
        report = _indexed(one_run, paths, identities, (names, said), processes)
        if anew and not report.documents:
            _print_failures(report)
            raise NothingRead(
                f"Nothing could be read from {', '.join(map(str, paths))}, so the index in {index} "
                "stays as it was."
            )
    if as_json:
        print(json.dumps(_shape(report, identities.repeats), ensure_ascii=False))
    else:
        _print(report, identities.repeats, index)
    return 1 if any(failure.lost for failure in report.failures) else 0


def _indexed(
    one_run: Run,
    paths: Sequence[Path],
    identities: Identities,
    layers: tuple[gazetteer.Gazetteer, Corrections],
    processes: int | None,
) -> Report:
    """Both passes."""
    size = max(count_inputs(paths).bytes, 1)
    people = People.load(one_run.data)
    with _progress() as progress:
        names = progress.add_task("people", total=size)
        reading = read_paths(paths, progress=lambda done: progress.advance(names, done))
        people += gather((item for item in reading if isinstance(item, Document)), people)
        progress.update(names, completed=size)
        documents = progress.add_task("index", total=size)
        items = read_paths(paths, progress=lambda done: progress.advance(documents, done))
        annotator = Annotator(layers[0], people, layers[1])
        report = add(identities.unique(items), one_run, annotator, processes)
        progress.update(documents, completed=size)
    people.save(one_run.data)
    return report


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
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


def _print_failures(report: Report) -> None:
    for one in report.failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)


def _print(report: Report, repeats: int, index: Path) -> None:
    _print_failures(report)
    languages = ", ".join(f"{name} {count}" for name, count in sorted(report.by_lang.items()))
    print(f"{report.documents} documents ({languages}) in {index}; {report.undated} without a date")
    if repeats:
        print(f"{repeats} identical repeats of a document were left out")
    if report.failures:
        print(f"{len(report.failures)} problems, named above")
