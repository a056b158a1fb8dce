"""Break indexing in every way at random moments, and compare the end with an undisturbed run.

    python -m bench.faults [--kills 100] [--engine tantivy] [--corpus FOLDER] [--documents 400]

An archive grows in three steps (files come, change, move and go). At each step the run is killed
(``kill -9``) at random moments and begun again, then comes the next step. In between: a disk
without room (a limit on the size of files), a helping process that is killed, a second writer, a
file that is replaced while it is read, and a reader that is held open throughout. After each the
doctor must find nothing bad, and at the end ids, counts, facets and mentions must be those of a run
that nothing disturbed. The last line is ``N faults, no difference``; exit status 1 and the
difference otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from indexer.annotation.records import with_annotation
from indexer.engines.protocol import Reader, ReadRequest
from indexer.fields import LANG, PEOPLE, YEAR
from indexer.index_errors import IndexProblem
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex
from search.archive import Archive
from songngu.commands.doctor import BAD, examine

NAMES = ["Lưu Ninh", "Trần Cương", "Đỗ Văn An", "Hoàng Thị Lan", "Phan Kim Liên", "Kim Sa"]
CHINESE = ["钱运录", "陈元刚", "苏林", "王毅", "刘宁", "马丽"]

STEPS = 3


class Difference(Exception):
    """The index is not what it must be; the message says where."""


def texts(count: int, corpus: Path | None) -> list[dict[str, str]]:
    """Return records: those of a corpus of ``.jsonl``, or written ones in two languages."""
    if corpus is not None:
        lines = [line for path in sorted(corpus.glob("*.jsonl")) for line in path.open("rb")]
        chosen = random.Random(1).sample(lines, min(count, len(lines)))
        return [
            {"title": str(row.get("title") or ""), "body": str(row.get("body") or row.get("text"))}
            for row in map(json.loads, chosen)
        ]
    chance = random.Random(2)
    said = ["Ông", "Chủ tịch", "đường", "Bà", "CLB", "hôm nay"]
    found = []
    for number in range(count):
        latin = [f"{chance.choice(said)} {chance.choice(NAMES)} nói với cán bộ." for _ in range(5)]
        han = [f"第{n}天，副主席{chance.choice(CHINESE)}会见客人。" for n in range(5)]
        body = "".join(han) if number % 3 == 0 else " ".join(latin)
        found.append({"title": f"Tin {number}", "body": body})
    return found


def lay_out(folder: Path, records: list[dict[str, str]], step: int) -> None:
    """Make the archive as it is at a step: files of one document, and a ``.jsonl`` of the rest."""
    share = len(records) * (step + 1) // STEPS
    singles, rows = records[: share // 2], records[len(records) // 2 :][: share // 2]
    for number, record in enumerate(singles):
        if number % 11 == step:
            # Gone.
            (folder / f"{number % 5}" / f"{number}.txt").unlink(missing_ok=True)
            continue
        place = folder / (f"moved{step}" if number % 13 == step else f"{number % 5}")
        place.mkdir(parents=True, exist_ok=True)
        if place.name.startswith("moved"):
            (folder / f"{number % 5}" / f"{number}.txt").unlink(missing_ok=True)
        changed = " Sửa lại." * step if number % 7 == step else ""
        (place / f"{number}.txt").write_text(
            f"{record['title']}\n\n{record['body']}{changed}", "utf-8"
        )
    lines = [json.dumps({"id": f"r{n}", **row}, ensure_ascii=False) for n, row in enumerate(rows)]
    (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")


def state(index: Path) -> dict[str, object]:
    """Return all that can be seen of an index: documents, mentions, counts and facets."""
    with OpenIndex(index).reading() as reader:
        ids = sorted(hit.id for hit in reader.every(Everything()))
        found: dict[str, object] = {}
        for doc_id, text in reader.fetch(ids).items():
            document, annotation = with_annotation(text)
            found[doc_id] = document.title, document.body, annotation.mentions
        facets = reader.run(ReadRequest(Everything(), facets=(LANG, YEAR, PEOPLE))).facets
        return {"documents": found, "size": reader.size, "facets": dict(facets)}


class Bench:
    """One archive with its two indexes: calm, and disturbed."""

    def __init__(self, folder: Path, engine: str, records: list[dict[str, str]], seed: int) -> None:
        self.archive = folder / "archive"
        self.calm, self.index = folder / "calm", folder / "disturbed"
        self.records = records
        self.engine = engine
        self.chance = random.Random(seed)
        self.faults = 0
        self.takes = 0.0

    def command(self, index: Path) -> list[str]:
        """Return the command line that indexes the archive."""
        here = [sys.executable, "-m", "songngu", "index", str(self.archive)]
        return [*here, "--index", str(index), "--engine", self.engine, "--json"]

    def run(self, index: Path, *, may_fail: bool = False, **options: object) -> None:
        """Index to the end."""
        done = subprocess.run(self.command(index), capture_output=True, text=True, **options)  # type: ignore[call-overload]
        if "Traceback" in done.stderr:
            raise Difference(done.stderr)
        if done.returncode and not may_fail:
            raise Difference(f"exit status {done.returncode}: {done.stderr}")

    def check(self, what: str) -> None:
        """Have the doctor look at the disturbed index, if there is one yet."""
        self.faults += 1
        if not (self.index / "songngu.json").exists():
            return
        findings = examine(self.index, partial(Archive, self.index))
        # Nothing may have been committed yet.
        bad = [
            one
            for one in findings
            if one.state == BAD and "Nothing was indexed yet" not in one.detail
        ]
        if bad:
            raise Difference(f"after {what}: {bad}")

    def killed(self) -> None:
        """Kill a run at a random moment."""
        moment = self.chance.uniform(0.25, 1.0) * self.takes
        with subprocess.Popen(
            self.command(self.index),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.check(f"kill after {moment:.2f} of {self.takes:.2f} s")

    def without_room(self) -> None:
        """Run where no file can grow beyond a size: a disk that is full in the middle."""
        size = self.chance.choice([4_096, 65_536, 400_000])

        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        self.run(self.index, may_fail=True, preexec_fn=limited)
        self.check(f"no room beyond {size} bytes")

    def without_helper(self) -> None:
        """Kill the processes that help, as the system does for want of memory."""
        with subprocess.Popen(
            [*self.command(self.index), "--processes", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            ends = time.monotonic() + self.takes
            while process.poll() is None and time.monotonic() < ends:
                for helper in _helpers_of(process.pid):
                    os.kill(helper, signal.SIGKILL)
                time.sleep(0.2)
        self.check("helpers killed")

    def two_writers(self) -> None:
        """Begin a second run while one writes: it says so, and does no harm."""
        first = subprocess.Popen(
            self.command(self.index), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(self.takes / 2)
        done = subprocess.run(self.command(self.index), capture_output=True, text=True)
        first.wait()
        if done.returncode and "Another process is writing" not in done.stderr:
            raise Difference(f"two writers: {done.stderr}")
        self.check("two writers")

    def replaced(self) -> None:
        """Replace a file again and again while it may be read."""
        path = self.archive / "rows.jsonl"
        whole = path.read_bytes()
        with subprocess.Popen(
            self.command(self.index), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while process.poll() is None:
                path.write_bytes(whole[: self.chance.randrange(len(whole))])
                time.sleep(0.02)
                path.write_bytes(whole)
                time.sleep(0.05)
        self.check("a file replaced while it was read")

    def go(self, kills: int, *, all_at_each: bool = True) -> None:
        """Take the archive through its steps; each of the other disturbances comes at each, or once
        in all."""
        with ExitStack() as stack:
            held: list[tuple[Reader, list[str]]] = []
            for step in range(STEPS):
                lay_out(self.archive, self.records, step)
                began = time.monotonic()
                self.run(self.calm)
                self.takes = time.monotonic() - began
                others = [self.without_room, self.without_helper, self.two_writers, self.replaced]
                if not all_at_each:
                    others = others[step::STEPS]
                for disturbance in self._shuffled(kills // STEPS + 1, others):
                    disturbance()
                    if not held and _has_documents(self.index):
                        reader = stack.enter_context(OpenIndex(self.index).reading())
                        ids = sorted(hit.id for hit in reader.every(Everything()))
                        held.append((reader, ids))
                self.run(self.index)
                self.compare(f"step {step}")
            for reader, ids in held:
                if sorted(reader.fetch(ids)) != ids:
                    raise Difference("a reader that was held open sees another index")

    def _shuffled(
        self, kills: int, others: list[Callable[[], None]]
    ) -> Iterator[Callable[[], None]]:
        order = [*([self.killed] * kills), *others]
        self.chance.shuffle(order)
        return iter(order)

    def compare(self, where: str) -> None:
        """Compare the two indexes."""
        self.check(where)
        calm, disturbed = state(self.calm), state(self.index)
        for what in calm:
            if calm[what] != disturbed[what]:
                raise Difference(f"{where}: {what} differ{_first(calm[what], disturbed[what])}")


def _first(one: object, other: object) -> str:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return f": {one} and {other}"
    keys = [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
    return f" in {len(keys)}: {keys[0]}: {one.get(keys[0])} and {other.get(keys[0])}"


def _has_documents(index: Path) -> bool:
    try:
        with OpenIndex(index).reading() as reader:
            return reader.size > 0
    except IndexProblem:  # nothing was committed yet
        return False


def _helpers_of(pid: int) -> list[int]:
    """Return the processes that the fork server of a process has started."""
    try:
        return [helper for child in _children(pid) for helper in _children(child)]
    except OSError:
        return []


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def main() -> int:
    """Run the bench as the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--engine", default="tantivy")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=12)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    bench = Bench(folder, args.engine, texts(args.documents, args.corpus), args.seed)
    try:
        bench.go(args.kills)
    except Difference as problem:
        print(f"{problem}\nafter {bench.faults} faults, in {folder}")
        return 1
    shutil.rmtree(folder)
    print(f"{bench.faults} faults, no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
