"""The page that takes files: its form, what became of the files just sent, how indexing fares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from corpus.containers.compressed import COMPRESSED
from corpus.document import Failure
from corpus.readers import known_endings
from indexer.pipeline.run_status import RunReport, RunStatus
from web.http import urls
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.uploads.indexing_process import Indexing, IndexingState
from web.uploads.upload_folder import SOURCE_LIMIT, AddedFile
from web.uploads.uploads import Uploads

LISTED: Final = 100
"""Most files of a list on the page; the rest is counted. Of each a line of some 200 bytes."""

STEPS: Final = {"read": "add_read", "people": "add_people", "index": "add_index"}
"""The passes of a run (indexer/pipeline), and their texts."""


class FailedFiles(Struct, frozen=True):
    """Files that could not be read, or not in whole, for one reason, which is English; ``more`` of
    them are not listed."""

    reason: str
    files: list[str]
    more: int


class ReportView:
    """What the last run that ended well did."""

    def __init__(self, report: RunReport, folder: Path, texts: Texts) -> None:
        self.ended = report.ended
        day, time = report.ended[:10], report.ended[11:16]
        self.when = f"{dated(day, texts.language)} {time} UTC"
        self.counts = [
            (texts["add_files_read"], grouped(report.files_read)),
            (texts["add_files_unchanged"], grouped(report.files_unchanged)),
            (texts["add_documents_new"], grouped(report.written)),
            (texts["add_documents_same"], grouped(report.unchanged)),
            (texts["add_failed"], grouped(report.failed)),
        ]
        self.failures = _by_reason(report.failures, folder)


class UploadPage:
    """The page, for one who may add files."""

    def __init__(
        self,
        receipt: Sequence[AddedFile],
        indexing: Indexing,
        uploads: Uploads,
        texts: Texts,
        token: str,
    ) -> None:
        self.token = token
        self.here = urls.ADD
        self.source_limit = SOURCE_LIMIT
        limits = uploads.limits
        self.kinds = ", ".join(one.removeprefix(".") for one in known_endings())
        self.packed = ", ".join(one.removeprefix(".") for one in COMPRESSED)
        self.accept = ",".join([*known_endings(), *COMPRESSED])
        self.how = texts.filled("add_limits", file=limits.file >> 20, all=limits.request >> 20)
        self.kept = [one for one in receipt if one.kept][:LISTED]
        self.kept_count = texts.counted(
            "add_kept", sum(bool(one.kept and one.is_new) for one in receipt)
        )
        self.refused = [
            (one.name, texts.filled(f"upload_{one.problem}", limit=limits.file >> 20))
            for one in receipt
            if one.problem
        ][:LISTED]
        state, status = indexing.state, indexing.status
        self.is_moving = state in _MOVING
        self.may_begin_again = state in (IndexingState.FAILED, IndexingState.KILLED)
        self.state = texts[f"indexing_{state}"]
        is_running = state is IndexingState.RUNNING and status is not None
        self.progress = _Progress.of(status, texts) if is_running and status else None
        self.problem = status.problem if status and state is IndexingState.FAILED else ""
        self.report = None
        if status is not None and status.report is not None:
            self.report = ReportView(status.report, uploads.folder.path, texts)


_MOVING: Final = (IndexingState.QUEUED, IndexingState.WAITING, IndexingState.RUNNING)


class _Progress(Struct, frozen=True):
    """A pass of the run, and how much of it is done: bytes that are read, then documents."""

    step: str
    done: int
    total: int
    percent: int

    @classmethod
    def of(cls, status: RunStatus, texts: Texts) -> _Progress | None:
        """Return the progress; None before the first pass, and for a pass without anything."""
        if status.step not in STEPS or not status.total:
            return None
        done = min(status.done, status.total)
        return cls(texts[STEPS[status.step]], done, status.total, 100 * done // status.total)


def _by_reason(failures: Sequence[Failure], folder: Path) -> list[FailedFiles]:
    """Gather failures by their reason, which is the same for many files; at most ``LISTED`` files
    are listed in all."""
    found: dict[str, FailedFiles] = {}
    for number, one in enumerate(failures):
        group = found.setdefault(one.reason, FailedFiles(one.reason, [], 0))
        if number < LISTED:
            group.files.append(_place(one, folder))
        else:
            found[one.reason] = FailedFiles(group.reason, group.files, group.more + one.count)
    return list(found.values())[:LISTED]


def _place(failure: Failure, folder: Path) -> str:
    path = failure.path.removeprefix(f"{folder}/")
    return f"{path}:{failure.line}" if failure.line else path
