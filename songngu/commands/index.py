"""``songngu index``: add files to the index, with a progress bar and a report."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.document import Document, Failure
from corpus.failures import listed
from corpus.readers import count_inputs, read_paths
from indexer.annotation.annotator import Annotator
from indexer.corrections.correction import Corrections
from indexer.index_errors import NothingRead
from indexer.ner.evidence_store import EvidenceStore
from indexer.pipeline.document_identity import Placing
from indexer.pipeline.evidence_pass import EvidenceRun, snapshot
from indexer.pipeline.indexing import Report, add
from indexer.pipeline.unchanged_documents import Unchanged
from indexer.storage.index_writer import WritingRun, run_on
from songngu.arguments import add_index, add_layers
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
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--processes",
        type=_at_least_one,
        metavar="N",
        help="processes that find names in a large archive (default: one for each core)",
    )
    add_layers(parser, settings)


def _at_least_one(text: str) -> int:
    """Return the number that ``--processes`` was given; an error of ``argparse`` below 1."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: documents written, documents placed, and those that were unchanged."""

    written: Report
    placing: Placing
    unchanged: Unchanged

    @property
    def documents(self) -> int:
        """Documents that were read and are in the index now."""
        return self.written.documents + self.unchanged.documents

    @property
    def undated(self) -> int:
        """Documents of these without a date."""
        return self.written.undated + self.unchanged.undated

    @property
    def by_lang(self) -> dict[str, int]:
        """The number of these documents in each language."""
        return dict(Counter(self.written.by_lang) + Counter(self.unchanged.by_lang))


def run(args: argparse.Namespace) -> int:
    """Index the paths; return 1 if a document was lost, even if others were read, otherwise 0.

    Raises ``NothingRead`` if ``--anew`` would leave an index without documents, and
    ``IndexProblem``.
    """
    names, corrections = load_layers(args)
    with run_on(args.index, args.line, engine=args.engine, anew=args.anew) as writing:
        outcome = _index(writing, args.paths, names, corrections, args.processes)
        if args.anew and not outcome.written.documents:
            _print_failures(outcome)
            raise NothingRead(
                f"Nothing could be read from {', '.join(map(str, args.paths))}, so the index in "
                f"{args.index} stays as it was."
            )
    if args.json:
        print(json.dumps(_report(outcome), ensure_ascii=False))
    else:
        _print(outcome, args.index)
    return 1 if any(failure.lost for failure in outcome.written.failures) else 0


def _index(
    writing: WritingRun,
    paths: Sequence[Path],
    names: Gazetteer,
    corrections: Corrections,
    processes: int | None,
) -> Outcome:
    """Read the paths twice.

    1. Gather the evidence for people's names from documents that are new or whose text changed.
    2. With that evidence, index the documents that are not in the index as they are.
    """
    size = max(count_inputs(paths).bytes, 1)
    data = writing.data
    with _progress() as progress, ExitStack() as stack:
        before = stack.enter_context(snapshot(writing))
        store = stack.enter_context(EvidenceStore.opened(data))
        evidence = EvidenceRun(store, before)

        def placed(what: str) -> tuple[Placing, Iterator[Document | Failure]]:
            task = progress.add_task(what, total=size)
            placing = Placing(before)
            reading = read_paths(paths, progress=lambda done: progress.advance(task, done))
            return placing, placing.placed(reading)

        with store.changing():
            evidence.in_step()
            evidence.gather(one for one in placed("people")[1] if isinstance(one, Document))
            people = evidence.people(data)
        with store.changing():
            placing, items = placed("index")
            annotator = Annotator(names, people, corrections)
            unchanged = Unchanged(before, annotator, data)
            items = listed(unchanged.left_out(evidence.passing(items)))
            report = add(items, writing, annotator, processes)
            evidence.indexed(stack.enter_context(snapshot(writing)))
            evidence.keep(evidence.people(data), data)
    return Outcome(report, placing, unchanged)


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description:7}{task.percentage:3.0f}%"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _report(outcome: Outcome) -> dict[str, object]:
    """Return what ``--json`` prints."""
    return {
        "documents": outcome.documents,
        "unchanged": outcome.unchanged.documents,
        "by_lang": outcome.by_lang,
        "undated": outcome.undated,
        "repeats": outcome.placing.repeats,
        "moved": dict(outcome.placing.moved),
        "failures": [
            {
                "path": one.path,
                "line": one.line,
                "reason": one.reason,
                "lost": one.lost,
                "count": one.count,
            }
            for one in outcome.written.failures
        ],
    }


def _print_failures(outcome: Outcome) -> None:
    for one in outcome.written.failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)


def _print(outcome: Outcome, index: Path) -> None:
    """Print the report for a person."""
    _print_failures(outcome)
    languages = ", ".join(f"{name} {count}" for name, count in sorted(outcome.by_lang.items()))
    print(
        f"{outcome.documents} documents ({languages}) in {index}; {outcome.undated} without a date"
    )
    if outcome.unchanged.documents:
        print(f"{outcome.unchanged.documents} of them were in it as they are")
    if outcome.placing.repeats:
        print(f"{outcome.placing.repeats} identical repeats of a document were left out")
    for path, count in sorted(outcome.placing.moved.items()):
        print(f"{count} documents came from {path} before, which is gone")
    if outcome.written.failures:
        print(f"{sum(one.count for one in outcome.written.failures)} problems, named above")
