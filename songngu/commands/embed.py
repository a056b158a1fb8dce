"""``songngu embed``: make vectors of the documents, so that they are found by meaning too."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.meaning.embedding import Embedded, embed
from indexer.meaning.models import DEFAULT, open_model
from indexer.meaning.vector_state import state_of
from indexer.storage.fingerprint import check_current
from songngu.arguments import add_index, at_least_one
from songngu.command_errors import INTERRUPTED
from songngu.environment import Settings


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("--model", default=DEFAULT, help=f"the model (default: {DEFAULT})")
    parser.add_argument(
        "--limit",
        type=at_least_one,
        metavar="N",
        help="documents to make vectors of in this run, newest first (default: all that lack them)",
    )
    parser.add_argument(
        "--workers", type=at_least_one, default=1, metavar="N", help="threads (default: 1)"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Make the vectors; return 0, or 130 after Ctrl+C, which keeps what was made.

    Raises ``NoModel`` and ``IndexProblem``.
    """
    check_current(args.index)
    model = open_model(args.model)
    columns = (
        TextColumn("vectors {task.completed} of {task.total}"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("")

            def told(have: int, documents: int) -> None:
                progress.update(task, completed=have, total=documents)

            outcome = embed(args.index, model, limit=args.limit, workers=args.workers, told=told)
    except KeyboardInterrupt:
        # As the files say: what was kept last may not have been told yet.
        kept = state_of(args.index)
        print(
            f"songngu: interrupted; {kept.rows if kept else 0} documents have vectors, and the "
            "same command goes on with the others",
            file=sys.stderr,
        )
        return INTERRUPTED
    if args.json:
        print(json.dumps(_report(outcome)))
    else:
        _print(outcome)
    return 0


def _report(outcome: Embedded) -> dict[str, int]:
    """Return what ``--json`` prints."""
    return {
        "made": outcome.made,
        "have": outcome.have,
        "documents": outcome.documents,
        "dropped": outcome.dropped,
    }


def _print(outcome: Embedded) -> None:
    print(f"{outcome.made} documents got vectors; {outcome.have} of {outcome.documents} have them")
    if outcome.dropped:
        print(f"the vectors of {outcome.dropped} documents that are gone were dropped")
