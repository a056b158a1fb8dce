"""What a run says of itself in a file: read back as it was said, true after it was killed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.document import Failure
from indexer.pipeline.growing import Grown
from indexer.pipeline.run_status import (
    FAILURES_KEPT,
    RunReport,
    RunState,
    RunStatus,
    is_running,
    read_status,
    reporting,
)


def said(path: Path) -> RunStatus:
    found = read_status(path)
    assert found is not None
    return found


def test_what_was_said_last_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    assert read_status(path) is None
    assert not is_running(path)
    with reporting(path) as reporter:
        assert is_running(path)
        reporter.waits()
        assert said(path).state is RunState.WAITING
        reporter.started("read", 7)(3)
        found = said(path)
        assert (found.state, found.step, found.total) == (RunState.RUNNING, "read", 7)
        failures = [Failure("a\udcff.txt", 3, "it is broken", count=2), Failure("b", 0, "x", False)]
        reporter.has_done(Grown(files_read=2, written=1, same=1, unread=4, failures=failures))
    assert not is_running(path)
    found = said(path)
    assert found.state is RunState.DONE
    assert found.report is not None
    expected = RunReport(
        ended=found.report.ended,
        files_read=2,
        written=1,
        unchanged=5,
        failed=2,
        failures=(Failure("a?.txt", 3, "it is broken", count=2), failures[1]),
    )
    assert found.report == expected


def test_an_error_is_said_and_the_last_report_stays(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    with reporting(path) as reporter:
        reporter.has_done(Grown(files_read=5))
    with pytest.raises(OSError, match="no room"), reporting(path):
        raise OSError("no room")
    found = said(path)
    assert (found.state, found.problem) == (RunState.FAILED, "no room")
    assert found.report is not None
    assert found.report.files_read == 5


def test_of_very_many_failures_the_rest_is_counted() -> None:
    many = [Failure(f"{number}.txt", 0, "x") for number in range(FAILURES_KEPT + 9)]
    report = RunReport.of(Grown(failures=many))
    assert (report.failed, len(report.failures)) == (FAILURES_KEPT + 9, FAILURES_KEPT)


def test_runs_with_one_file_come_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    order: list[str] = []

    def second() -> None:
        with reporting(path):
            order.append("second")

    with reporting(path) as reporter:
        thread = threading.Thread(target=second)
        thread.start()
        reporter.has_done(Grown())
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"state": "nowhere"}', b"\xff"])
def test_what_is_none_of_ours_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "status.json").write_bytes(content)
    assert read_status(tmp_path / "status.json") is None
    with reporting(tmp_path / "status.json") as reporter:
        reporter.has_done(Grown())
    assert read_status(tmp_path / "status.json") is not None
