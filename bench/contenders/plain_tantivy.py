"""Plain tantivy as a contender of ``bench.run``: lower case, folded to ASCII."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.contenders.contender import FACETS, Contender, facets_of, texts_of, words_of
from corpus.document import Document


def _index(documents: Sequence[Document], folder: Path) -> None:
    import tantivy

    folder.mkdir(parents=True)
    writer = _opened(folder).writer(heap_size=200_000_000, num_threads=1)
    for document, text in texts_of(documents):
        writer.add_document(
            tantivy.Document(id=document.id, title=document.title, body=text, **facets_of(document))
        )
    writer.commit()
    writer.wait_merging_threads()


def _opened(folder: Path) -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("title", stored=True, tokenizer_name="folded")
    schema.add_text_field("body", stored=True, tokenizer_name="folded")
    for name in FACETS:
        schema.add_text_field(name, tokenizer_name="raw", fast=True)
    index = tantivy.Index(schema.build(), str(folder))
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    index.register_tokenizer(
        "folded",
        analyser.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build(),
    )
    return index


class PlainTantivy:
    """An open index."""

    def __init__(self, folder: Path) -> None:
        self._index = _opened(folder)
        self._index.reload()

    def _query(self, query: str) -> Any:
        import tantivy

        words: list[Any] = words_of(query)
        if len(words) == 1:
            return tantivy.Query.term_query(self._index.schema, "body", words[0])
        return tantivy.Query.phrase_query(self._index.schema, "body", words)

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Six facets, the hits by score."""
        searcher, asked = self._index.searcher(), self._query(query)
        found = searcher.search(asked, max(titles, 1), offset=offset)
        searcher.aggregate(
            asked, {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}
        )
        for _, address in found.hits[:titles]:
            searcher.doc(address)["title"]
        return int(found.count or 0)

    def ids(self, query: str) -> set[str]:
        """All hits."""
        searcher = self._index.searcher()
        hits = searcher.search(self._query(query), max(searcher.num_docs, 1)).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}


@contextmanager
def _open(folder: Path) -> Iterator[PlainTantivy]:
    yield PlainTantivy(folder)


PLAIN_TANTIVY = Contender("plain tantivy", _index, _open)
