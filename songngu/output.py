"""Standard input and output: always UTF-8, and what to do when output cannot be written."""

from __future__ import annotations

import io
import os
import sys

from songngu.command_errors import BadFile


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale. A path of other bytes is printed as these bytes."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def check_output() -> None:
    """Raise ``BadFile`` if standard output is closed.

    The next file to be opened would get its number, and what is printed would be written into it.
    """
    if sys.stdout is None:
        raise BadFile("standard output is closed; redirect it, to /dev/null if nobody reads it")


def discard_output() -> None:
    """Send what cannot be written to /dev/null, so that Python does not try again at exit."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        devnull = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(devnull, sys.stdout.fileno())
        except (OSError, io.UnsupportedOperation):
            # A stream without a file number, as in tests: Python will not write it again.
            return
        finally:
            os.close(devnull)
