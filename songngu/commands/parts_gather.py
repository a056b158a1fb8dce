"""``songngu parts gather``: gather what one part of an archive says of people's names."""

from __future__ import annotations

import argparse
from pathlib import Path

from indexer.engines import known_engine
from indexer.pipeline.parts_gathering import gather
from indexer.storage.index_writer import run_on
from songngu.arguments import add_index
from songngu.environment import Settings
from songngu.progress_bar import shown
from songngu.reading_arguments import add_part, add_reading, scope_of
from songngu.report import print_failures


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument("--engine", default="opensearch", help="the engine of a new index")
    add_part(parser, required=True)
    parser.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="where to write the evidence"
    )
    add_reading(parser)


def run(args: argparse.Namespace) -> int:
    """Write the evidence; return 1 if a document was lost, otherwise 0.

    Raises ``IndexProblem`` and ``OSError``.
    """
    known_engine(args.engine)
    with run_on(args.index, args.line, engine=args.engine) as writing, shown() as started:
        gathered = gather(writing, scope_of(args), args.processes, started)
    gathered.sums.save(args.to)
    print_failures(gathered.failures)
    print(
        f"what {gathered.sums.documents} documents of part {args.part.name} say of names is in "
        f"{args.to}, {args.to.stat().st_size:,} bytes; give it to the machines of all parts"
    )
    return 1 if any(failure.lost for failure in gathered.failures) else 0
