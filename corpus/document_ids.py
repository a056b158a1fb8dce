"""Find documents with one id: the same one again is dropped, a different one is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from corpus.digest_map import DigestMap
from corpus.document import Document, Failure


class Identities:
    """Remembers the documents of one run, by two 8-byte digests each. (At a million documents, the
    chance that any two ids have the same digest is 3 in 100 million.)

    ``repeats`` counts the documents that were dropped because the same one was given before.
    """

    def __init__(self) -> None:
        self.repeats = 0
        self._seen = DigestMap()

    def unique(self, items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """Give the items, each document once, and a ``Failure`` for a different one with its id.

        Documents are the same if they differ only in ``path``, ``line`` and ``place``.
        """
        for item in items:
            if isinstance(item, Failure):
                yield item
                continue
            key, content = _digest(item.id), _content(item)
            before = self._seen.get(key)
            if before is None:
                self._seen[key] = content
                yield item
            elif before == content:
                self.repeats += 1
            else:
                yield Failure(
                    item.path,
                    item.line,
                    f"a different document with the id {item.id!r} came before; "
                    "give each its own id",
                )


def _content(document: Document) -> int:
    return _digest(
        document.title,
        document.body,
        document.lang,
        document.date,
        document.source,
        document.url,
        document.province,
        document.genre,
    )


def _digest(*texts: str) -> int:
    # Clean texts hold no NUL, so the separator keeps "ab", "c" and "a", "bc" apart.
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")
