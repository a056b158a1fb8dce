"""``python -m bench.growth INDEX...``: how sizes and times grow with an archive.

For each index, in a process of its own: its documents, its bytes and those of the engine a
document, and the milliseconds of the queries of ``bench/query_kinds.py`` as the page of results
asks them, with ten hits and all facets. Each query is asked once, the first time: nothing is kept
of it. Printed are median / 99th percentile; last the memory of the process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench.contenders.song_ngu import OurArchive
from bench.query_kinds import DOSSIERS, TYPED, kinds
from indexer.storage.fingerprint import data_folder
from search.archive import Archive
from songngu.resident_objects import keep_resident

TITLES: Final = 10


def main() -> None:
    """Print the table."""
    if sys.argv[1] == "--child":
        print(json.dumps(measured(Path(sys.argv[2]))))
        return
    columns: list[dict[str, Any]] = []
    for index in sys.argv[1:]:
        command = [sys.executable, "-m", "bench.growth", "--child", index]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        columns.append(json.loads(done.stdout.splitlines()[-1]))
    heads = [f"{one.pop('documents'):,} documents" for one in columns]
    print(f"| | {' | '.join(heads)} |")
    print("|---" * (len(columns) + 1) + "|")
    for row in columns[0]:
        print(f"| {row} | {' | '.join(one[row] for one in columns)} |")


def measured(index: Path) -> dict[str, Any]:
    """Return the figures of one index."""
    data = data_folder(index)
    documents = Archive(index).commit()[1]
    every = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    engine = sum(path.stat().st_size for path in (data / "engine").iterdir())
    asked = OurArchive(index)
    # What a process does only once belongs to no query.
    for query in ("hội đàm", "hoi dam", "会谈"):
        asked.page(query, TITLES)
    keep_resident()
    found: dict[str, Any] = {
        "documents": documents,
        "bytes a document": f"{every / documents:,.0f}",
        "of these the engine's": f"{engine / documents:,.0f}",
    }
    for kind, queries in kinds().items():
        found[kind] = _said([_time(asked.page, text, TITLES, at) for text, at in queries])
    found["suggestions"] = _said([_time(asked.suggestions, typed) for typed in TYPED])
    found["dossiers"] = _said([_time(asked.dossier, one) for one in DOSSIERS])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found | {"memory, MB": f"{peak / 1e6:,.0f}"}


def _time(ask: Any, *said: object) -> float:
    began = time.perf_counter()
    ask(*said)
    return (time.perf_counter() - began) * 1000


def _said(times: list[float]) -> str:
    ranked = sorted(times)
    return f"{median(ranked):.1f} / {ranked[len(ranked) * 99 // 100]:.0f}"


if __name__ == "__main__":
    main()
