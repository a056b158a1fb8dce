"""``songngu doctor``: check that the index is as it was written and fits this version."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.annotation.records import with_annotation
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.corrections.in_force import Corrections
from indexer.engines import open_engine
from indexer.engines.batches import stored_in_batches
from indexer.index_errors import IndexDamaged, IndexProblem
from indexer.meaning.vector_files import list_of, matrix_of
from indexer.meaning.vector_state import state_of
from indexer.pipeline.repair import repair
from indexer.plan import Everything
from indexer.storage import unfinished_runs
from indexer.storage.checksums import ATTEMPTS, Unreadable, damages_now
from indexer.storage.fingerprint import anew, check_current, data_folder
from indexer.storage.generations import ENGINE, leftovers
from search.archive import Archive
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.layers import load_layers

SHOWN: Final = 5
"""Files that are named; of more only the number is given."""

GOOD: Final = "good"
NOTE: Final = "note"
BAD: Final = "BAD"


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument(
        "--repair",
        action="store_true",
        help="first make again what is damaged and follows from the documents, and settle runs "
        "that did not finish",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Print the findings; return 1 if one is ``BAD``, otherwise 0."""
    if args.repair:
        names, corrections = load_layers(args)
        for sentence in repair(args.index, names, corrections, args.line):
            print(sentence, file=sys.stderr)
    open_archive = partial(Archive, args.index, args.synonyms, args.corrections)
    findings = list(examine(args.index, open_archive))
    if args.json:
        print(json.dumps([one.shape() for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            print(f"{one.state:4}  {one.what}: {one.detail}")
    return 1 if any(one.state == BAD for one in findings) else 0


class Finding(Struct, frozen=True):
    """The result of one check: what was checked, its state, and a sentence about it.

    The state is ``GOOD``, ``BAD``, or ``NOTE``: no damage, and nothing has to be done, or the next
    run does it.
    """

    what: str
    state: str
    detail: str

    def shape(self) -> dict[str, object]:
        """Return the finding as ``--json`` prints it."""
        good = self.state != BAD
        return {"what": self.what, "good": good, "state": self.state, "detail": self.detail}


def examine(index: Path, open_archive: Callable[[], Archive]) -> Iterator[Finding]:
    """Make all checks in order; a check is left out if one before it must not be bad and is."""
    try:
        current = check_current(index)
        data = data_folder(index)
    except IndexProblem as problem:
        yield Finding("fingerprint", BAD, str(problem))
        return
    engine = current.fingerprint.engine
    yield Finding("fingerprint", GOOD, f"{engine}, made by this version")
    yield _runs(index)
    files = _files(index)
    yield files
    if files.state == BAD:
        # An engine may do anything with broken files, and even end this process.
        yield Finding("documents", BAD, "not checked, because files are damaged")
        return
    try:
        archive = open_archive()
        yield _corrections(archive.corrections)
        yield from _documents(archive)
    except CorrectionsBroken as problem:
        yield Finding("corrections", BAD, str(problem))
        return
    except IndexProblem as problem:
        yield Finding("documents", BAD, str(problem))
        return
    yield from _vectors(index)
    of_generations = leftovers(index, current.generation)
    of_engine = list(open_engine(engine, data / ENGINE).orphans())
    yield _orphans(of_engine, of_generations, is_killed=files.state == NOTE)


def _runs(index: Path) -> Finding:
    """Find runs that have begun and not ended."""
    try:
        runs = unfinished_runs.read(index)
    except IndexDamaged as problem:
        return Finding("last run", BAD, str(problem))
    if not runs:
        return Finding("last run", GOOD, "finished")
    named = "; ".join(f"{one.command} (begun {one.began})" for one in runs)
    return Finding(
        "last run", NOTE, f"did not finish, or still runs: {named}. What was committed stays"
    )


def _files(index: Path) -> Finding:
    """Compare every file with the checksum that was kept when it was committed."""
    damages: Sequence[object]
    for attempt in range(1, ATTEMPTS + 1):
        data = data_folder(index)
        try:
            sums, damages = damages_now(data)
        except Unreadable as problem:
            damages = [problem]
        # Another generation may have replaced this one in the meantime.
        if not damages or data_folder(index) == data or attempt == ATTEMPTS:
            break
    if damages:
        named = f"{len(damages)} damaged: {_first_of(map(str, damages))}"
        mend = "songngu doctor --repair tries to mend that"
        again = f"Make the index anew, with the same files: {anew(index)}"
        return Finding("files", BAD, f"{named}. {again}; {mend}")
    if sums.is_open:
        return Finding(
            "files",
            NOTE,
            f"{len(sums.files)} were written as they are; what the last run wrote after its last "
            "commit has no checksum yet",
        )
    return Finding("files", GOOD, f"{len(sums.files)} are as they were written")


def _corrections(corrections: Corrections) -> Finding:
    """Count the corrections in force, and name the lines that are not."""
    detail = f"{len(corrections)} in force"
    problems = corrections.problems
    if problems:
        detail += f", lines that are not: {'; '.join(problems)}"
    return Finding("corrections", BAD if problems else GOOD, detail)


def _documents(archive: Archive) -> Iterator[Finding]:
    """Read every document, and count those whose mentions were decided by other rules."""
    version = archive.rules()
    with archive.reading() as reader:
        read = broken = outdated = 0
        for stored in stored_in_batches(reader, reader.every(Everything())):
            read += len(stored)
            for doc_id, text in stored.items():
                document, annotation = with_annotation(text)
                broken += document.id != doc_id
                outdated += annotation.version != version
        good = read == reader.size and not broken
        detail = f"{read} of {reader.size} can be read, {broken} are broken"
    yield Finding("documents", GOOD if good else BAD, detail)
    yield _mentions(outdated, archive.waiting())


def _mentions(outdated: int, waiting: int | None) -> Finding:
    """Say how many documents ``songngu annotate`` would decide again; None: their number is not
    known."""
    names = "all" if waiting is None else waiting
    again = "; songngu annotate decides them again" if outdated or waiting != 0 else ""
    return Finding(
        "mentions",
        GOOD,
        f"of {outdated} documents decided by other rules or evidence, {names} documents hold names "
        f"that changed since{again}",
    )


def _vectors(index: Path) -> Iterator[Finding]:
    """Count the documents that have vectors, if any were ever made."""
    try:
        state = state_of(index)
        if state is None:
            return
        matrix_of(index, state)
        documents = {one.id for one in list_of(index, state)}
    except IndexDamaged as problem:
        yield Finding("vectors", BAD, str(problem))
        return
    yield Finding("vectors", GOOD, f"{len(documents)} documents have vectors of {state.model}")


def _orphans(
    of_engine: Sequence[Path], of_generations: Sequence[Path], *, is_killed: bool
) -> Finding:
    """Name files that belong to no commit. Those that a killed run left do no harm."""
    orphans = [*of_engine, *of_generations]
    if not orphans:
        return Finding("orphaned files", GOOD, "none")
    named = _first_of(path.name for path in orphans)
    return Finding(
        "orphaned files",
        BAD if of_engine and not is_killed else NOTE,
        f"{len(orphans)} files belong to no commit: {named}; the next run removes them",
    )


def _first_of(names: Iterator[str]) -> str:
    return ", ".join(islice(names, SHOWN))
