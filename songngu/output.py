"""Our own output: UTF-8 whatever the locale, and what becomes of it when nobody takes it."""

from __future__ import annotations

import io
import os
import sys

from songngu.command_errors import BadFile


def use_utf8() -> None:
    """Take and give UTF-8. A path of other bytes is printed as these bytes."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def check_output() -> None:
    """Raises ``BadFile`` where there is no standard output; the next file that is opened would take
    its place, and what is printed be written into it."""
    if sys.stdout is None:
        raise BadFile("standard output is closed; send it somewhere, to /dev/null if nowhere else")


def forget_output() -> None:
    """Drop what can't be written, so that Python does not try again at the end."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, sys.stdout.fileno())
        except (OSError, io.UnsupportedOperation):
            # A stream that is no file, as in tests, has nothing to be tried again.
            return
        finally:
            os.close(nowhere)
