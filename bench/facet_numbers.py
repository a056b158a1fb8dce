"""``python -m bench.facet_numbers INDEX``: facets counted by tantivy as text and as numbers.

The people, places and organisations of every document of an index are written once more, as text
and as the numbers of indexer/engines/tantivy/numbers.py. For the documents of some places, those
whose documents are nearest to ``SIZES``, printed are the milliseconds of counting the ``VALUES``
most frequent of each facet, names looked up: as text, and as numbers whose names are looked up and
are kept. The best of ``ROUNDS``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import tantivy

from indexer import fields
from indexer.annotation.records import with_annotation
from indexer.engines.protocol import Record
from indexer.engines.tantivy.numbers import NUMBERS, NumberedValues, add_fields, add_numbers
from indexer.plan import Everything
from search.archive import Archive

FACETS: Final = (fields.PEOPLE, fields.PLACES, fields.ORGANISATIONS)
SIZES: Final = (10, 100, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000)
VALUES: Final = 25
ROUNDS: Final = 25


def written(archive: Archive, folder: str) -> tuple[tantivy.Schema, tantivy.Searcher]:
    """Write the values of all documents both ways."""
    builder = tantivy.SchemaBuilder()
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    add_fields(builder)
    schema = builder.build()
    index = tantivy.Index(schema, folder)
    writer = index.writer(200_000_000, 1)
    with archive.reading() as reader:
        for hit in reader.every(Everything()):
            _, annotation = with_annotation(reader.fetch([hit.id])[hit.id])
            entities = annotation.entities()
            made = tantivy.Document()
            for name in FACETS:
                for value in entities[name]:
                    made.add_text(name, value)
            keywords = dict.fromkeys(fields.SINGLE, fields.UNKNOWN)
            add_numbers(made, Record(hit.id, {}, keywords, "", "", entities))
            writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return schema, index.searcher()


def counted(searcher: tantivy.Searcher, query: tantivy.Query, names: dict[str, str]) -> Any:
    """Count facets in the fields that have them."""
    terms = {
        name: {"terms": {"field": field, "size": VALUES, "segment_size": VALUES}}
        for name, field in names.items()
    }
    return searcher.aggregate(query, terms)


def named(
    searcher: tantivy.Searcher, query: tantivy.Query, values: NumberedValues | None = None
) -> None:
    """Count facets as numbers, and look up their names, but those that ``values`` keep."""
    values = values or NumberedValues()
    answer = counted(searcher, query, {name: NUMBERS[name] for name in FACETS})
    for name in FACETS:
        list(values.of(searcher, (bucket["key"] for bucket in answer[name]["buckets"])))


def milliseconds(what: Callable[[], object]) -> float:
    """Return the milliseconds of the best of the rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        what()
        best = min(best, time.perf_counter() - began)
    return best * 1000


def places(searcher: tantivy.Searcher) -> list[str]:
    """Return places with about so many documents as ``SIZES`` say."""
    counts = dict(searcher.terms_with_prefix(fields.PLACES, ""))
    nearest = (min(counts, key=lambda place: abs(counts[place] - size)) for size in SIZES)
    return list(dict.fromkeys(nearest))


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        schema, searcher = written(Archive(Path(sys.argv[1])), folder)
        print("| documents | as text | as numbers, names looked up | names kept |")
        print("|---|---|---|---|")
        kept = NumberedValues()
        for place in places(searcher):
            query = tantivy.Query.term_query(schema, fields.PLACES, place, "basic")
            found: Any = searcher.search(query, 1)
            row = (
                milliseconds(partial(counted, searcher, query, {name: name for name in FACETS})),
                milliseconds(partial(named, searcher, query)),
                milliseconds(partial(named, searcher, query, kept)),
            )
            print(f"| {found.count:,} | {' | '.join(f'{one:.2f} ms' for one in row)} |")


if __name__ == "__main__":
    main()
