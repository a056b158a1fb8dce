"""``songngu watch``: index folders now, and whenever something in them has changed."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Final

from indexer.index_errors import IndexLocked, IndexProblem
from indexer.pipeline.growing import grow
from indexer.storage.index_writer import run_on
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.layers import load_layers
from songngu.reading_arguments import add_reading, scope_of
from songngu.report import line_of, print_failures

QUIET: Final = 2_000
"""Milliseconds without a change before what changed is indexed: files are copied in one go."""

LOOK: Final = 5_000
"""Milliseconds between two looks whether a folder that was gone is back."""

WAIT: Final = 5.0
"""Seconds until it is tried again where another process writes the index."""


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("paths", nargs="+", type=Path, metavar="DIR", help="folders to watch")
    parser.add_argument("--engine", default=settings.engine, help="tantivy, whoosh or opensearch")
    add_reading(parser)
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Index, then index again after each change, a line each, until interrupted; return 0."""
    try:
        with _ended_by_signals():
            _say(f"watching {', '.join(map(str, args.paths))}; Ctrl+C ends it")
            _index(args, is_first=True)
            for _ in _changes(args.paths, args.index):
                _index(args)
    except KeyboardInterrupt:
        _say("ended; what was committed stays")
    return 0


def _index(args: argparse.Namespace, *, is_first: bool = False) -> None:
    """Index once; where another process writes, wait and try again. A problem is said, and the next
    change tried."""
    while True:
        try:
            names, corrections = load_layers(args)
            with run_on(args.index, args.line, engine=args.engine) as writing:
                grown = grow(writing, scope_of(args), names, corrections, args.processes)
        except IndexLocked as problem:
            _say(f"{problem} It is tried again in {WAIT:.0f} s.")
            time.sleep(WAIT)
            continue
        except IndexProblem as problem:
            _say(str(problem))
            return
        if is_first or grown.files_read or grown.removed or grown.again:
            print_failures(grown.failures)
            _say(line_of(grown))
        return


def _changes(paths: Sequence[Path], index: Path) -> Iterator[None]:
    """Yield whenever something in the folders has changed and is quiet again, and when a folder has
    come back or gone."""
    from watchfiles import watch

    own = index.resolve()

    def is_of_others(_: object, path: str) -> bool:
        # The index may lie in a folder that is watched; hidden files are not read.
        return not Path(path).is_relative_to(own) and not Path(path).name.startswith(".")

    while True:
        there = _identities(paths)
        if not there:
            time.sleep(LOOK / 1_000)
            if _identities(paths):
                yield
            continue
        watched = watch(
            *there,
            watch_filter=is_of_others,
            debounce=QUIET,
            step=QUIET // 4,
            rust_timeout=LOOK,
            yield_on_timeout=True,
        )
        # What changed before they were watched is found by looking once more.
        is_first = True
        for changes in watched:
            is_other = _identities(paths) != there
            if changes or is_other or is_first:
                yield
            is_first = False
            if is_other:
                break


def _identities(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return the folders that are there, each with what tells it from another of its name."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = state.st_dev, state.st_ino
    return found


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end it as Ctrl+C does: what was written since the last commit is undone."""

    def interrupt(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    handler: Callable[[int, FrameType | None], None] = interrupt
    before = signal.signal(signal.SIGTERM, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(what: str) -> None:
    now = datetime.now().astimezone().isoformat(" ", "seconds")
    print(f"{now[:19]}  {what}", flush=True)
