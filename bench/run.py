"""Compare all contenders on the same documents and queries, in one run.

    python -m bench.run PATH... [--write] [--only NAME]

Each contender runs in a process of its own, so that its peak memory can be measured. All queries
are run once in each round, and the index is opened anew for it, so that nothing is kept; of a query
its best round counts. ``--write`` puts tables and plots into docs/measurements.md.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bench.contenders import CONTENDERS
from bench.contenders.contender import Asking, Contender
from bench.contenders.song_ngu import OurArchive
from bench.query_kinds import DOSSIERS, SPELLINGS, TYPED, kinds, relevant
from bench.run_report import report, written
from corpus.document import Document
from corpus.readers import read_paths

ROUNDS: Final = 3

TITLES: Final = 10
"""Hits of a whole answer."""

STORED: Final = ".store"
"""Ends the files of tantivy that hold documents as they are given back."""

COUNTED: Final = "names, no hits"
"""Names once more, without hits: the count and the facets."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus/samples")])
    parser.add_argument("--only", default="", help="measure only contenders whose name holds this")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        contender = next(one for one in CONTENDERS if one.name == args.child)
        print(json.dumps(measured(contender, args.paths, args.folder)))
        return 0
    figures: dict[str, Mapping[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, contender in enumerate(CONTENDERS):
            if args.only not in contender.name:
                continue
            if contender.lacks:
                print(f"{contender.name} is left out: it lacks {contender.lacks}", file=sys.stderr)
                continue
            found = _in_child(contender, args.paths, Path(folder) / str(number))
            figures[contender.name] = found
            print(f"{contender.name}: {found['seconds']:.0f} s", file=sys.stderr)
    print(report(figures))
    if args.write:
        written(figures)
    return 0


def _in_child(contender: Contender, paths: list[Path], folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.run", *map(str, paths)]
    command += ["--child", contender.name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(
    contender: Contender, paths: list[Path], folder: Path, rounds: int = ROUNDS
) -> dict[str, Any]:
    """Index and query with one contender in this process; return the figures."""
    documents = [item for item in read_paths(paths) if isinstance(item, Document)]
    before = _peak()
    began = time.perf_counter()
    contender.index(documents, folder)
    seconds = time.perf_counter() - began
    peak = _peak() - before
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    # Of tantivy it can be told what is stored text, and what is ours beside the engine's.
    stored = next((path.parent for path in files if path.suffix == STORED), None)
    terms = [n for path, n in files.items() if path.parent == stored and path.suffix != STORED]
    text = sum(len(f"{one.title}\n{one.body}".encode()) for one in documents)
    times: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        with contender.open(folder) as asked:
            asked.page("hội đàm", TITLES)  # what a process does only once belongs to no query
            for kind, of_round in _times(asked).items():
                times.setdefault(kind, []).append(of_round)
    with contender.open(folder) as asked:
        found = _found(asked, documents)
    return {
        "documents": len(documents),
        "characters": sum(len(one.body) for one in documents),
        "seconds": seconds,
        "rate": len(documents) / seconds,
        "bytes": sum(files.values()) / text,
        "terms": sum(terms) / text,
        "peak": peak / 1e6,
        "times": {kind: list(map(min, zip(*one, strict=True))) for kind, one in times.items()},
        "found": found,
    }


def _times(asked: Asking) -> dict[str, list[float]]:
    """Return the milliseconds of each query by kind."""
    found = {
        kind: [_time(asked.page, query, TITLES, offset) for query, offset in queries]
        for kind, queries in kinds().items()
    }
    found[COUNTED] = [_time(asked.page, query, 0) for query, _ in kinds()["names"]]
    if isinstance(asked, OurArchive):
        found["suggestions"] = [_time(asked.suggestions, typed) for typed in TYPED]
        found["dossiers"] = [_time(asked.dossier, one) for one in DOSSIERS]
    return found


def _time(ask: Callable[..., int], *said: str | int) -> float:
    began = time.perf_counter()
    ask(*said)
    return (time.perf_counter() - began) * 1000


def _found(asked: Asking, documents: list[Document]) -> dict[str, dict[str, float]]:
    """Return for each spelling the mean recall in its own script and in the other one, and the mean
    precision, of names that stand in the documents."""
    by_spelling: dict[str, dict[str, list[float]]] = {}
    for name, ids in relevant(documents).items():
        every = ids["vi"] | ids["zh"]
        for spelling, query in zip(SPELLINGS, name.spellings, strict=True):
            found = asked.ids(query)
            own, other = ("vi", "zh") if spelling in SPELLINGS[:2] else ("zh", "vi")
            rows = by_spelling.setdefault(spelling, {"own": [], "other": [], "precision": []})
            for row, wanted in (("own", ids[own]), ("other", ids[other])):
                if wanted:
                    rows[row].append(len(found & wanted) / len(wanted))
            if every and found:
                rows["precision"].append(len(found & every) / len(found))
    return {
        spelling: {row: sum(one) / len(one) if one else 0.0 for row, one in rows.items()}
        for spelling, rows in by_spelling.items()
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
