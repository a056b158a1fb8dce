"""Song Ngữ as a contender of ``bench.run``: as a page of results asks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.contenders.contender import Contender
from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.annotator import Annotator
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.entities.profile import ProfileRequest
from search.request import Request
from synonyms import gazetteer
from web.http.urls import USUAL_LISTS
from web.pages.facet_groups import values_asked

SUGGESTIONS: Final = 8
"""Suggestions that the box shows."""


class OurArchive:
    """An archive with nothing kept of earlier answers."""

    def __init__(self, folder: Path) -> None:
        self._archive = Archive(folder)
        self._archive.prepare()

    def page(self, query: str, titles: int, offset: int = 0) -> int:
        """Twelve facets, the forms with their counts, the matches of each hit marked."""
        request = Request(query, limit=titles, offset=offset)
        return self._archive.results(request, values_asked(USUAL_LISTS)).total

    def ids(self, query: str) -> set[str]:
        """All that has what was asked, not what has a part of it."""
        return {hit.id for hit in self._archive.every_id(Request(query)) if not hit.beyond}

    def suggestions(self, typed: str) -> int:
        """What the box shows while this is typed."""
        return len(self._archive.completions(typed, SUGGESTIONS))

    def dossier(self, entity_id: str) -> int:
        """The first page of a dossier."""
        return self._archive.profile(entity_id, ProfileRequest()).total


@contextmanager
def _open(folder: Path) -> Iterator[OurArchive]:
    yield OurArchive(folder)


class _NoMentions(Annotator):
    """Decides nothing: what is left of indexing is what the plain contenders do too."""

    def annotation(self, analysed: Analysed) -> Annotation:
        """No mention."""
        return Annotation((), self.version)


def song_ngu(engine: str, processes: int = 1, *, mentions: bool = True) -> Contender:
    """Return ours on an engine, indexed by so many processes, with its mentions or without."""

    def index(documents: Sequence[Document], folder: Path) -> None:
        annotator = None if mentions else _NoMentions(gazetteer.load())
        build(documents, folder, engine, annotator=annotator, processes=processes)

    several = "" if processes == 1 else f", {processes} processes"
    without = "" if mentions else ", without mentions"
    return Contender(f"Song Ngữ on {engine}{several}{without}", index, _open)
