"""An index opened for asking: what the page, the interface and the command line share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from indexer.build import engine_folder
from indexer.engines import open_engine
from indexer.engines.protocol import Hit, Reader
from indexer.fingerprint import check_fingerprint
from indexer.persons.archive import People
from indexer.persons.mentions import PeopleFinder
from search import dossier as dossiers
from search import overview as opening
from search import run
from search.aliases import Aliases, keys_of
from search.concordance import Line, lines
from search.dossier import Asked, Dossier, GateRow
from search.overview import Overview
from search.request import Request
from search.results import DocumentView, Results


class Archive:
    """One index with the synonyms it is asked through; safe to share between threads.

    Each call takes a snapshot of its own, so what was committed meanwhile is seen by the next.
    Raises ``IndexProblem`` where there is no index or one that this code did not make.
    """

    def __init__(self, folder: Path, synonyms: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.engine_name = check_fingerprint(folder).engine
        self._engine = open_engine(self.engine_name, engine_folder(folder))
        self._aliases = Aliases(synonyms)

    def reading(self) -> AbstractContextManager[Reader]:
        """A snapshot, for what goes through all documents."""
        return self._engine.reading()

    def results(self, request: Request) -> Results:
        """The answer to one request; raises ``BadRequest``."""
        with self._engine.reading() as reader:
            return run.results(reader, self._aliases, request)

    def every_id(self, request: Request) -> Iterator[Hit]:
        """Every matching id in ranked order; raises ``BadRequest``."""
        with self._engine.reading() as reader:
            yield from run.every_id(reader, self._aliases, request)

    def document(self, doc_id: str, request: Request) -> DocumentView:
        """One document with the request's matches marked; raises ``BadRequest``."""
        with self._engine.reading() as reader:
            return run.document_view(reader, self._aliases, doc_id, request)

    def dossier(self, entity_id: str, asked: Asked) -> Dossier:
        """A gate or person with its mentions; raises ``BadRequest``."""
        with self._engine.reading() as reader:
            return dossiers.dossier(reader, self._aliases, entity_id, asked)

    def gates(self) -> tuple[GateRow, ...]:
        """All gates with their documents."""
        with self._engine.reading() as reader:
            return dossiers.gates(reader, self._aliases)

    def mentions(self, entities: Collection[str] = ()) -> Iterator[Line]:
        """Every mention of these entities, or of all, streamed."""
        with self._engine.reading() as reader:
            yield from lines(reader, entities)

    def entities_named(self, name: str) -> tuple[str, ...]:
        """The ids that a name or an id stands for; of a person also who is known from text only."""
        if name in self._aliases.gazetteer.entities:
            return (name,)
        known = tuple(one.id for one in self._aliases.entities(keys_of(name)))
        return known or (PeopleFinder(self._aliases.gazetteer, People()).id_of(name),)

    def overview(self) -> Overview:
        """What the archive holds."""
        with self._engine.reading() as reader:
            return opening.overview(reader)
