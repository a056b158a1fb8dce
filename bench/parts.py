"""``python -m bench.parts PATH... [--parts N]``: an archive indexed in parts, and the same at once.

The parts (2 unless told) are gathered one after the other, indexed on the OpenSearch cluster that
``SONGNGU_OPENSEARCH_URL`` names and joined, all by the commands of docs/scaling.md; the other index
is tantivy's. Printed are the seconds of each command, whether ``songngu mentions --all`` says the
same of both, byte for byte, and of how many of the queries of ``bench/query_kinds.py`` that answer
with the same total, hits, forms and counts of facets. Which of several values with the same count
a facet shows last is an engine's own: only the counts are compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from bench.query_kinds import kinds
from search.archive import Archive
from search.request import Request

SHOWN: Final = 10
"""Queries that are not the same of which it is said which."""


def main() -> None:
    """Print the seconds, and what was compared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--parts", type=int, default=2)
    args = parser.parse_args()
    paths = [str(path.resolve()) for path in args.paths]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| command | seconds |\n|---|---|")
        _run("index", *paths, "--index", f"{folder}/whole")
        parts = [(f"{number}/{args.parts}", f"{folder}/{number}") for number in _numbers(args)]
        evidence = [f"{index}.evidence" for _, index in parts]
        for (part, index), file in zip(parts, evidence, strict=True):
            _run("parts", "gather", *paths, "--part", part, "--index", index, "--to", file)
        for part, index in parts:
            given = ("--index", index, "--engine", "opensearch")
            _run("index", *paths, "--part", part, "--evidence", *evidence, *given)
        _run("parts", "join", *(index for _, index in parts), "--index", f"{folder}/joined")
        both = folder / "whole", folder / "joined"
        said = [_mentions(index) for index in both]
        same = "the same" if said[0] == said[1] else "NOT the same"
        print(f"\n{said[0][1]:,} and {said[1][1]:,} lines of mentions, {same}")
        _compare(*map(Archive, both))


def _numbers(args: argparse.Namespace) -> range:
    return range(1, args.parts + 1)


def _run(*command: str) -> None:
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "songngu", *command], stdout=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"songngu {' '.join(command)} ended with {done.returncode}")
    words = [word for word in command if not word.startswith("/")]
    print(f"| {' '.join(words)} | {time.monotonic() - began:.0f} |", flush=True)


def _mentions(index: Path) -> tuple[str, int]:
    """Return a digest of all mentions of an index, and their lines."""
    command = [sys.executable, "-m", "songngu", "mentions", "--all", "--index", str(index)]
    digest = blake2b(digest_size=8)
    lines = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as said:
        for line in said.stdout or ():
            digest.update(line)
            lines += 1
    if said.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {said.returncode}")
    return digest.hexdigest(), lines


def _compare(whole: Archive, joined: Archive) -> None:
    other: list[str] = []
    queries = [query for of_kind in kinds().values() for query in of_kind]
    for text, offset in queries:
        request = Request(text, limit=20, offset=offset)
        if _answer(whole, request) != _answer(joined, request):
            other.append(text)
    print(f"{len(queries) - len(other)} of {len(queries)} queries are answered alike")
    for text in other[:SHOWN]:
        print(f"not alike: {text}")


def _answer(archive: Archive, request: Request) -> Any:
    found = archive.results(request)
    counts = {name: [one.count for one in values] for name, values in found.facets.items()}
    return found.total, [hit.id for hit in found.hits], found.forms, counts


if __name__ == "__main__":
    main()
