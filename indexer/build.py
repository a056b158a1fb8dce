"""Documents into an index: records added, committed every so often, and reported."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from corpus.document import Document, Failure
from indexer import names_then
from indexer.annotation import Annotator
from indexer.engines import open_engine
from indexer.errors import IndexMismatch
from indexer.fingerprint import (
    FILE,
    check_fingerprint,
    fingerprint_of,
    write_fingerprint,
)
from indexer.workers import records_of
from synonyms import gazetteer

DEFAULT_ENGINE: Final = "tantivy"

COMMIT_EVERY: Final = {"tantivy": 20_000, "whoosh": 4_000}
"""Documents between commits: what a killed run loses at most. A commit of whoosh writes a segment
in pure Python and is dear; tantivy's takes tens of milliseconds."""


@dataclass(slots=True)
class Report:
    """What became of the inputs."""

    documents: int = 0
    by_lang: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    failures: list[Failure] = field(default_factory=list)


def engine_folder(folder: Path) -> Path:
    """Where the engine keeps its files, so that nothing else is taken for an orphan."""
    return folder / "engine"


def build(
    items: Iterable[Document | Failure],
    folder: Path,
    engine: str = DEFAULT_ENGINE,
    *,
    anew: bool = False,
    annotator: Annotator | None = None,
    processes: int | None = None,
) -> Report:
    """Add the documents to the index in ``folder``, replacing those of the same id.

    A new folder gets an index of ``engine``; an existing one keeps its own and raises
    ``IndexMismatch`` if it was made otherwise. ``anew`` empties it first. ``annotator`` finds the
    mentions, with our own gazetteer unless given, in as many ``processes`` as there are cores
    unless told. Committed now and then: a killed run leaves the last commit.
    """
    if anew:
        _empty(folder)
    if annotator is None:
        annotator = Annotator(gazetteer.load())
    if (folder / FILE).exists():
        found = check_fingerprint(folder).engine
        if found != engine:
            raise IndexMismatch(
                f"The index in {folder} is one of {found}, not {engine}. Name another folder with "
                "--index, or make it anew with --anew."
            )
    else:
        write_fingerprint(folder, fingerprint_of(engine))
        names_then.save(folder, annotator.gazetteer)
    report = Report()
    every = COMMIT_EVERY[engine]
    with open_engine(engine, engine_folder(folder)).writing() as writer:
        for item, record in records_of(items, annotator, processes):
            if isinstance(item, Failure):
                report.failures.append(item)
            elif record is not None:
                writer.add(record)
                report.documents += 1
                report.by_lang[item.lang] = report.by_lang.get(item.lang, 0) + 1
                report.undated += not item.date
                if report.documents % every == 0:
                    writer.commit()
    return report


def _empty(folder: Path) -> None:
    """Remove an index, and nothing that is not one."""
    (folder / FILE).unlink(missing_ok=True)
    if engine_folder(folder).exists():
        shutil.rmtree(engine_folder(folder))
