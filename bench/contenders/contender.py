"""What the search engines that ``bench.run`` compares have in common.

The plain ones analyse text as is usual: lower case, folded to ASCII, Chinese segmented by
jieba-next. They find nothing across scripts: that is measured too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from corpus.document import Document
from synonyms.spelling import is_han, toneless

FACETS: Final = ("lang", "year", "month", "source", "province", "genre")


class Asking(Protocol):
    """An open index."""

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Run a query, count its facets, read so many titles from that place on; return the
        total."""

    def ids(self, query: str) -> set[str]:
        """Return all documents that a query finds."""


class Suggesting(Asking, Protocol):
    """One that answers what the plain ones have not."""

    def suggestions(self, typed: str) -> int:
        """Return how many names and words are offered while this is typed."""

    def dossier(self, entity_id: str) -> int:
        """Return the mentions of an entity, with all that its first page shows."""


@dataclass(frozen=True, slots=True)
class Contender:
    """``index`` builds an index in a folder; ``open`` opens it anew, with nothing kept. ``lacks``
    says what is not installed that it needs."""

    name: str
    index: Callable[[Sequence[Document], Path], None]
    open: Callable[[Path], AbstractContextManager[Asking]]
    lacks: str = ""


def folded(text: str) -> str:
    """Return the text in lower case, Vietnamese without diacritics."""
    return toneless(text.lower())


def segmented(text: str) -> str:
    """Return Chinese text with blanks between words, and other text as it is."""
    import jieba_next

    if any(map(is_han, text[:2000])):
        return " ".join(word for word in jieba_next.cut(text) if word.strip())
    return text


def words_of(query: str) -> list[str]:
    """Return the words of a query as the plain contenders ask them, side by side."""
    return plain_words(folded(segmented(query)))


def plain_words(text: str) -> list[str]:
    """Return the letters and digits of a text, what parts them taken away: it would be syntax."""
    return "".join(char if char.isalnum() else " " for char in text).split()


def facets_of(document: Document) -> dict[str, str]:
    """Return the values of the six facets, without empty ones."""
    values = {
        "lang": document.lang,
        "year": document.date[:4],
        "month": document.date[:7],
        "source": document.source,
        "province": document.province,
        "genre": document.genre,
    }
    return {name: value for name, value in values.items() if value}


def texts_of(documents: Sequence[Document]) -> Iterator[tuple[Document, str]]:
    """Yield the documents with their text as the plain contenders index it."""
    return ((one, segmented(f"{one.title}\n{one.body}")) for one in documents)
