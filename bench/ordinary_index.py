"""An index as anybody would make it on OpenSearch, of the documents of one of ours: what
``bench.opensearch`` compares with."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from indexer.annotation.records import from_stored
from indexer.engines.batches import stored_in_batches
from indexer.engines.opensearch.client import Cluster
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex

ORDINARY: Final = "bench-ordinary"

ORDINARY_BODY: Final = {
    "settings": {
        "number_of_shards": 3,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "analysis": {
            "analyzer": {
                "plain": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}
            }
        },
    },
    "mappings": {
        "properties": {
            "title": {"type": "text", "analyzer": "plain"},
            "text": {"type": "text", "analyzer": "plain"},
            "lang": {"type": "keyword"},
        }
    },
}


def size_of(cluster: Cluster, index: str) -> int:
    """Bytes of the primaries of an index."""
    said = cluster.ask("GET", f"/{index}/_stats/store")
    return int(said["_all"]["primaries"]["store"]["size_in_bytes"])


def merged(cluster: Cluster, index: str) -> tuple[int, int]:
    """Bytes of an index before and after it is merged into one segment a shard; the source that is
    kept for recovery goes only when the leases on it have moved on, which takes half a minute."""
    before = size_of(cluster, index)
    cluster.ask("POST", f"/{index}/_flush", params={"force": "true"})
    time.sleep(65)
    cluster.ask("POST", f"/{index}/_forcemerge", params={"max_num_segments": "1"})
    cluster.ask("POST", f"/{index}/_flush", params={"force": "true"})
    cluster.ask("POST", f"/{index}/_refresh")
    return before, size_of(cluster, index)


def stored_of(folder: Path) -> Iterator[Mapping[str, str]]:
    """The documents that an index has stored."""
    with OpenIndex(folder).reading() as reader:
        for batch in stored_in_batches(reader, reader.every(Everything())):
            for stored in batch.values():
                one = from_stored(stored)
                yield {"title": one.title, "text": one.body, "lang": one.lang}


def make_ordinary(cluster: Cluster, folder: Path) -> None:
    """Index the same documents as anybody would, and print time and size."""
    cluster.ask("PUT", f"/{ORDINARY}", ORDINARY_BODY)
    documents = [json.dumps(one, ensure_ascii=False) for one in stored_of(folder)]
    began = time.perf_counter()
    batch: list[str] = []
    size = 0
    for number, document in enumerate(documents):
        batch += ['{"index":{}}', document]
        size += len(document.encode())
        if size > 5_000_000 or number + 1 == len(documents):
            said = cluster.ask("POST", f"/{ORDINARY}/_bulk", ("\n".join(batch) + "\n").encode())
            if said["errors"]:
                raise RuntimeError("the ordinary index was refused a document")
            batch, size = [], 0
    cluster.ask("POST", f"/{ORDINARY}/_refresh")
    seconds = time.perf_counter() - began
    before, after = merged(cluster, ORDINARY)
    print(
        f"ordinary: {len(documents):,} documents, {len(documents) / seconds:,.0f} a second, "
        f"{before / 1e6:.0f} MB, merged {after / 1e6:.0f} MB"
    )


def ordinary_page(cluster: Cluster, query: str) -> Mapping[str, int]:
    """Ask the ordinary index for a phrase, with one facet and ten titles; hits by language."""
    phrase = {"multi_match": {"query": query, "type": "phrase", "fields": ["title", "text"]}}
    said = cluster.ask(
        "POST",
        f"/{ORDINARY}/_search",
        {
            "size": 10,
            "track_total_hits": True,
            "_source": ["title"],
            "query": phrase,
            "aggs": {"lang": {"terms": {"field": "lang"}}},
        },
    )
    return {one["key"]: one["doc_count"] for one in said["aggregations"]["lang"]["buckets"]}
