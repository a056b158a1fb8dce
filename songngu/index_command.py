"""``songngu index``: files into the index, with a bar of progress and a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.document import Document
from corpus.failures import listed
from corpus.identity import Identities
from corpus.readers import count_inputs, read_paths
from indexer.annotation import Annotator
from indexer.build import Report, build
from indexer.corrections.file import beside, read
from indexer.persons.archive import People, gather
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
) -> int:
    """Index the paths in two passes; 1 if a document was lost, however many others were read.

    The first pass gathers what the archive says of people's names, added to what earlier runs have
    gathered; the second indexes with it.
    """
    identities = Identities()
    size = max(count_inputs(paths).bytes, 1)
    people = People() if anew else People.load(index)
    said = read(corrections or beside(index))
    with _progress() as progress:
        names = progress.add_task("people", total=size)
        reading = read_paths(paths, progress=lambda done: progress.advance(names, done))
        people += gather((item for item in reading if isinstance(item, Document)), people)
        progress.update(names, completed=size)
        documents = progress.add_task("index", total=size)
        items = read_paths(paths, progress=lambda done: progress.advance(documents, done))
        annotator = Annotator(gazetteer.load(synonyms), people, said)
        report = build(
            listed(identities.unique(items)),
            index,
            engine,
            anew=anew,
            annotator=annotator,
            processes=processes,
        )
        progress.update(documents, completed=size)
    people.save(index)
    lost = sum(failure.lost for failure in report.failures)
    if as_json:
        print(json.dumps(_shape(report, identities.repeats), ensure_ascii=False))
    else:
        _print(report, identities.repeats, index)
    return 1 if lost else 0


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
            {
                "path": one.path,
                "line": one.line,
                "reason": one.reason,
                "lost": one.lost,
                "count": one.count,
            }
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
        print(f"{sum(one.count for one in report.failures)} problems, named above")
