"""``songngu index``: add files to the index, with a progress bar and a report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.document import Document, Failure
from corpus.formats.options import ReadOptions
from corpus.readers import count_inputs, read_paths
from indexer.corrections.in_force import Corrections
from indexer.index_errors import NothingRead
from indexer.pipeline.indexing import Indexed, index_documents
from indexer.storage.index_writer import WritingRun, run_on
from songngu.arguments import add_index, add_layers, at_least_one
from songngu.environment import Settings
from songngu.layers import load_layers
from synonyms.gazetteer import Gazetteer


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument("--engine", default=settings.engine, help="tantivy or whoosh")
    parser.add_argument(
        "--anew",
        action="store_true",
        help="build a new index; the old one is searched until the new one is complete",
    )
    parser.add_argument(
        "--whole-page",
        action="store_true",
        help="keep the menus, related news and footers of web pages, not the article only",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--processes",
        type=at_least_one,
        metavar="N",
        help="processes that find names in a large archive (default: one for each core)",
    )
    parser.add_argument(
        "--ocr",
        action="store_true",
        help="recognise the characters of scanned pages and images, by an installed tesseract",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Index the paths; return 1 if a document was lost, even if others were read, otherwise 0.

    Raises ``NothingRead`` if ``--anew`` would leave an index without documents, and
    ``IndexProblem``.
    """
    names, corrections = load_layers(args)
    with run_on(args.index, args.line, engine=args.engine, anew=args.anew) as writing:
        outcome = _index(writing, args, names, corrections)
        if args.anew and not outcome.report.documents:
            _print_failures(outcome)
            raise NothingRead(
                f"Nothing could be read from {', '.join(map(str, args.paths))}, so the index in "
                f"{args.index} stays as it was."
            )
    if args.json:
        print(json.dumps(_report(outcome), ensure_ascii=False))
    else:
        _print(outcome, args.index)
    return 1 if any(failure.lost for failure in outcome.report.failures) else 0


def _index(
    writing: WritingRun,
    args: argparse.Namespace,
    names: Gazetteer,
    corrections: Corrections,
) -> Indexed:
    """Index the paths, with a bar of progress for each of the two times they are read."""
    paths: Sequence[Path] = args.paths
    options = ReadOptions(whole_page=args.whole_page, ocr=args.ocr)
    size = max(count_inputs(paths).bytes, 1)
    with _progress() as progress:

        def reading(what: str) -> Iterator[Document | Failure]:
            task = progress.add_task(what, total=size)
            return read_paths(paths, lambda done: progress.advance(task, done), options)

        return index_documents(writing, reading, names, corrections, args.processes)


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _report(outcome: Indexed) -> dict[str, object]:
    """Return what ``--json`` prints."""
    return {
        "documents": outcome.documents,
        "unchanged": outcome.unchanged.documents,
        "by_lang": outcome.by_lang,
        "undated": outcome.undated,
        "repeats": outcome.identity.repeats,
        "moved": dict(outcome.identity.moved),
        "failures": [
            {
                "path": one.path,
                "line": one.line,
                "reason": one.reason,
                "lost": one.lost,
                "count": one.count,
            }
            for one in outcome.report.failures
        ],
    }


def _print_failures(outcome: Indexed) -> None:
    for one in outcome.report.failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)


def _print(outcome: Indexed, index: Path) -> None:
    """Print the report for a person."""
    _print_failures(outcome)
    languages = ", ".join(f"{name} {count}" for name, count in sorted(outcome.by_lang.items()))
    print(
        f"{outcome.documents} documents ({languages}) in {index}; {outcome.undated} without a date"
    )
    if outcome.unchanged.documents:
        print(f"{outcome.unchanged.documents} of them were in it as they are")
    if outcome.identity.repeats:
        print(f"{outcome.identity.repeats} identical repeats of a document were left out")
    for path, count in sorted(outcome.identity.moved.items()):
        print(f"{count} documents came from {path} before, which is gone")
    if outcome.report.failures:
        print(f"{sum(one.count for one in outcome.report.failures)} problems, named above")
