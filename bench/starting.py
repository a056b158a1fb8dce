"""``python -m bench.starting [--with CHECKOUT]``: what commands take on few documents,
which is nearly all starting, and how long after its start a server has answered a first search.

With another checkout of the project (``git worktree add CHECKOUT COMMIT``) its commands run in turn
with ours, by the same Python, and the ratio of each pair is printed.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Final

from corpus.sample_corpus import sample_corpus

TIMES: Final = 7

HERE: Final = Path(__file__).parents[1]

FEW: Final = 5
"""Documents of the index."""

COMMANDS: Final = {
    "index": ("index", "{files}", "--anew"),
    "search, Vietnamese": ("search", "Lưu Ninh"),
    "search, Chinese": ("search", "刘宁"),
    "doctor": ("doctor",),
}

PAGES: Final = {
    "serve, until the first page": "",
    "serve, until a name": f"?q={urllib.parse.quote('Lưu Ninh')}",
    "serve, until a question": f"?q={urllib.parse.quote('cửa khẩu nào nối Lạng Sơn?')}",
}
"""Addresses behind that of the server; these three in seconds of the clock."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="other", type=Path, metavar="CHECKOUT")
    other = parser.parse_args().other
    with tempfile.TemporaryDirectory() as name:
        trees = {"ours": HERE, **({"other": other.resolve()} if other else {})}
        folder = Path(name)
        files = folder / "files"
        files.mkdir()
        for path in sorted(sample_corpus().rglob("*.md"))[:FEW]:
            (files / path.name).write_bytes(path.read_bytes())
        for tree, checkout in trees.items():
            packages = ("corpus", "indexer", "search", "songngu", "synonyms", "web")
            subprocess.run([sys.executable, "-m", "compileall", "-q", *packages], cwd=checkout)
            _seconds(checkout, ("index", str(files), "--index", str(folder / tree)))
        print("| command | seconds | the other | ratio of pairs |\n|---|---|---|---|")
        for what, command in COMMANDS.items():
            taken: dict[str, list[float]] = {tree: [] for tree in trees}
            for _ in range(TIMES):
                for tree, checkout in trees.items():
                    words = tuple(word.format(files=files) for word in command)
                    line = (*words, "--index", str(folder / tree))
                    taken[tree].append(_seconds(checkout, line))
            print(f"| {what} | {' | '.join(_cells(**taken))} |")
        for what, page in PAGES.items():
            taken = {tree: [] for tree in trees}
            for _ in range(TIMES):
                for tree, checkout in trees.items():
                    taken[tree].append(_until_answered(checkout, folder / tree, page))
            print(f"| {what} | {' | '.join(_cells(**taken))} |")
    return 0


def _until_answered(checkout: Path, index: Path, page: str) -> float:
    """Return the seconds of the clock from the start of a server until it has answered a page,
    asked from the moment on when it says where it listens."""
    began = time.monotonic()
    command = [sys.executable, "-m", "songngu", "serve", "--index", str(index), "--port", "0"]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True) as server:
        try:
            if server.stdout is None:
                raise TypeError("a server was started without its pipe")
            said = re.search(r"http://\S+/", server.stdout.readline())
            if said is None:
                raise SystemExit("the server did not say where it listens")
            with urllib.request.urlopen(said[0] + page) as answer:
                answer.read()
            return time.monotonic() - began
        finally:
            server.terminate()


def _seconds(checkout: Path, command: tuple[str, ...]) -> float:
    """Run a command of a checkout; return the seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "songngu", *command], cwd=checkout, check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _cells(ours: list[float], other: list[float] | None = None) -> list[str]:
    mine = f"{statistics.median(ours):.2f}"
    if other is None:
        return [mine, "–", "–"]
    ratios = [one / its for one, its in zip(ours, other, strict=True)]
    return [
        mine,
        f"{statistics.median(other):.2f}",
        f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})",
    ]


if __name__ == "__main__":
    sys.exit(main())
