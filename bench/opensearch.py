"""Measure an archive on OpenSearch beside tantivy, and beside an ordinary OpenSearch index.

    make opensearch                                     # in another terminal
    python -m bench.opensearch PATH… [--folder build/bench-opensearch] [--keep]

The documents are indexed by ``songngu index`` into tantivy and into the cluster. The ordinary index
has title and text with the ``standard`` tokenizer, lower case and ``asciifolding``, made of what
the first one has stored. Twenty queries are then asked in turn, ``ROUNDS`` times, after one round
that is not counted: of ours a page of results (every form with its count, all facets, ten hits),
with nothing kept of earlier answers, and what of its time is spent in the engine, in how many
requests to the cluster; of ours again, in the engine alone, what the ordinary index is asked: the
forms that exist, with counts, one facet, ten titles; of the ordinary one a phrase with one facet
and ten titles.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from msgspec.structs import replace

from bench.ordinary_index import make_ordinary, merged, ordinary_page
from bench.queries import NAMES, PHRASES
from indexer import fields
from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.reader import OpenSearchReader
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.engines.opensearch.state import read_state
from indexer.engines.protocol import NEWEST, Reader, ReadRequest
from indexer.engines.tantivy.reader import TantivyReader
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.open_index import OpenIndex
from search.archive import Archive
from search.request import Request
from songngu.resident_objects import keep_resident
from web.http.urls import USUAL_LISTS
from web.pages.facet_groups import values_asked

ROUNDS: Final = 7
PIECES: Final = 40
METHODS: Final = ("known", "run", "count", "fetch", "dated_values", "values")
QUERIES: Final = (*(spelling for name in NAMES for spelling in name), *PHRASES)


class Clock:
    """Adds up the time of a reader's outermost calls, and requests to the cluster."""

    def __init__(self, reader: type) -> None:
        self.spent = 0.0
        self.requests = 0
        self._depth = 0
        for name in METHODS:
            setattr(reader, name, self._timed(getattr(reader, name)))

    def count_requests(self) -> None:
        """Count what is asked of a cluster."""
        ask = Cluster.ask

        def counted(*args: Any, **options: Any) -> Any:
            self.requests += 1
            return ask(*args, **options)

        setattr(Cluster, "ask", counted)  # noqa: B010 (mypy lets no method be assigned)

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            self._depth += 1
            began = time.perf_counter()
            try:
                return method(*args, **options)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.spent += time.perf_counter() - began

        return timed


def indexed(paths: Sequence[Path], folder: Path, engine: str) -> None:
    """Index by the command line, and print how long it took and how large it is."""
    command = [sys.executable, "-m", "songngu", "index", *map(str, paths), "--anew"]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--index", str(folder), "--engine", engine],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "SONGNGU_OPENSEARCH_GRACE": "0"},
    )
    seconds = time.perf_counter() - began
    said = re.search(r"[\d,]+ documents a second.*", done.stdout)
    print(f"{engine}: {seconds:.0f} s of wall clock ({said[0] if said else '?'})", flush=True)


def name_search(reader: Reader, asked: Mapping[str, Any]) -> int:
    """Ask the engine alone for what the ordinary index is asked: which forms exist, then the hits
    with counts of the forms, one facet and ten titles."""
    for field, terms in asked["known"]:
        reader.known(field, terms)
    request: ReadRequest = asked["run"]
    found = reader.run(request)
    reader.fetch([hit.id for hit in found.hits])
    return found.total


def pieces_of(reader: Reader, asked: Mapping[str, Any]) -> str:
    """Say what the pieces of a name search take, medians of ``PIECES`` rounds in turn: which forms
    exist, the search, and the search without one thing of it."""
    run: ReadRequest = asked["run"]
    acts: dict[str, Callable[[], object]] = {
        "which forms exist": lambda: [reader.known(*one) for one in asked["known"]],
        "the search": lambda: reader.run(run),
        "without hits": lambda: reader.run(replace(run, limit=0)),
        "without counts": lambda: reader.run(replace(run, counts={})),
        "without the facet": lambda: reader.run(replace(run, facets=())),
        "by date alone": lambda: reader.run(replace(run, order=NEWEST)),
    }
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(PIECES):
        for name, act in acts.items():
            times[name].append(timed(act))
    return ", ".join(f"{name} {median(found):.1f}" for name, found in times.items())


def asked_of(archive: Archive, query: str) -> Mapping[str, Any]:
    """What a page of this query asks the engine: the terms of its largest ``known``, and its
    largest request, with one facet."""
    known: list[tuple[str, list[str]]] = []
    runs: list[ReadRequest] = []
    known_method, run_method = OpenSearchReader.known, OpenSearchReader.run

    def noting_known(self: OpenSearchReader, field: str, terms: Any) -> Any:
        once = list(terms)
        known.append((field, once))
        return known_method(self, field, once)

    def noting_run(self: OpenSearchReader, request: ReadRequest) -> Any:
        runs.append(request)
        return run_method(self, request)

    setattr(OpenSearchReader, "known", noting_known)  # noqa: B010
    setattr(OpenSearchReader, "run", noting_run)  # noqa: B010
    try:
        archive.results(Request(query, limit=10), values_asked(USUAL_LISTS))
    finally:
        setattr(OpenSearchReader, "known", known_method)  # noqa: B010
        setattr(OpenSearchReader, "run", run_method)  # noqa: B010
    largest = max(known, key=lambda one: len(one[1]), default=None)
    main = max(runs, key=lambda one: len(one.facets))
    return {
        "known": [largest] if largest else [],
        "run": ReadRequest(
            main.plan,
            filters=main.filters,
            limit=10,
            order=main.order,
            facets=(fields.LANG,),
            counts=main.counts,
        ),
    }


def row(times: Sequence[float]) -> str:
    """Median and 95th percentile in ms."""
    ordered = quantiles(times, n=20) if len(times) > 1 else [*times] * 19
    return f"{median(times):7.1f} {ordered[-1]:7.1f}"


def timed(act: Callable[..., object], *arguments: object) -> float:
    """Milliseconds of a call."""
    began = time.perf_counter()
    act(*arguments)
    return (time.perf_counter() - began) * 1000


def compare(cluster: Cluster, folders: Mapping[str, Path]) -> None:
    """Ask all queries and print a line of each, then all together."""
    clocks = {"tantivy": Clock(TantivyReader), "opensearch": Clock(OpenSearchReader)}
    clocks["opensearch"].count_requests()
    for folder in folders.values():
        Archive(folder).prepare()
    keep_resident()
    # Each by an archive of its own: facets that one has counted it does not ask for again.
    plans = {query: asked_of(Archive(folders["opensearch"]), query) for query in QUERIES}
    print(
        "\nquery | page on tantivy, in the engine | page on OpenSearch, in the engine (requests) | "
        "name search alone | ordinary phrase (medians, ms) | hits: ours vi + zh, ordinary vi + zh"
    )
    every: dict[str, list[float]] = {}
    opened = OpenIndex(folders["opensearch"])
    for query in QUERIES:
        found: dict[str, list[float]] = {}
        for turn in range(ROUNDS + 1):
            for name, folder in folders.items():
                archive = Archive(folder)  # Nothing is kept of earlier answers.
                archive.results(Request("prepared"))
                clock = clocks[name]
                before, requests = clock.spent, clock.requests
                request = Request(query, limit=10)
                whole = timed(archive.results, request, values_asked(USUAL_LISTS))
                if turn:
                    found.setdefault(name, []).append(whole)
                    found.setdefault(f"{name} engine", []).append((clock.spent - before) * 1000)
                    found.setdefault(f"{name} requests", []).append(clock.requests - requests)
            with opened.reading() as reader:
                alone = timed(name_search, reader, plans[query])
            plain = timed(ordinary_page, cluster, query)
            if turn:
                found.setdefault("alone", []).append(alone)
                found.setdefault("ordinary", []).append(plain)
        for name, times in found.items():
            every.setdefault(name, []).extend(times)
        with opened.reading() as reader:
            langs = dict(reader.run(plans[query]["run"]).facets[fields.LANG])
        there = dict(ordinary_page(cluster, query))
        hits = f"{langs.get('vi', 0):,} + {langs.get('zh', 0):,}"
        ordinary = f"{there.get('vi', 0):,} + {there.get('zh', 0):,}"
        at = {name: median(times) for name, times in found.items()}
        print(
            f"{query} | {at['tantivy']:.1f}, {at['tantivy engine']:.1f} | {at['opensearch']:.1f}, "
            f"{at['opensearch engine']:.1f} ({at['opensearch requests']:.0f}) | "
            f"{at['alone']:.1f} | {at['ordinary']:.1f} | {hits}, {ordinary}",
            flush=True,
        )
    with opened.reading() as reader:
        print("\npieces of a name search, medians, ms")
        for query in QUERIES[:5:4]:
            print(f"{query}: {pieces_of(reader, plans[query])}")
    print("\nall queries, median and 95th percentile, ms")
    for name in ("tantivy", "opensearch", "opensearch engine", "alone", "ordinary"):
        print(f"{name:20} {row(every[name])}")
    ratio = median(every["alone"]) / median(every["ordinary"])
    print(
        f"name search with forms and a facet : ordinary phrase with a facet = {ratio:.2f} (medians)"
    )


def main() -> None:
    """Index, measure and remove what was made in the cluster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("build/bench-opensearch"))
    parser.add_argument("--keep", action="store_true", help="ask the indices of the run before")
    asked = parser.parse_args()
    os.environ.setdefault("SONGNGU_OPENSEARCH_URL", "http://127.0.0.1:9250")
    os.environ |= {"SONGNGU_OPENSEARCH_ARCHIVE": "bench", "SONGNGU_OPENSEARCH_REPLICAS": "0"}
    cluster = Cluster(ClusterSettings.from_environment())
    folders = {name: asked.folder / name for name in ("tantivy", "opensearch")}
    if not asked.keep:
        shutil.rmtree(asked.folder, ignore_errors=True)
        cluster.ask("DELETE", "/bench-*")
        for name, folder in folders.items():
            indexed(asked.paths, folder, name)
        state = read_state(data_folder(folders["opensearch"]) / ENGINE)
        assert state is not None
        engine_files = (data_folder(folders["tantivy"]) / ENGINE).iterdir()
        print(f"tantivy: {sum(path.stat().st_size for path in engine_files) / 1e6:.0f} MB")
        before, after = merged(cluster, state.index)
        print(f"opensearch: {before / 1e6:.0f} MB, merged {after / 1e6:.0f} MB", flush=True)
        make_ordinary(cluster, folders["opensearch"])
    compare(cluster, folders)


if __name__ == "__main__":
    main()
