"""Plain Whoosh as a contender of ``bench.run``: lower case, accents folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bench.contenders.contender import FACETS, Contender, facets_of, segmented, texts_of
from corpus.document import Document


def _index(documents: Sequence[Document], folder: Path) -> None:
    from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.support.charset import accent_map

    analyser = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
    schema = Schema(
        id=ID(stored=True),
        title=TEXT(analyser, stored=True),
        body=TEXT(analyser),
        **{name: ID(sortable=True) for name in FACETS},
    )
    folder.mkdir(parents=True)
    writer = create_in(folder, schema).writer(limitmb=256)
    for document, text in texts_of(documents):
        writer.add_document(id=document.id, title=document.title, body=text, **facets_of(document))
    writer.commit()


class PlainWhoosh:
    """An open index."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher

    def _query(self, query: str) -> Any:
        from whoosh.query import Phrase, Term

        analyser = self._searcher.schema["body"].analyzer
        words = [token.text for token in analyser(segmented(query))]
        return Phrase("body", words) if len(words) > 1 else Term("body", words[0])

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Six facets, the hits by score."""
        found = self._searcher.search(
            self._query(query), limit=max(offset + titles, 1), groupedby=list(FACETS)
        )
        for name in FACETS:
            found.groups(name)
        for hit in islice(found, offset, offset + titles):
            hit["title"]
        return len(found)

    def ids(self, query: str) -> set[str]:
        """All hits."""
        return {hit["id"] for hit in self._searcher.search(self._query(query), limit=None)}


@contextmanager
def _open(folder: Path) -> Iterator[PlainWhoosh]:
    from whoosh.index import open_dir

    with open_dir(folder).searcher() as searcher:
        yield PlainWhoosh(searcher)


PLAIN_WHOOSH = Contender("plain Whoosh", _index, _open)
