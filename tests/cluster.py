"""The OpenSearch cluster that tests use: the one of ``SONGNGU_OPENSEARCH_URL``, which must answer,
else the one that ``make opensearch`` has started, if it runs; else they are skipped."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from indexer.engines import ENGINES

EMBEDDED = tuple(name for name in ENGINES if name != "opensearch")
"""Engines whose documents lie in their folder, so that a copy of it is another index. What kills do
to the folder of the other one is in tests/indexer/engines/test_opensearch_commits.py."""

STARTED = "http://127.0.0.1:9250"
"""Where ``make opensearch`` starts one."""

# The processes of xdist inherit what the first one sets, so the first one says whose it is.
os.environ.setdefault("SONGNGU_TEST_CLUSTER_GIVEN", str("SONGNGU_OPENSEARCH_URL" in os.environ))
IS_GIVEN = os.environ["SONGNGU_TEST_CLUSTER_GIVEN"] == "True"
URL = os.environ.setdefault("SONGNGU_OPENSEARCH_URL", STARTED).replace(",", " ").split()[0]
# Of this process alone, whatever it inherits: each deletes its own at the end.
os.environ["SONGNGU_OPENSEARCH_ARCHIVE"] = f"songngu-test-{uuid.uuid4().hex[:8]}"
os.environ.setdefault("SONGNGU_OPENSEARCH_GRACE", "0")

WHY = "no OpenSearch cluster: start one with make opensearch, or name one in SONGNGU_OPENSEARCH_URL"


def asked(method: str, path: str, body: object = None) -> object:
    """Ask the cluster, past our own code. Raises ``URLError``."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    with urlopen(Request(URL + path, content, headers, method=method), timeout=60) as answer:
        return json.load(answer)


@cache
def answers() -> bool:
    """Tell whether there is a cluster."""
    try:
        asked("GET", "/")
    except (URLError, OSError):
        return False
    return True


def needs_cluster() -> None:
    """Skip where there is no cluster; fail where the one that was named does not answer."""
    if not answers():
        if IS_GIVEN:
            pytest.fail(f"the cluster at {URL} does not answer")
        pytest.skip(WHY)


def usable(names: Iterable[str]) -> list[str]:
    """The engines of these that can be used here."""
    names = list(names)
    if "opensearch" in names and not answers():
        if IS_GIVEN:
            needs_cluster()
        names.remove("opensearch")
    return names


def forget(folder: Path) -> None:
    """Delete from the cluster what engines in or below a folder have there."""
    for state in folder.rglob("opensearch.json"):
        # What a test has broken can't be read; the end of all tests deletes it.
        with suppress(HTTPError, ValueError, KeyError):
            asked("DELETE", "/" + json.loads(state.read_bytes())["index"])


def cleaned() -> Iterator[None]:
    """Delete at the end whatever these tests have left."""
    yield
    if answers():
        asked("DELETE", f"/{os.environ['SONGNGU_OPENSEARCH_ARCHIVE']}-*")
