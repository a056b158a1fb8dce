"""``songngu doctor``: is the index as it was written, does it fit this code, what is left over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from indexer.annotation.records import with_annotation
from indexer.corrections.correction import Corrections
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.engines import open_engine
from indexer.index_errors import IndexDamaged, IndexProblem
from indexer.plan import Everything
from indexer.storage import unfinished_runs
from indexer.storage.checksums import ATTEMPTS, Unreadable, damages_now
from indexer.storage.fingerprint import anew, check_current, data_folder
from indexer.storage.generations import ENGINE, leftovers
from search.archive import Archive

BATCH: Final = 500

SHOWN: Final = 5
"""Files that are named; of more the number is said."""

GOOD: Final = "good"
NOTE: Final = "note"
BAD: Final = "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. A ``NOTE`` is no damage: the next run puts it right, or nothing need."""

    what: str
    state: str
    detail: str

    def shape(self) -> dict[str, object]:
        """The finding as a plain object."""
        good = self.state != BAD
        return {"what": self.what, "good": good, "state": self.state, "detail": self.detail}


def run(index: Path, open_archive: Callable[[], Archive], *, as_json: bool = False) -> int:
    """Print the findings; 0 if none is bad."""
    findings = list(examine(index, open_archive))
    if as_json:
        print(json.dumps([one.shape() for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            print(f"{one.state:4}  {one.what}: {one.detail}")
    return 1 if any(one.state == BAD for one in findings) else 0


def examine(index: Path, open_archive: Callable[[], Archive]) -> Iterator[Finding]:
    """Look at everything; later looks need the earlier ones not to be bad."""
    try:
        current = check_current(index)
        data = data_folder(index)
    except IndexProblem as problem:
        yield Finding("fingerprint", BAD, str(problem))
        return
    name = current.fingerprint.engine
    yield Finding("fingerprint", GOOD, f"{name}, made by this version")
    yield _runs(index)
    files = _files(index)
    yield files
    if files.state == BAD:
        # What an engine makes of broken files may be anything, the end of this process too.
        yield Finding("documents", BAD, "not looked at, for files are damaged")
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
    orphans = [*open_engine(name, data / ENGINE).orphans(), *leftovers(index, current.generation)]
    if not orphans:
        yield Finding("orphaned files", GOOD, "none")
    else:
        # Those of a killed run are of no harm, and go with the next.
        is_killed = files.state == NOTE or len(orphans) == len(leftovers(index, current.generation))
        said = f"{len(orphans)} files belong to no commit: {_listed(path.name for path in orphans)}"
        yield Finding(
            "orphaned files", NOTE if is_killed else BAD, f"{said}; the next run removes them"
        )


def _listed(names: Iterator[str]) -> str:
    return ", ".join(islice(names, SHOWN))


def _runs(index: Path) -> Finding:
    """Runs that have begun and not ended."""
    try:
        found = unfinished_runs.read(index)
    except IndexDamaged as problem:
        return Finding("last run", BAD, str(problem))
    if not found:
        return Finding("last run", GOOD, "finished")
    said = "; ".join(f"{one.command} (begun {one.began})" for one in found)
    return Finding(
        "last run",
        NOTE,
        f"did not finish, or still runs: {said}. What was committed stays",
    )


def _files(index: Path) -> Finding:
    """Every file against the checksum that was kept when it was committed."""
    damages: Sequence[object]
    for attempt in range(1, ATTEMPTS + 1):
        data = data_folder(index)
        try:
            sums, damages = damages_now(data)
        except Unreadable as problem:
            damages = [problem]
        # Another generation may have taken its place meanwhile.
        if not damages or data_folder(index) == data or attempt == ATTEMPTS:
            break
    if damages:
        said = f"{len(damages)} damaged: {_listed(map(str, damages))}"
        return Finding(
            "files", BAD, f"{said}. Make the index anew, with the same files: {anew(index)}"
        )
    if sums.is_open:
        return Finding(
            "files",
            NOTE,
            f"{len(sums.files)} were written as they are; what the last run wrote after its last "
            "commit has no checksum yet",
        )
    return Finding("files", GOOD, f"{len(sums.files)} are as they were written")


def _corrections(corrections: Corrections) -> Finding:
    """Lines of the file of corrections that are not in force are named."""
    found = f"{len(corrections)} in force"
    problems = corrections.problems
    if problems:
        found += f", lines that are not: {'; '.join(problems)}"
    return Finding("corrections", BAD if problems else GOOD, found)


def _documents(archive: Archive) -> Iterator[Finding]:
    """Every document is fetched and read, and when its mentions were decided."""
    version = archive.rules()
    with archive.reading() as reader:
        hits = reader.every(Everything())
        seen = broken = other = 0
        while batch := [hit.id for hit in islice(hits, BATCH)]:
            stored = reader.fetch(batch)
            seen += len(stored)
            for doc_id, text in stored.items():
                document, annotation = with_annotation(text)
                broken += document.id != doc_id
                other += annotation.version != version
        good = seen == reader.size and not broken
        whole = f"{seen} of {reader.size} can be read, {broken} are broken"
    yield Finding("documents", GOOD if good else BAD, whole)
    waiting = archive.waiting()
    names = "all" if waiting is None else waiting
    again = "; songngu annotate decides them again" if other or waiting or waiting is None else ""
    decided = (
        f"of {other} documents decided by other rules or evidence, {names} documents hold names "
        f"that changed since{again}"
    )
    yield Finding("mentions", GOOD, decided)
