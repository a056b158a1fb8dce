"""What a cluster loses when nodes and indexers are killed: nothing, or this says what.

    python -m bench.opensearch_cluster fetch
    python -m bench.opensearch_faults

Starts three nodes, each a process of its own, and kills them for good (SIGKILL) while documents are
written and searched by our engine. Every total that a search gives must be that of a commit which
was done, or was being done, while it was asked; an error is counted and is no wrong number. At the
end each document is looked for, on the primaries and on the replicas. Exit status 1 where anything
is lost or wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.request import Request, urlopen

from bench.opensearch_cluster import HOME, NoCluster, Node, health, running
from bench.opensearch_load import COMMIT, HERE, Watch, document, searching
from indexer import fields
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.state import read_state
from indexer.engines.protocol import ReadRequest
from indexer.index_errors import IndexProblem
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex

PORT: Final = 9450
NODES: Final = 3


def asked(method: str, path: str, body: object = None, port: int = PORT) -> Any:
    """Ask a node, past our own code."""
    content = None if body is None else json.dumps(body).encode()
    request = Request(f"http://127.0.0.1:{port}{path}", content, method=method)
    request.add_header("content-type", "application/json")
    with urlopen(request, timeout=120) as answer:
        return json.load(answer)


def node_lost_while_indexing(folder: Path, nodes: list[Node], documents: int) -> list[str]:
    """Write, kill a node after a quarter, start it again after half."""
    watch, engine = Watch(), OpenSearchEngine(folder)
    write(engine, range(COMMIT), watch)
    slowest = 0.0
    with searching(folder, watch):
        for start in range(COMMIT, documents, COMMIT):
            if start == documents // 4 // COMMIT * COMMIT:
                nodes[0].kill()
                print(f"  node 0 killed at {start:,} documents", flush=True)
            if start == documents // 2 // COMMIT * COMMIT:
                nodes[0].start()
                print(f"  node 0 started again at {start:,}", flush=True)
            before = time.monotonic()
            write(engine, range(start, start + COMMIT), watch)
            slowest = max(slowest, time.monotonic() - before)
        began = time.monotonic()
        health(PORT + 1, NODES, 600)
    print(f"  green {time.monotonic() - began:.0f} s after the last document")
    print(f"  {documents:,} documents, slowest commit {slowest:.1f} s")
    return said_of(watch) + missing_of(folder, documents)


def write(engine: OpenSearchEngine, numbers: range, watch: Watch) -> None:
    """One commit."""
    with engine.writing() as writer:
        for number in numbers:
            writer.add(document(number))
        watch.begun = numbers.stop
    watch.done = numbers.stop


def said_of(watch: Watch) -> list[str]:
    """Print what searches saw; what of it is wrong."""
    print(
        f"  {watch.answers:,} searches answered, {sum(watch.errors.values())} errors, longest "
        f"without an answer {watch.longest:.1f} s, {len(watch.wrong)} wrong"
    )
    for error, count in watch.errors.most_common(4):
        print(f"    {count} × {error}")
    return watch.wrong[:5]


def missing_of(folder: Path, documents: int) -> list[str]:
    """Look for each document, and compare the copies of the shards; what is wrong."""
    wrong = []
    with OpenSearchEngine(folder).reading() as reader:
        found = {hit.id for hit in reader.every(Everything())}
        wanted = {f"d{number:07d}" for number in range(documents)}
        if found != wanted:
            wrong.append(f"{len(wanted - found)} documents missing, {len(found - wanted)} unknown")
        if len(reader.fetch(sorted(wanted))) != documents:
            wrong.append("documents without their text")
    state = read_state(folder)
    assert state is not None
    for term in ("lô", "b3", "k77"):
        query = {"size": 0, "track_total_hits": True, "query": {"term": {fields.BODY: term}}}
        totals = {
            copy: asked("POST", f"/{state.index}/_search?preference={copy}", query, PORT + 1)[
                "hits"
            ]["total"]["value"]
            for copy in ("_primary", "_replica")
        }
        if len(set(totals.values())) > 1:
            wrong.append(f"{term}: {totals}")
    print(f"  {len(found):,} of {documents:,} documents found, on primaries and replicas alike")
    return wrong


INDEXER: Final = """
import sys
from pathlib import Path
from bench.opensearch_load import COMMIT, document
from indexer.engines.opensearch.engine import OpenSearchEngine
with OpenSearchEngine(Path(sys.argv[1])).writing() as writer:
    for number in range(int(sys.argv[2])):
        writer.add(document(number))
        if (number + 1) % COMMIT == 0:
            writer.commit()
            print(number + 1, flush=True)
"""


def indexer_killed(folder: Path, documents: int) -> list[str]:
    """Kill the indexer again and again, each time later; a last run does all of it."""
    command = [sys.executable, "-c", INDEXER, str(folder), str(documents)]
    wrong, killed = [], 0
    for seconds in (0.3, 0.7, 1.1, 1.6, 2.2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(seconds)
            process.kill()
            lines = [first, *process.stdout.readlines()]
        killed += 1
        committed = int([line for line in lines if line.endswith("\n")][-1])
        with OpenSearchEngine(folder).reading() as reader:
            total = reader.count(HERE)
        # Runs before may have come further; what this one has said is there, and no half commit.
        if total < committed or total % COMMIT:
            wrong.append(f"{total} documents after a kill at {committed}")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"  killed {killed} times")
    return wrong + missing_of(folder, documents)


def made_anew_under_load(folder: Path, turns: int) -> list[str]:
    """Index the samples anew again and again while they are searched, by us and by the alias."""
    index = [sys.executable, "-m", "songngu", "index", "corpus/samples", "--engine", "opensearch"]
    index += ["--index", str(folder), "--anew"]
    subprocess.run(index, check=True, stdout=subprocess.DEVNULL)
    opened = OpenIndex(folder)
    done, totals, failed = threading.Event(), Counter[int](), list[str]()

    def ours() -> None:
        while not done.is_set():
            try:
                with opened.reading() as reader:
                    totals[reader.run(ReadRequest(Everything(), limit=1)).total] += 1
            except IndexProblem as problem:
                failed.append(str(problem))

    def by_alias() -> None:
        path = f"/{os.environ['SONGNGU_OPENSEARCH_ARCHIVE']}/_search?track_total_hits=true&size=0"
        while not done.is_set():
            try:
                totals[asked("GET", path)["hits"]["total"]["value"]] += 1
            except OSError as problem:
                failed.append(f"alias: {problem}")

    threads = [threading.Thread(target=loop) for loop in (ours, ours, by_alias)]
    for thread in threads:
        thread.start()
    for _ in range(turns):
        subprocess.run(index, check=True, stdout=subprocess.DEVNULL)
    done.set()
    for thread in threads:
        thread.join()
    print(
        f"  {turns} times anew, {totals.total():,} searches, {len(failed)} failed: {dict(totals)}"
    )
    return failed[:5] + [f"total {total}" for total in totals if total != 125]


def lost_without_replica(folder: Path, nodes: list[Node], documents: int) -> list[str]:
    """Without replicas a lost node takes a part away: an error, never a smaller number."""
    watch = Watch()
    write(OpenSearchEngine(folder), range(documents), watch)
    with searching(folder, watch, 1):
        time.sleep(1)
        nodes[2].kill()
        time.sleep(15)
        nodes[2].start()
        health(PORT, NODES, 600)
        time.sleep(1)
        before = watch.answers
        time.sleep(8)
    wrong = said_of(watch)
    return wrong if watch.answers > before else [*wrong, "no answer after the node was back"]


def main() -> None:
    """Run all of it."""
    os.environ["SONGNGU_OPENSEARCH_URL"] = ",".join(
        f"http://127.0.0.1:{PORT + number}" for number in range(NODES)
    )
    os.environ |= {
        "SONGNGU_OPENSEARCH_ARCHIVE": "songngu-faults",
        "SONGNGU_OPENSEARCH_GRACE": "5",
        "SONGNGU_OPENSEARCH_TIMEOUT": "20",
    }
    where = Path(tempfile.mkdtemp(prefix="songngu-faults-"))
    wrong: list[str] = []
    try:
        with running(HOME / f"nodes-{PORT}", port=PORT, apart=True) as nodes:
            steps: list[tuple[str, str, Callable[[], list[str]]]] = [
                (
                    "a node killed while indexing and searching",
                    "1",
                    lambda: node_lost_while_indexing(where / "a", nodes, 20_000),
                ),
                ("the indexer killed", "1", lambda: indexer_killed(where / "b", 4_000)),
                ("made anew under load", "1", lambda: made_anew_under_load(where / "c", 4)),
                (
                    "a node killed that has the only copy",
                    "0",
                    lambda: lost_without_replica(where / "d", nodes, 2_000),
                ),
            ]
            for name, replicas, step in steps:
                print(name, flush=True)
                os.environ["SONGNGU_OPENSEARCH_REPLICAS"] = replicas
                found = step()
                wrong += found
                print(
                    "  "
                    + ("WRONG: " + "; ".join(found) if found else "nothing lost, nothing wrong")
                )
    except NoCluster as problem:
        sys.exit(str(problem))
    finally:
        shutil.rmtree(where, ignore_errors=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
