"""``songngu index``: files into the index, with a bar of progress and a report."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.document import Document, Failure
from corpus.readers import count_inputs, read_paths
from indexer.corrections.correction import Corrections
from indexer.corrections.corrections_file import beside, read
from indexer.index_errors import NothingRead
from indexer.pipeline.document_identity import DocumentIdentity
from indexer.pipeline.indexing import Report, index_documents
from indexer.pipeline.unchanged_documents import UnchangedDocuments
from indexer.storage.index_writer import WritingRun, run_on
from songngu.corrections_report import tell_problems
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

    The first pass gathers what new documents and those with another text say of people's names; the
    second indexes with it what is not in the index as it is. Raises ``NothingRead`` for an index
    that would be made anew of nothing, and ``IndexProblem``.
    """
    names = gazetteer.load(synonyms)
    said = read(corrections or beside(index), names)
    tell_problems(said)
    with run_on(index, command, engine=engine, anew=anew) as one_run:
        report, identity, unchanged = _indexed(one_run, paths, names, said, processes)
        if anew and not report.documents:
            _print_failures(report)
            raise NothingRead(
                f"Nothing could be read from {', '.join(map(str, paths))}, so the index in {index} "
                "stays as it was."
            )
    if as_json:
        print(json.dumps(_shape(report, identity, unchanged), ensure_ascii=False))
    else:
        _print(report, identity, unchanged, index)
    return 1 if any(failure.lost for failure in report.failures) else 0


def _indexed(
    one_run: WritingRun,
    paths: Sequence[Path],
    names: gazetteer.Gazetteer,
    said: Corrections,
    processes: int | None,
) -> tuple[Report, DocumentIdentity, UnchangedDocuments]:
    """Both passes, with a bar of progress."""
    size = max(count_inputs(paths).bytes, 1)
    with _progress() as progress:

        def reading(what: str) -> Iterator[Document | Failure]:
            task = progress.add_task(what, total=size)
            return read_paths(paths, progress=lambda done: progress.advance(task, done))

        done = index_documents(one_run, reading, names, said, processes)
    return done.report, done.identity, done.unchanged


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _shape(
    report: Report, identity: DocumentIdentity, unchanged: UnchangedDocuments
) -> dict[str, object]:
    return {
        "documents": report.documents + unchanged.documents,
        "unchanged": unchanged.documents,
        "by_lang": _by_lang(report, unchanged),
        "undated": report.undated + unchanged.undated,
        "repeats": identity.repeats,
        "moved": dict(identity.moved),
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


def _by_lang(report: Report, unchanged: UnchangedDocuments) -> dict[str, int]:
    return dict(Counter(report.by_lang) + Counter(unchanged.by_lang))


def _print_failures(report: Report) -> None:
    for one in report.failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)


def _print(
    report: Report, identity: DocumentIdentity, unchanged: UnchangedDocuments, index: Path
) -> None:
    _print_failures(report)
    counts = sorted(_by_lang(report, unchanged).items())
    languages = ", ".join(f"{name} {count}" for name, count in counts)
    documents, undated = report.documents + unchanged.documents, report.undated + unchanged.undated
    print(f"{documents} documents ({languages}) in {index}; {undated} without a date")
    if unchanged.documents:
        print(f"{unchanged.documents} of them were in it as they are")
    if identity.repeats:
        print(f"{identity.repeats} identical repeats of a document were left out")
    for path, count in sorted(identity.moved.items()):
        print(f"{count} documents came from {path} before, which is gone")
    if report.failures:
        print(f"{sum(one.count for one in report.failures)} problems, named above")
