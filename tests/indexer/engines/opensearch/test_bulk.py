"""Bulk requests to a cluster that takes only a part of them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from indexer.engines.opensearch import bulk
from indexer.engines.opensearch.bulk import Sender
from indexer.engines.opensearch.client import Busy, Cluster
from indexer.engines.opensearch.journal import Change
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.index_errors import ClusterUnreachable, IndexMismatch, IndexUnwritable

CHANGES = [Change(f"d{number:03d}", b'{"stored":"%d"}' % number) for number in range(90)]
CHANGES += [Change(f"d{number:03d}", None) for number in range(90, 100)]


class TakingSome(Cluster):
    """Answers each item by ``status``, which is given its id and how often it was sent."""

    def __init__(self, status: Any, patience: float = 60.0) -> None:
        super().__init__(ClusterSettings(patience=patience))
        self.status = status
        self.taken: dict[str, Any] = {}
        self.sent: Counter[str] = Counter()
        self.requests: list[int] = []

    def ask(self, method: str, path: str, body: Any = None, params: Any = None) -> Any:
        lines = iter(body.decode().splitlines())
        items = []
        for line in lines:
            ((action, named),) = json.loads(line).items()
            document = json.loads(next(lines)) if action == "index" else None
            assert (named["version"], named["version_type"]) == (7, "external_gte")
            key = named["_id"]
            self.sent[key] += 1
            status = self.status(key, self.sent[key])
            if isinstance(status, Exception):
                raise status
            if status < 300:
                self.taken[key] = document
            error = {"error": {"type": "some_exception", "reason": "why"}} if status > 299 else {}
            items.append({action: {"_id": key, "status": status, **error}})
        self.requests.append(len(items))
        errors = any(next(iter(item.values()))["status"] > 299 for item in items)
        return {"errors": errors, "items": items}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PAUSE", 0.001)
    monkeypatch.setattr(bulk, "LONGEST_PAUSE", 0.002)
    monkeypatch.setattr(bulk, "BYTES", 6_000)
    monkeypatch.setattr(bulk, "LEAST_BYTES", 1_000)


def test_items_that_were_refused_within_a_200_are_sent_again_until_they_are_taken() -> None:
    cluster = TakingSome(lambda key, times: 429 if int(key[1:]) % 3 == 0 and times < 4 else 200)
    Sender(cluster, "i", 7).send(CHANGES)
    assert cluster.taken.keys() == {change.key for change in CHANGES}
    assert {key: times for key, times in cluster.sent.items() if times > 1} == {
        f"d{number:03d}": 4 for number in range(0, 100, 3)
    }


def test_requests_shrink_while_items_are_refused_and_grow_again() -> None:
    cluster = TakingSome(lambda key, times: 429 if key < "d030" and times == 1 else 200)
    Sender(cluster, "i", 7).send(CHANGES)
    first = max(cluster.requests)
    assert min(cluster.requests[2:6]) < first
    assert len(cluster.taken) == len(CHANGES)


def test_a_request_that_nobody_answered_is_sent_again_whole() -> None:
    cluster = TakingSome(
        lambda key, times: ClusterUnreachable("gone") if key == "d050" and times < 3 else 200
    )
    Sender(cluster, "i", 7).send(CHANGES)
    assert cluster.taken.keys() == {change.key for change in CHANGES}


def test_patience_has_an_end_and_says_what_to_do() -> None:
    cluster = TakingSome(lambda key, times: Busy("too much to do"), patience=0.05)
    with pytest.raises(ClusterUnreachable, match="the next run sends it"):
        Sender(cluster, "i", 7).send(CHANGES)


def test_a_document_that_is_refused_for_good_is_named() -> None:
    cluster = TakingSome(lambda key, times: 400 if key == "d042" else 200)
    with pytest.raises(IndexUnwritable, match="d042: some_exception, why"):
        Sender(cluster, "i", 7).send(CHANGES)


def test_deleting_what_is_not_there_is_no_error() -> None:
    cluster = TakingSome(lambda key, times: 404 if key >= "d090" else 200)
    Sender(cluster, "i", 7).send(CHANGES)
    assert len(cluster.taken) == 90


def test_a_folder_that_is_an_older_copy_is_told_so() -> None:
    cluster = TakingSome(lambda key, times: 409)
    with pytest.raises(IndexMismatch, match="an older copy"):
        Sender(cluster, "i", 7).send(CHANGES)
