"""Which terms exist: one request with an artificial document, analysed by every shard.

``_mtermvectors`` counts in one shard only, so it has one entry for each, with a routing value that
leads there. The other ways took up to a hundred times as long (4,000 candidates: 32 ms; as
aggregation 2,605, as single counts 1,513). It counts deleted documents until they are merged away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from indexer import fields
from indexer.engines.batches import batches
from indexer.engines.opensearch.client import Cluster, Json
from indexer.engines.opensearch.queries import is_key

MOST: Final = 20_000
"""Terms of one request."""

MOST_COUNTED: Final = 1_000
"""Terms counted in one search, where no artificial document can be asked."""


Route = tuple[str, str]
"""An index, and a routing value that leads to one of its shards."""


class Routes:
    """The routes to all shards of indices; looked up once."""

    def __init__(self, cluster: Cluster, indices: Sequence[str]) -> None:
        self._cluster = cluster
        self._indices = indices
        self._found: tuple[Route, ...] = ()

    def values(self) -> tuple[Route, ...]:
        """Return them. Raises ``IndexProblem``."""
        if not self._found:
            self._found = tuple(chain.from_iterable(map(self._looked_up, self._indices)))
        return self._found

    def _looked_up(self, index: str) -> Iterator[Route]:
        said = self._cluster.ask("GET", f"/{index}/_settings", params={"flat_settings": "true"})
        shards = int(said[index]["settings"]["index.number_of_shards"])
        reached: set[int] = set()
        tried = 0
        while len(reached) < shards:
            asked = {"routing": f"r{tried}"}
            found = self._cluster.ask("GET", f"/{index}/_search_shards", params=asked)
            shard = int(found["shards"][0][0]["shard"])
            if shard not in reached:
                reached.add(shard)
                yield index, asked["routing"]
            tried += 1


def may_exist(field: str, terms: Iterable[str]) -> list[str]:
    """Return the terms that there may be in a field, each once: no text holds others."""
    once = dict.fromkeys(terms)
    return [term for term in once if is_key(term)] if field in fields.TOKENISED else list(once)


def known(
    cluster: Cluster, routes: Sequence[Route], field: str, terms: Sequence[str]
) -> dict[str, int]:
    """Return how many documents have each term, deleted ones counted; none that has none. Sees what
    is shown now. Raises ``IndexProblem``."""
    found: dict[str, int] = {}
    for batch in batches(terms, MOST):
        value = " ".join(batch) if field in fields.TOKENISED else batch
        entry: Json = {
            "doc": {field: value},
            "fields": [field],
            "term_statistics": True,
            **dict.fromkeys(("field_statistics", "positions", "offsets", "payloads"), False),
        }
        said = cluster.ask(
            "POST",
            "/_mtermvectors",
            {"docs": [{**entry, "_index": index, "routing": value} for index, value in routes]},
            {"filter_path": f"docs.term_vectors.{field}.terms.*.doc_freq,docs.error"},
        )
        for one in said.get("docs", ()):
            if "error" in one:
                raise RuntimeError(f"A shard did not answer: {one['error']}")
            there = one.get("term_vectors", {}).get(field, {}).get("terms", {})
            for term, numbers in there.items():
                found[term] = found.get(term, 0) + int(numbers["doc_freq"])
    return found
