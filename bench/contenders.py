"""The search engines that ``bench.run`` compares: Song Ngữ on both engines, and three plain ones.

The plain ones analyse text as is usual: lower case, folded to ASCII, Chinese segmented by
jieba-next. They find nothing across scripts, and are here only to compare speed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request import Request
from synonyms.spelling import is_han, toneless

Ask = Callable[[str, int], int]
"""A function that runs a query, counts its facets, reads so many titles, and returns the total.

Song Ngữ also counts each form and marks the matches in each hit. Plain tantivy counts the same six
facets; SQLite and plain Whoosh only count languages."""


@dataclass(frozen=True, slots=True)
class Contender:
    """``index`` builds an index in a folder; ``open`` returns a function that queries it."""

    name: str
    index: Callable[[Sequence[Document], Path], None]
    open: Callable[[Path], Ask]


def _song_ngu(engine: str, processes: int = 1) -> Contender:
    def index(documents: Sequence[Document], folder: Path) -> None:
        build(documents, folder, engine, processes=processes)

    def open_(folder: Path) -> Ask:
        archive = Archive(folder)
        return lambda query, titles: archive.results(Request(query, limit=titles)).total

    several = "" if processes == 1 else f", {processes} processes"
    return Contender(f"Song Ngữ on {engine}{several}", index, open_)


def _segmented(text: str) -> str:
    """Return Chinese text with blanks between words, and other text as it is."""
    import jieba_next

    if any(map(is_han, text[:2000])):
        return " ".join(word for word in jieba_next.cut(text) if word.strip())
    return text


def folded(text: str) -> str:
    """Return the text in lower case, Vietnamese without diacritics."""
    return toneless(text.lower())


FACETS: Final = ("lang", "year", "month", "source", "province", "genre")


def facets_of(document: Document) -> dict[str, str]:
    """Return the values of the facets that Song Ngữ has, without empty ones."""
    values = {
        "lang": document.lang,
        "year": document.date[:4],
        "month": document.date[:7],
        "source": document.source,
        "province": document.province,
        "genre": document.genre,
    }
    return {name: value for name, value in values.items() if value}


def _tantivy_index(documents: Sequence[Document], folder: Path) -> None:
    import tantivy

    folder.mkdir(parents=True)
    index = _tantivy(folder)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for document in documents:
        writer.add_document(
            tantivy.Document(
                id=document.id,
                title=document.title,
                body=_segmented(f"{document.title}\n{document.body}"),
                **facets_of(document),
            )
        )
    writer.commit()
    writer.wait_merging_threads()


def _tantivy(folder: Path) -> Any:
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


def _tantivy_open(folder: Path) -> Ask:
    import tantivy

    index = _tantivy(folder)
    index.reload()

    def ask(query: str, titles: int) -> int:
        searcher = index.searcher()
        words: list[str | tuple[int, str]] = [*folded(_segmented(query)).split()]
        phrase = (
            tantivy.Query.phrase_query(index.schema, "body", words)
            if len(words) > 1
            else tantivy.Query.term_query(index.schema, "body", words[0])
        )
        found = searcher.search(phrase, max(titles, 1))
        searcher.aggregate(
            phrase, {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}
        )
        for _, address in found.hits[:titles]:
            searcher.doc(address)["title"]
        return int(found.count or 0)

    return ask


def _whoosh_schema() -> Any:
    from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.support.charset import accent_map

    analyser = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
    return Schema(
        id=ID(stored=True),
        title=TEXT(analyser, stored=True),
        body=TEXT(analyser),
        lang=ID(sortable=True),
    )


def _whoosh_index(documents: Sequence[Document], folder: Path) -> None:
    from whoosh.index import create_in

    folder.mkdir(parents=True)
    writer = create_in(folder, _whoosh_schema()).writer(limitmb=256)
    for document in documents:
        writer.add_document(
            id=document.id,
            title=document.title,
            body=_segmented(f"{document.title}\n{document.body}"),
            lang=document.lang,
        )
    writer.commit()


def _whoosh_open(folder: Path) -> Ask:
    from whoosh.index import open_dir
    from whoosh.query import Phrase, Term

    index = open_dir(folder)

    def ask(query: str, titles: int) -> int:
        with index.searcher() as searcher:
            analyser = index.schema["body"].analyzer
            words = [token.text for token in analyser(_segmented(query))]
            asked = Phrase("body", words) if len(words) > 1 else Term("body", words[0])
            found = searcher.search(asked, limit=max(titles, 1), groupedby="lang")
            found.groups("lang")
            for hit in islice(found, titles):
                hit["title"]
            return len(found)

    return ask


def _sqlite_index(documents: Sequence[Document], folder: Path) -> None:
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "fts.db") as base:
        base.execute(
            "CREATE VIRTUAL TABLE docs USING fts5("
            "title, body, lang UNINDEXED, tokenize='unicode61 remove_diacritics 2')"
        )
        base.executemany(
            "INSERT INTO docs VALUES (?, ?, ?)",
            ((one.title, _segmented(f"{one.title}\n{one.body}"), one.lang) for one in documents),
        )
    base.close()


def _sqlite_open(folder: Path) -> Ask:
    base = sqlite3.connect(folder / "fts.db")

    def ask(query: str, titles: int) -> int:
        phrase = '"' + _segmented(query).replace('"', "") + '"'
        base.execute(
            "SELECT title FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?", (phrase, titles)
        ).fetchall()
        facets = base.execute(
            "SELECT lang, count(*) FROM docs WHERE docs MATCH ? GROUP BY lang", (phrase,)
        ).fetchall()
        return sum(count for _, count in facets)

    return ask


CONTENDERS = (
    _song_ngu("tantivy"),
    _song_ngu("tantivy", 2),
    Contender("plain tantivy", _tantivy_index, _tantivy_open),
    Contender("SQLite FTS5", _sqlite_index, _sqlite_open),
    _song_ngu("whoosh"),
    Contender("plain Whoosh", _whoosh_index, _whoosh_open),
)
