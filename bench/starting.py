"""``python -m bench.starting [--with CHECKOUT]``: what commands take on few documents,
which is nearly all starting.

With another checkout of the project (``git worktree add CHECKOUT COMMIT``) its commands run in turn
with ours, by the same Python, and the ratio of each pair is printed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
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
    return 0


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
