"""``python -m bench.index_fields PATH...``: what each field of an index takes on the disk.

The documents are analysed as for an index, without mentions, and written by our engine on tantivy
with one kind of terms each time. Printed are the bytes of the engine's files, without stored texts,
beyond those of an index with none of these, for a byte of text: what plain tantivy needs is in
``bench.run``. Entities and mentions are not here: they are what an index without mentions lacks.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from corpus.document import Document
from corpus.readers import read_paths
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.records import to_record
from indexer.engines.protocol import Record
from indexer.engines.tantivy.engine import TantivyEngine

STORED: Final = ".store"

Kept = Callable[[Record], Record]


def main() -> None:
    """Print the table."""
    documents = [one for one in read_paths(map(Path, sys.argv[1:])) if isinstance(one, Document)]
    text = sum(len(f"{one.title}{one.body}".encode()) for one in documents)
    none = _bytes(documents, _with(()))
    print("| terms | bytes a byte of text |\n|---|---|")
    for name, kept in KINDS.items():
        print(f"| {name} | {(_bytes(documents, kept) - none) / text:.2f} |", flush=True)
    print(f"| ids, dates, facets | {none / text:.2f} |")
    print(f"| all | {_bytes(documents, lambda record: record) / text:.2f} |")


def _with(names: Sequence[str], *, bands: bool = False) -> Kept:
    def kept(record: Record) -> Record:
        tokenised: Mapping[str, str] = {name: record.tokenised[name] for name in names}
        return replace(record, tokenised=tokenised, bands=record.bands if bands else ())

    return kept


def _without_places(record: Record) -> Record:
    """Return a record with each word of the body once: no word has a second place."""
    words = " ".join(dict.fromkeys(record.tokenised[fields.BODY].split(" ")))
    return replace(record, tokenised={fields.BODY: words}, bands=())


KINDS: Final[Mapping[str, Kept]] = {
    "syllables and characters, with their places": _with([fields.BODY]),
    "the same, each once a document": _without_places,
    "pairs and triples": _with([fields.PAIR]),
    "pairs and triples of titles": _with([fields.TITLE_PAIR]),
    "by which reprints are told": _with([], bands=True),
}


def _records(documents: Sequence[Document]) -> Iterator[Record]:
    for one in documents:
        yield to_record(Analysed.of(one), Annotation())


def _bytes(documents: Sequence[Document], kept: Kept) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "engine"
        with TantivyEngine(folder).writing() as writer:
            for record in _records(documents):
                writer.add(kept(replace(record, stored="")))
        return sum(path.stat().st_size for path in folder.iterdir() if path.suffix != STORED)


if __name__ == "__main__":
    main()
