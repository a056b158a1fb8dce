"""``python -m bench.processes PATH... [--processes N] [--bare]``: what indexing gains by more
processes.

``songngu index --anew`` is run by one process and by N (2 unless told), one after the other, each
with a new index. Printed are its wall clock, the processor time of it and all its helpers, and the
most memory of their own (``RssAnon``, without the mapped pages of files) that all of them had
together, looked at each half second, and the seconds in which no more than ``ONE`` cores were
busy; with ``--bare`` beside it what cutting the same texts into
words takes in as many processes (bench/bare_segmenting.py). Linux only, for ``/proc``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from bench import bare_segmenting

LOOK: Final = 0.5
"""Seconds between two looks."""

ONE: Final = 1.25
"""Cores that are busy at most where one process works and the others wait."""

TICKS: Final = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What a run took: seconds of the clock, of processors, and of the clock with one core busy;
    bytes at most."""

    seconds: float
    processor: float
    alone: float
    memory: int


class _Process(NamedTuple):
    parent: int
    seconds: float
    memory: int


def main() -> None:
    """Print both runs and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--bare", action="store_true", help="bare segmenting beside it")
    args = parser.parse_args()
    print("| processes | seconds | of processors | one core busy | memory of their own, MB |")
    print("|---|---|---|---|---|", flush=True)
    counts = (1, args.processes)
    costs = []
    for count in counts:
        cost = measured(args.paths, count)
        costs.append(cost.seconds)
        said = f"{cost.seconds:.1f} | {cost.processor:.0f} | {cost.alone:.0f}"
        print(f"| {count} | {said} | {cost.memory / 1e6:,.0f} |", flush=True)
    print(f"\n{costs[0] / costs[1]:.2f} times as fast", flush=True)
    if args.bare:
        bare = [bare_segmenting.seconds(args.paths, count) for count in counts]
        for count, cutting, indexing in zip(counts, bare, costs, strict=True):
            share = indexing / cutting
            print(f"{count}: segmenting {cutting:.1f} seconds, indexing {share:.2f} of that")
        print(f"segmenting is {bare[0] / bare[1]:.2f} times as fast")


def measured(paths: list[Path], processes: int) -> Cost:
    """Index once; the processes that help end before the run does, so their time is what was seen
    of it last, at most ``LOOK`` before their end."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "songngu", "index", *map(str, paths), "--anew"]
        command += ["--index", f"{folder}/index", "--processes", str(processes)]
        began = time.monotonic()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent: dict[int, float] = {}
        most = 0
        alone = 0.0
        looked = began
        while run.poll() is None:
            there, now = _below(run.pid), time.monotonic()
            before = sum(spent.values())
            spent |= {pid: one.seconds for pid, one in there.items()}
            if sum(spent.values()) - before <= ONE * (now - looked):
                alone += now - looked
            looked = now
            most = max(most, sum(one.memory for one in there.values()))
            time.sleep(LOOK)
        if run.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {run.returncode}")
        return Cost(time.monotonic() - began, sum(spent.values()), alone, most)


def _below(root: int) -> dict[int, _Process]:
    """Return a process and all that it has begun, by number."""
    every: dict[int, _Process] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit() and (one := _process(path)) is not None:
            every[int(path.name)] = one
    found = {root: every[root]} if root in every else {}
    for _ in range(3):  # The run, the server that forks, the forked.
        found |= {pid: one for pid, one in every.items() if one.parent in found}
    return found


def _process(path: Path) -> _Process | None:
    """Return what the system says of a process; None for one that has just ended."""
    try:
        fields = (path / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
        status = (path / "status").read_text("ascii", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    _, mark, rest = status.partition("RssAnon:")
    memory = int(rest.split()[0]) * 1024 if mark else 0
    return _Process(int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS, memory)


if __name__ == "__main__":
    main()
