"""``songngu index``: add files to the index, with a progress bar and a report."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from indexer.corrections.in_force import Corrections
from indexer.engines import known_engine
from indexer.index_errors import IndexLocked, IndexProblem, NothingRead
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.pipeline.from_stored import is_outdated, reindex_stored
from indexer.pipeline.growing import Grown, grow
from indexer.pipeline.input_changes import Scope
from indexer.pipeline.run_status import Reporter, reporting
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from songngu.arguments import add_index, add_layers
from songngu.command_errors import BadFile, BadOption, NothingChosen
from songngu.environment import Settings
from songngu.layers import load_layers
from songngu.progress_bar import shown
from songngu.reading_arguments import add_part, add_reading, scope_of
from songngu.report import print_failures, report_grown
from synonyms.gazetteer import Gazetteer

WAIT: Final = 1.0
"""Seconds until ``--wait`` tries again where another process writes the index."""


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument("--engine", default=settings.engine, help="tantivy, whoosh or opensearch")
    parser.add_argument(
        "--anew",
        action="store_true",
        help="build a new index; the old one is searched until the new one is complete",
    )
    parser.add_argument(
        "--from-stored",
        action="store_true",
        help="make the index anew from the texts that it holds, without their files",
    )
    add_reading(parser)
    add_part(parser, required=False)
    parser.add_argument(
        "--evidence",
        nargs="+",
        default=[],
        type=Path,
        metavar="FILE",
        help="with --part: what the parts say of names, a file of each (songngu parts gather)",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="also write the report as JSON to a file"
    )
    parser.add_argument(
        "--wait", action="store_true", help="wait where another process writes the index"
    )
    parser.add_argument(
        "--status",
        type=Path,
        metavar="FILE",
        help="write the progress and the report as JSON to a file, one run at a time",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Index the paths; return 1 if a document was lost, even if others were read, otherwise 0.

    Raises ``NothingChosen`` without a path, ``NothingRead`` if ``--anew`` would leave an index
    without documents, and ``IndexProblem``.
    """
    if not (args.paths or args.from_stored):
        raise NothingChosen("Say what to index: PATH, a file or a folder; or --from-stored.")
    with reporting(args.status) if args.status else nullcontext() as status:
        return _run(args, status)


def _run(args: argparse.Namespace, status: Reporter | None) -> int:
    names, corrections = load_layers(args)
    try:
        grown = _when_free(args, status, lambda: _done(args, status, names, corrections))
    except KeyboardInterrupt:
        print_interrupted(args.index)
        raise
    if grown is None:
        return 0
    report_grown(grown, args.index, as_json=args.json, report=args.report)
    if status is not None:
        status.has_done(grown)
    return 1 if any(failure.lost for failure in grown.failures) else 0


def _when_free(
    args: argparse.Namespace, status: Reporter | None, index: Callable[[], Grown | None]
) -> Grown | None:
    """Index; with ``--wait`` when no other process writes. Raises ``IndexProblem``."""
    is_said = False
    while True:
        try:
            return index()
        except IndexLocked as problem:
            if not args.wait:
                raise
            if not is_said:
                print(f"{problem} It goes on by itself then.", file=sys.stderr)
                is_said = True
            if status is not None:
                status.waits()
            time.sleep(WAIT)


def _done(
    args: argparse.Namespace,
    status: Reporter | None,
    names: Gazetteer,
    corrections: Corrections,
) -> Grown | None:
    if args.from_stored or (is_outdated(args.index) and not args.anew):
        count = reindex_stored(args.index, names, corrections, args.line, args.processes)
        print(f"{args.index} was made anew from the stored texts of {count} documents")
    return _indexed(args, status, names, corrections) if args.paths else None


def _scope_of_part(args: argparse.Namespace) -> Scope:
    """Return what is to be read, of a part with what others say of names. Raises ``BadOption``,
    ``BadFile`` and ``IndexProblem``."""
    if args.evidence and args.part is None:
        raise BadOption("--evidence is for a part of an archive: name it with --part K/N.")
    return replace(scope_of(args), others=[_evidence_in(path) for path in args.evidence])


def _indexed(
    args: argparse.Namespace,
    status: Reporter | None,
    names: Gazetteer,
    corrections: Corrections,
) -> Grown:
    known_engine(args.engine)
    scope = _scope_of_part(args)
    with run_on(args.index, args.line, engine=args.engine, anew=args.anew) as writing:
        with shown() if status is None else nullcontext(status.started) as started:
            grown = grow(writing, scope, names, corrections, args.processes, started)
        if args.anew and not grown.documents:
            print_failures(grown.failures)
            raise NothingRead(
                f"Nothing could be read from {', '.join(map(str, args.paths))}, so the index in "
                f"{args.index} stays as it was."
            )
    return grown


def _evidence_in(path: Path) -> EvidenceSums:
    try:
        return EvidenceSums.load(path)
    except OSError as error:
        raise BadFile(f"{path} can't be read: {error.strerror}.") from None


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
