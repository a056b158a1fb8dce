"""The fields of an index on OpenSearch, and a document as they take it.

What was measured on 111,056 documents: keys as text without doc values cost half of what keywords
cost, and bring the same hits. ``stored`` alone is kept as source. ``recovery_source_enabled`` must
stay on: with it off a replica that comes back is filled from the filtered source and loses hits.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

import msgspec

from indexer import fields
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.engines.protocol import Record
from indexer.index_errors import IndexProblem

ORDER: Final = "order"
"""``Record.order``: sorts hits and, being unique, ends every sort."""
DAY: Final = "day"
"""``DATE`` once more as a number, for the first and last day of a value."""
COMMIT: Final = "commit"
"""The version of the commit that wrote the document: tells what is seen of one that is being sent,
where a replica took the place of a primary and showed all that it had."""
STORED: Final = "stored"

ALTERNATIVES: Final = "alternatives"
"""The analyser that puts ``hội|hồi`` at one position. Only queries use it."""
SEPARATOR: Final = "|"

LONGEST_TERM: Final = 32_766
"""Bytes of a term: Lucene refuses the document of a longer one."""

LONGEST_ID: Final = 500
"""Bytes of an ``_id``, of which OpenSearch takes 512; a longer id stands for itself as a digest."""

_LONGEST_TOKEN: Final = 100_000
"""The whitespace tokenizer cuts at 255 unless told."""

ANALYSIS: Final = {
    "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
    "filter": {
        "split": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]}
    },
    "analyzer": {
        "cut": {"type": "custom", "tokenizer": "spaces"},
        ALTERNATIVES: {"type": "custom", "tokenizer": "spaces", "filter": ["split"]},
    },
}


def _keys(positions: bool) -> dict[str, object]:
    options = "positions" if positions else "docs"
    return {"type": "text", "analyzer": "cut", "index_options": options, "norms": False}


def _keyword(*, index: bool = True, column: bool = True) -> dict[str, object]:
    return {"type": "keyword", "index": index, "doc_values": column}


PROPERTIES: Final = {
    fields.BODY: _keys(positions=True),
    fields.PAIR: _keys(positions=False),
    fields.TITLE_PAIR: _keys(positions=False),
    fields.ID: _keyword(column=False),
    fields.DATE: _keyword(column=False),
    **{name: _keyword() for name in (*fields.SINGLE, *fields.MULTIPLE)},
    fields.BANDS: _keyword(column=False),
    ORDER: _keyword(index=False),
    DAY: {"type": "integer", "index": False},
    COMMIT: {"type": "long", "doc_values": False},
    STORED: {"type": "text", "index": False},
}

MAPPING: Final[dict[str, Any]] = {
    "dynamic": "strict",
    "_source": {"includes": [STORED]},
    "properties": PROPERTIES,
}

VERSION: Final = blake2b(msgspec.json.encode([ANALYSIS, MAPPING]), digest_size=6).hexdigest()
"""Of the fields: another one finds other documents, or none."""

_OPEN: Final = {fields.ID, *fields.SINGLE, *fields.MULTIPLE, fields.BANDS}
"""Fields whose values come from outside, of any length."""


def index_body(settings: ClusterSettings) -> dict[str, Any]:
    """Return what a new index is made with. Nothing is seen before it is refreshed, which a commit
    does."""
    return {
        "settings": {
            "number_of_shards": settings.shards,
            "number_of_replicas": settings.replicas,
            "refresh_interval": "-1",
            # How long the version of a deleted document is remembered: a request that is done late
            # must not bring it back.
            "gc_deletes": "1h",
            # Whatever the cluster is set to: with segments copied a replica lags behind a refresh,
            # and two requests of one snapshot would count differently.
            "replication.type": "DOCUMENT",
            "analysis": ANALYSIS,
        },
        "mappings": {**MAPPING, "_meta": {"songngu": VERSION}},
    }


def key_of(doc_id: str) -> str:
    """Return the ``_id`` of a document."""
    encoded = doc_id.encode("utf-8", "surrogatepass")
    if 0 < len(encoded) <= LONGEST_ID and not doc_id.startswith("#"):
        return doc_id
    return f"#{blake2b(encoded, digest_size=16).hexdigest()}"


def source_of(record: Record, commit: int) -> bytes:
    """Return a document of a commit as JSON. Raises ``IndexProblem`` where a value is longer than
    Lucene takes: the document would be refused when the others of its commit are written."""
    shape: dict[str, object] = {
        **record.keywords,
        **record.tokenised,
        **{name: values for name, values in record.entities.items() if values},
        fields.MENTIONS: record.mentions,
        fields.BANDS: record.bands,
        ORDER: record.order,
        DAY: int(record.keywords[fields.DATE]),
        COMMIT: commit,
        STORED: record.stored,
    }
    for name in _OPEN & shape.keys():
        value = shape[name]
        for one in (value,) if isinstance(value, str) else value:  # type: ignore[attr-defined]
            if len(one) > LONGEST_TERM // 4 and len(one.encode()) > LONGEST_TERM - 8:
                raise IndexProblem(
                    f"The document {record.id[:200]} has a value of {len(one.encode()):,} bytes in "
                    f"{name}; OpenSearch takes {LONGEST_TERM - 8:,}."
                )
    return msgspec.json.encode(shape)
