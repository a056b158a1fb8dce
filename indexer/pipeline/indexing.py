"""Documents into an index: records added, committed every so often, and reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from corpus.document import Document, Failure
from indexer.annotation import gazetteer_changes
from indexer.annotation.annotator import Annotator
from indexer.pipeline.worker_processes import records_of
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import WritingRun, run_on
from synonyms import gazetteer

DEFAULT_ENGINE: Final = "tantivy"


@dataclass(slots=True)
class Report:
    """What became of the inputs."""

    documents: int = 0
    by_lang: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    failures: list[Failure] = field(default_factory=list)


def engine_folder(folder: Path) -> Path:
    """Where the engine of the index in a folder keeps its files. Raises ``IndexProblem``."""
    return data_folder(folder) / ENGINE


def build(
    items: Iterable[Document | Failure],
    folder: Path,
    engine: str = DEFAULT_ENGINE,
    *,
    anew: bool = False,
    annotator: Annotator | None = None,
    processes: int | None = None,
    command: Sequence[str] = ("songngu", "index"),
) -> Report:
    """Add the documents to the index in ``folder``, as one run that does no more (``add``)."""
    with run_on(folder, command, engine=engine, anew=anew) as run:
        return add(items, run, annotator or Annotator(gazetteer.load()), processes)


def add(
    items: Iterable[Document | Failure],
    run: WritingRun,
    annotator: Annotator,
    processes: int | None = None,
) -> Report:
    """Add the documents to the index that a run writes, replacing those of the same id.

    ``annotator`` finds the mentions, in as many ``processes`` as there are cores unless told.
    Committed now and then: a killed run leaves the last commit. Raises ``IndexProblem``.
    """
    if not (run.data / gazetteer_changes.FILE).exists():
        gazetteer_changes.save(run.data, annotator.gazetteer)
    report = Report()
    with run.writing() as writer:
        for item, record in records_of(items, annotator, processes):
            if isinstance(item, Failure):
                report.failures.append(item)
            elif record is not None:
                writer.add(record)
                report.documents += 1
                report.by_lang[item.lang] = report.by_lang.get(item.lang, 0) + 1
                report.undated += not item.date
                if report.documents % run.engine.commit_every == 0:
                    writer.commit()
    return report
