"""Xapian as a contender of ``bench.run``, where Debian's ``python3-xapian`` is installed for this
version of Python."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from bench.contenders.contender import FACETS, Contender, facets_of, folded, texts_of, words_of
from corpus.document import Document

DEBIAN: Final = "/usr/lib/python3/dist-packages"


def _xapian() -> Any:
    sys.path.append(DEBIAN)
    try:
        import xapian  # type: ignore[import-not-found]
    finally:
        sys.path.remove(DEBIAN)
    return xapian


def _lacks() -> str:
    try:
        _xapian()
    except ImportError as error:
        return f"python3-xapian ({error})"
    return ""


def _index(documents: Sequence[Document], folder: Path) -> None:
    xapian = _xapian()
    folder.parent.mkdir(parents=True, exist_ok=True)
    base = xapian.WritableDatabase(str(folder), xapian.DB_CREATE)
    terms = xapian.TermGenerator()
    for document, text in texts_of(documents):
        made = xapian.Document()
        terms.set_document(made)
        terms.index_text(folded(text))
        made.set_data(f"{document.id}\n{document.title}")
        for slot, name in enumerate(FACETS):
            made.add_value(slot, facets_of(document).get(name, ""))
        base.add_document(made)
    base.commit()
    base.close()


class XapianDatabase:
    """An open index."""

    def __init__(self, xapian: Any, base: Any) -> None:
        self._xapian = xapian
        self._base = base

    def _enquiry(self, query: str) -> Any:
        words = words_of(query)
        enquiry = self._xapian.Enquire(self._base)
        enquiry.set_query(self._xapian.Query(self._xapian.Query.OP_PHRASE, words))
        return enquiry

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Six facets, the hits by BM25."""
        enquiry = self._enquiry(query)
        spies = [self._xapian.ValueCountMatchSpy(slot) for slot in range(len(FACETS))]
        for spy in spies:
            enquiry.add_matchspy(spy)
        found = enquiry.get_mset(offset, titles, self._base.get_doccount())
        for spy in spies:
            _ = {one.term: one.termfreq for one in spy.values()}
        for hit in found:
            hit.document.get_data().partition(b"\n")
        return int(found.get_matches_estimated())

    def ids(self, query: str) -> set[str]:
        """All hits."""
        found = self._enquiry(query).get_mset(0, self._base.get_doccount())
        return {hit.document.get_data().partition(b"\n")[0].decode() for hit in found}


@contextmanager
def _open(folder: Path) -> Iterator[XapianDatabase]:
    xapian = _xapian()
    base = xapian.Database(str(folder))
    try:
        yield XapianDatabase(xapian, base)
    finally:
        base.close()


XAPIAN = Contender("Xapian", _index, _open, _lacks())
