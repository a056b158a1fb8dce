"""``songngu doctor``: is the index whole, does it fit this code, are files left over."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from indexer.build import engine_folder
from indexer.corrections.correction import Corrections
from indexer.corrections.file import CorrectionsBroken
from indexer.engines import open_engine
from indexer.errors import IndexProblem
from indexer.fingerprint import check_fingerprint
from indexer.plan import Everything
from indexer.records import with_annotation
from search.archive import Archive

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    good: bool
    detail: str


def run(index: Path, open_archive: Callable[[], Archive], *, as_json: bool = False) -> int:
    """Print the findings; 0 if all are good."""
    findings = examine(index, open_archive)
    if as_json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            print(f"{'good' if one.good else 'BAD '}  {one.what}: {one.detail}")
    return 0 if all(one.good for one in findings) else 1


def examine(index: Path, open_archive: Callable[[], Archive]) -> list[Finding]:
    """Look at everything; later looks need the earlier ones to be good."""
    try:
        fingerprint = check_fingerprint(index)
    except IndexProblem as problem:
        return [Finding("fingerprint", False, str(problem))]
    findings = [Finding("fingerprint", True, f"{fingerprint.engine}, made by this version")]
    engine = open_engine(fingerprint.engine, engine_folder(index))
    try:
        archive = open_archive()
        findings += [_corrections(archive.corrections), *_documents(archive)]
    except CorrectionsBroken as problem:
        return [*findings, Finding("corrections", False, str(problem))]
    except IndexProblem as problem:
        return [*findings, Finding("documents", False, str(problem))]
    orphans = engine.orphans()
    names = ", ".join(path.name for path in orphans[:5])
    detail = f"{len(orphans)} files belong to no commit: {names}" if orphans else "none"
    return [*findings, Finding("orphaned files", not orphans, detail)]


def _corrections(corrections: Corrections) -> Finding:
    """Lines of the file of corrections that are not in force are named."""
    found = f"{len(corrections)} in force"
    problems = corrections.problems
    if problems:
        found += f", lines that are not: {'; '.join(problems)}"
    return Finding("corrections", not problems, found)


def _documents(archive: Archive) -> list[Finding]:
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
    waiting = archive.waiting()
    names = "all" if waiting is None else waiting
    again = "; songngu annotate decides them again" if other or waiting or waiting is None else ""
    decided = (
        f"of {other} documents decided by other rules or evidence, {names} documents hold names "
        f"that changed since{again}"
    )
    return [Finding("documents", good, whole), Finding("mentions", True, decided)]
