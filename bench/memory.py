"""Measure whether the memory of indexing grows with the archive.

    python -m bench.memory CORPUS --times 1 4 16 [--share 0.1]

The ``.jsonl`` files of a folder are indexed once, then as many times over, each copy with other
ids; printed is the largest resident memory of the process that writes and of any that helps, in MB,
and the largest of all against the smallest. On Linux the memory of its own is printed apart from
the index's files that are mapped, whose pages the system takes back when it needs them. The figures
are in docs/measurements.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = """
import json, re, resource, sys, threading, time
from pathlib import Path
from songngu.__main__ import main

peak = [0]

def watch():
    status = Path("/proc/self/status")
    while status.exists():
        peak[0] = max(peak[0], int(re.search(r"RssAnon:\\s+(\\d+)", status.read_text())[1]))
        time.sleep(0.2)

threading.Thread(target=watch, daemon=True).start()
status = main(sys.argv[1:])
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([own, helpers, peak[0]]), file=sys.stderr)
sys.exit(status)
"""


def copies(corpus: Path, folder: Path, times: int, share: float) -> int:
    """Write a share of the records so many times over; how many there are."""
    count = 0
    for path in sorted(corpus.glob("*.jsonl")):
        chance = random.Random(path.name)
        rows = [json.loads(line) for line in path.open("rb") if chance.random() < share]
        for copy in range(times):
            with (folder / f"{path.stem}-{copy}.jsonl").open("w", encoding="utf-8") as file:
                for number, row in enumerate(rows):
                    row["id"] = f"{path.stem}-{copy}-{number}"
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                    count += 1
    return count


def main() -> int:
    """Measure as the arguments say; 1 if the memory grew by more than 15 %."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--engine", default="tantivy")
    args = parser.parse_args()
    peaks: list[int] = []
    for times in args.times:
        with tempfile.TemporaryDirectory(prefix="memory-") as folder:
            archive = Path(folder, "archive")
            archive.mkdir()
            count = copies(args.corpus, archive, times, args.share)
            index = ["index", str(archive), "--index", f"{folder}/index", "--engine", args.engine]
            done = subprocess.run(
                [sys.executable, "-c", SCRIPT, *index], capture_output=True, text=True, check=True
            )
        own, helpers, unmapped = json.loads(done.stderr.splitlines()[-1])
        # macOS counts bytes, Linux kilobytes.
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        peaks.append(max(own, helpers))
        print(
            f"{times:3} x {count:7} documents: {own // unit} MB"
            f"{f' ({unmapped // 1024} without mapped files)' if unmapped else ''}, "
            f"helpers {helpers // unit} MB; "
            f"{done.stdout.splitlines()[-1]}",
            flush=True,
        )
    growth = max(peaks) / min(peaks) - 1
    print(f"largest against smallest: + {growth:.0%}")
    return 1 if growth > 0.15 else 0


if __name__ == "__main__":
    sys.exit(main())
