"""Which terms exist: one request with an artificial document, analysed by every shard.

``_mtermvectors`` counts in one shard only, so it has one entry for each, with a routing value that
leads there. The other ways took up to a hundred times as long (4,000 candidates: 32 ms; as
aggregation 2,605, as single counts 1,513). It counts deleted documents until they are merged away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from indexer import fields
from indexer.engines.batches import batches
from indexer.engines.opensearch.client import Cluster, Json
from indexer.engines.opensearch.queries import is_key

MOST: Final = 20_000
"""Terms of one request."""

MOST_COUNTED: Final = 1_000
"""Terms counted in one search, where no artificial document can be asked."""


class Routes:
    """For each shard of an index a routing value that leads to it; looked up once."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._found: tuple[str, ...] = ()

    def values(self) -> tuple[str, ...]:
        """Return them. Raises ``IndexProblem``."""
        if not self._found:
            self._found = tuple(self._looked_up())
        return self._found

    def _looked_up(self) -> Iterator[str]:
        said = self._cluster.ask(
            "GET", f"/{self._index}/_settings", params={"flat_settings": "true"}
        )
        shards = int(said[self._index]["settings"]["index.number_of_shards"])
        reached: set[int] = set()
        tried = 0
        while len(reached) < shards:
            asked = {"routing": f"r{tried}"}
            found = self._cluster.ask("GET", f"/{self._index}/_search_shards", params=asked)
            shard = int(found["shards"][0][0]["shard"])
            if shard not in reached:
                reached.add(shard)
                yield asked["routing"]
            tried += 1


def may_exist(field: str, terms: Iterable[str]) -> list[str]:
    """Return the terms that there may be in a field, each once: no text holds others."""
    once = dict.fromkeys(terms)
    return [term for term in once if is_key(term)] if field in fields.TOKENISED else list(once)


def known(
    cluster: Cluster, index: str, routes: Sequence[str], field: str, terms: Sequence[str]
) -> dict[str, int]:
    """Return how many documents have each term, deleted ones counted; none that has none. Sees what
    is shown now. Raises ``IndexProblem``."""
    found: dict[str, int] = {}
    for batch in batches(terms, MOST):
        value = " ".join(batch) if field in fields.TOKENISED else batch
        entry: Json = {
            "_index": index,
            "doc": {field: value},
            "fields": [field],
            "term_statistics": True,
            **dict.fromkeys(("field_statistics", "positions", "offsets", "payloads"), False),
        }
        said = cluster.ask(
            "POST",
            "/_mtermvectors",
            {"docs": [{**entry, "routing": route} for route in routes]},
            {"filter_path": f"docs.term_vectors.{field}.terms.*.doc_freq,docs.error"},
        )
        for one in said.get("docs", ()):
            if "error" in one:
                raise RuntimeError(f"A shard of {index} did not answer: {one['error']}")
            there = one.get("term_vectors", {}).get(field, {}).get("terms", {})
            for term, numbers in there.items():
                found[term] = found.get(term, 0) + int(numbers["doc_freq"])
    return found
