"""Log lines: whole, each one an object, and never in the way of an answer."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.operations import log_lines
from web.operations.log_lines import LinesHandler, LogLines


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


@given(st.text(st.characters(codec=None)))
def test_a_line_is_one_object_whatever_it_says(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    lines = LogLines(str(path))
    lines.write("info", "request", {"path": text})
    (one,) = lines_of(path)
    assert one["path"] == text.encode("utf-8", "replace").decode()


def test_a_file_that_was_moved_away_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "log"
    lines = LogLines(str(path))
    for name in ("first", "second"):
        lines.write("info", name, {})
        path.rename(tmp_path / name)
    assert [lines_of(tmp_path / name)[0]["event"] for name in ("first", "second")] == [
        "first",
        "second",
    ]


def test_a_log_that_nobody_reads_stops_nothing_and_says_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_lines, "QUEUED", 3)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    # Else a reader who comes before the thread that writes has opened the pipe is told of its end.
    held = os.open(pipe, os.O_WRONLY)
    lines = LogLines(str(pipe))
    lines.begin()
    written = 200
    for number in range(1, written + 1):
        lines.write("info", "request", {"number": number, "filling": "x" * 10_000})
    os.set_blocking(reading, True)
    with os.fdopen(reading, "r", encoding="utf-8") as file:
        read = told = 0
        while read < 40 or not told:
            line = json.loads(file.readline())
            read, told = read + 1, told + line.get("left_out", 0)
            # Every line that came through accounts for all that were left out before it.
            assert read + told == line["number"]
            # Now there is room for one more, and one of those tells of what did not come through.
            written += 1
            lines.write("info", "request", {"number": written})
    os.close(held)


def test_an_error_has_its_kind_and_place_and_its_words_only_if_asked_for(tmp_path: Path) -> None:
    for queries in (False, True):
        path = tmp_path / str(queries)
        handler = LinesHandler(LogLines(str(path)), queries=queries)
        try:
            raise ValueError("asked " + "a question"[2:])
        except ValueError:
            told = sys.exc_info()
        record = logging.LogRecord("x", logging.ERROR, "", 1, "it broke", (), told)
        handler.emit(record)
        (one,) = lines_of(path)
        assert (one["level"], one["message"], one["error"]) == ("error", "it broke", "ValueError")
        assert "test_log_lines.py" in str(one["trace"])
        assert ("asked question" in path.read_text("utf-8")) == queries
