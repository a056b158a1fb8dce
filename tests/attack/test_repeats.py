"""What goes wrong a thousand times a second fills no disk with its log."""

from __future__ import annotations

import logging

import pytest

from web.http.repeated_logs import MOST, WINDOW, RepeatFilter


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def log(now: list[float], caplog: pytest.LogCaptureFixture) -> logging.Logger:
    found = logging.Logger("songngu.test")
    found.addFilter(RepeatFilter(lambda: now[0]))
    found.addHandler(caplog.handler)
    return found


def fail(log: logging.Logger, text: str) -> None:
    try:
        raise OSError(text)
    except OSError:
        log.exception("accept failed: %s", text)


def test_a_storm_is_a_few_lines_and_their_number(
    log: logging.Logger, now: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(94_188):
        fail(log, str(number))
    assert len(caplog.records) == MOST
    now[0] = WINDOW + 1
    fail(log, "later")
    assert len(caplog.records) == MOST + 1
    assert f"({94_188 - MOST} more like this were not written)" in caplog.records[-1].getMessage()


def test_other_records_are_written_beside_a_storm(
    log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(100):
        fail(log, str(number))
    log.error("something else")
    try:
        raise OSError("elsewhere")
    except OSError:
        log.exception("accept failed: %s", "elsewhere")
    assert [record.getMessage() for record in caplog.records[MOST:]] == [
        "something else",
        "accept failed: elsewhere",
    ]


def test_kinds_without_number_do_not_fill_the_memory(log: logging.Logger) -> None:
    (repeats,) = log.filters
    assert isinstance(repeats, RepeatFilter)
    for number in range(10_000):
        log.error(f"{number}")
    assert len(repeats._kinds) <= 1_001
