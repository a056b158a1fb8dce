"""SQLite FTS5 as a contender of ``bench.run``, with two ways to cut text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from bench.contenders.contender import (
    FACETS,
    Contender,
    facets_of,
    folded,
    plain_words,
    segmented,
    texts_of,
    words_of,
)
from corpus.document import Document

FILE: Final = "fts.db"
UNICODE: Final = "unicode61 remove_diacritics 2"
TRIGRAMS: Final = "trigram"


def _index(tokenise: str, documents: Sequence[Document], folder: Path) -> None:
    folder.mkdir(parents=True)
    unindexed = ", ".join(f"{name} UNINDEXED" for name in ("id", *FACETS))
    rows = (
        (
            document.title,
            # Trigrams are folded by us: this SQLite folds them only from version 3.45 on.
            folded(text) if tokenise == TRIGRAMS else text,
            document.id,
            *map(facets_of(document).get, FACETS),
        )
        for document, text in texts_of(documents)
    )
    with closing(sqlite3.connect(folder / FILE)) as base, base:
        base.execute(
            f"CREATE VIRTUAL TABLE docs USING fts5(title, body, {unindexed}, tokenize='{tokenise}')"
        )
        marks = ", ".join("?" * (3 + len(FACETS)))
        base.executemany(f"INSERT INTO docs VALUES ({marks})", rows)


class Fts5:
    """An open index. Trigrams find no word of two characters."""

    def __init__(self, base: sqlite3.Connection, tokenise: str) -> None:
        self._base = base
        self._is_folded = tokenise == TRIGRAMS

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Six facets, the hits by BM25."""
        phrase = self._phrase(query)
        self._base.execute(
            "SELECT title FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ? OFFSET ?",
            (phrase, titles, offset),
        ).fetchall()
        for name in FACETS:
            self._base.execute(
                f"SELECT {name}, count(*) FROM docs WHERE docs MATCH ? GROUP BY {name}", (phrase,)
            ).fetchall()
        counted = "SELECT count(*) FROM docs WHERE docs MATCH ?"
        return int(self._base.execute(counted, (phrase,)).fetchone()[0])

    def ids(self, query: str) -> set[str]:
        """All hits."""
        found = self._base.execute("SELECT id FROM docs WHERE docs MATCH ?", (self._phrase(query),))
        return {row[0] for row in found}

    def _phrase(self, query: str) -> str:
        words = words_of(query) if self._is_folded else plain_words(segmented(query))
        return 'body: "' + " ".join(words) + '"'


@contextmanager
def _open(tokenise: str, folder: Path) -> Iterator[Fts5]:
    with closing(sqlite3.connect(folder / FILE)) as base:
        yield Fts5(base, tokenise)


FTS5 = Contender("SQLite FTS5", partial(_index, UNICODE), partial(_open, UNICODE))
FTS5_TRIGRAMS = Contender(
    "SQLite FTS5, trigrams", partial(_index, TRIGRAMS), partial(_open, TRIGRAMS)
)
