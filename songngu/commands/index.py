"""``songngu index``: add files to the index, with a progress bar and a report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.corrections.in_force import Corrections
from indexer.index_errors import IndexProblem, NothingRead
from indexer.pipeline.growing import Grown, grow
from indexer.pipeline.input_changes import Scope
from indexer.storage.index_writer import WritingRun, run_on
from indexer.storage.open_index import OpenIndex
from songngu.arguments import add_index, add_layers, at_least_one
from songngu.environment import Settings
from songngu.layers import load_layers
from songngu.report import print_failures, report_grown
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
        "--keep-gone",
        action="store_true",
        help="keep the documents of files below the given folders that are gone",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="also write the report as JSON to a file"
    )
    parser.add_argument(
        "--processes",
        type=at_least_one,
        metavar="N",
        help="processes that find names in a large archive (default: one for each core)",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Index the paths; return 1 if a document was lost, even if others were read, otherwise 0.

    Raises ``NothingRead`` if ``--anew`` would leave an index without documents, and
    ``IndexProblem``.
    """
    names, corrections = load_layers(args)
    scope = Scope(args.paths, keep_gone=args.keep_gone)
    try:
        with run_on(args.index, args.line, engine=args.engine, anew=args.anew) as writing:
            grown = _grown(writing, scope, names, corrections, args.processes)
            if args.anew and not grown.documents:
                print_failures(grown)
                raise NothingRead(
                    f"Nothing could be read from {', '.join(map(str, args.paths))}, so the index "
                    f"in {args.index} stays as it was."
                )
    except KeyboardInterrupt:
        print_interrupted(args.index)
        raise
    report_grown(grown, args.index, as_json=args.json, report=args.report)
    return 1 if any(failure.lost for failure in grown.failures) else 0


def _grown(
    writing: WritingRun,
    scope: Scope,
    names: Gazetteer,
    corrections: Corrections,
    processes: int | None,
) -> Grown:
    """Index what changed, with a bar of progress for each pass."""
    with _progress() as progress:

        def started(what: str, total: int) -> Callable[[int], None]:
            task = progress.add_task(what, total=max(total, 1))
            return lambda done: progress.advance(task, done)

        return grow(writing, scope, names, corrections, processes, started)


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def print_interrupted(index: Path) -> None:
    """Say how many documents the index holds after an interrupt, if it can be read."""
    try:
        with OpenIndex(index).reading() as reader:
            size = reader.size
    except IndexProblem:
        return
    print(
        f"{size} documents are in the index in {index}; the same command goes on from there",
        file=sys.stderr,
    )
