"""Commands in the process of the tests, for those of which the answer is tested: what a process
starts with costs a second of processor."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

from songngu.__main__ import main


def ran(*arguments: str | Path, status: int = 0) -> CompletedProcess[str]:
    """Run a command on streams of bytes, as a process has them, and check its exit status."""
    said, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    line = list(map(str, arguments))
    with redirect_stdout(said), redirect_stderr(errors):
        returned = main(line)
    texts = []
    for stream in (said, errors):
        stream.seek(0)
        texts.append(stream.read())
    return checked(CompletedProcess(line, returned, *texts), status)


def checked(done: CompletedProcess[str], status: int) -> CompletedProcess[str]:
    """Check the exit status of a command, and that it prints no traceback."""
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done
