"""Log records that repeat: some of each kind are written every minute, the rest is counted."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

WINDOW: Final = 60.0
"""Seconds."""

MOST: Final = 5
"""Records of a kind written within the window. One full table of descriptors once gave 94,188."""

KINDS: Final = 1_000
"""Kinds remembered; a message that never says the same twice must not fill the memory."""


class RepeatFilter(logging.Filter):
    """Lets through ``MOST`` records of a kind each minute; the first record of the next minute
    tells how many were left out. A kind is the message without its arguments, the type of its
    error, and the line that raised it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._kinds: dict[object, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        kind = record.name, str(record.msg)[:200], type(error), _last_line(error)
        now = self._clock()
        began, count = self._kinds.get(kind, (now, 0))
        if now - began > WINDOW:
            if count > MOST:
                record.msg = f"{record.msg} ({count - MOST} more like this were not written)"
            began, count = now, 0
        if len(self._kinds) >= KINDS:
            self._kinds.clear()
        self._kinds[kind] = began, count + 1
        return count < MOST


def _last_line(error: BaseException | None) -> tuple[str, int] | None:
    """Return the file and line that raised an error."""
    step = error.__traceback__ if error is not None else None
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return (step.tb_frame.f_code.co_filename, step.tb_lineno) if step is not None else None
