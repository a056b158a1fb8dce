"""An index that is open, with the names it is asked through: snapshots, budgets, versions; and its
corrections, which are all that changes it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from indexer.annotation.gazetteer_changes import changed_names, holding
from indexer.annotation.rules_version import rules_version
from indexer.budget import Budget, BudgetedReader
from indexer.corrections.correction import Correction
from indexer.corrections.corrections_file import beside
from indexer.corrections.in_force import Corrections
from indexer.engines.protocol import FACET_VALUES, Reader
from indexer.index_errors import IndexLocked, IndexProblem
from indexer.kept_answers import Kept
from indexer.storage.open_index import OpenIndex
from indexer.storage.write_lock import check_writable
from search.entities.feedback import CorrectionResult, undo_line
from search.meaning.meaning_lists import MeaningLists
from search.names.languages import prepare_languages, prepare_tables
from search.names.live_gazetteer import ArchiveNames, LiveGazetteer
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.request import Request
from search.stories.story_requests import narrowed_to_story
from synonyms.gazetteer import Gazetteer


class OpenedArchive:
    """An index and the names it is asked through. Raises ``IndexProblem`` where there is no index,
    or one that this code did not make."""

    def __init__(
        self, folder: Path, synonyms: Sequence[Path] = (), corrections: Path | None = None
    ) -> None:
        self.folder = folder
        self._engine = OpenIndex(folder)
        self._names = LiveGazetteer(folder, synonyms, corrections or beside(folder))
        self._stale: tuple[Gazetteer, int | None] | None = None
        self._budget = Budget()
        self.meaning = MeaningLists(folder)
        self._held: tuple[Reader, str] | None = None
        self._kept = Kept()

    def within(self, budget: Budget) -> Self:
        """The same archive for one request, whose work ends with its budget.

        Each call then may raise ``Stopped``; those whose answer can be incomplete say in it what
        was left out.
        """
        bound = copy.copy(self)
        bound._budget = budget
        return bound

    @contextmanager
    def held(self) -> Iterator[tuple[Self, str]]:
        """The same archive on one snapshot for all calls, and the version of the index; within it
        the same again."""
        if self._held is not None:
            yield self, self._held[1]
            return
        with self._engine.versioned() as held:
            bound = copy.copy(self)
            bound._held = held
            yield bound, held[1]

    @contextmanager
    def _asking(self) -> Iterator[BudgetedReader]:
        with nullcontext(self._held) if self._held else self._engine.versioned() as snapshot:
            reader, version = snapshot
            yield BudgetedReader(reader, self._budget, version, self._kept)

    @contextmanager
    def asking_of(self, request: Request, values: int = FACET_VALUES) -> Iterator[QueryContext]:
        """What every step of one query is given, on one snapshot."""
        with self._asking() as reader:
            if request.story:
                request = narrowed_to_story(request, reader, self._budget)
            yield QueryContext(reader, self._lookup, request, self._budget, values)

    @property
    def engine_name(self) -> str:
        """The engine that is asked."""
        return self._engine.engine_name

    @property
    def _lookup(self) -> NameLookup:
        return self._names.now().lookup

    @property
    def names_problem(self) -> str:
        """Why the user's files, as they are now, can't be taken; empty if they are in use."""
        now = self._names.now()
        return " ".join(one for one in (now.problem, now.unread) if one)

    @property
    def corrections(self) -> Corrections:
        """The corrections in force."""
        return self._names.now().corrections

    def prepare(self) -> None:
        """Load what a first query would wait for: the names, and the languages."""
        self._names.now()
        prepare_languages()

    def prepare_names(self) -> None:
        """Load of that what a query for a name would wait for."""
        self._names.now()
        prepare_tables()

    def commit(self) -> tuple[str, int]:
        """Return the last commit by name, and its documents. Raises ``IndexProblem``."""
        with self._engine.versioned() as (reader, version):
            return version, reader.size

    @property
    def has_vectors(self) -> bool:
        """Whether the archive can be searched by meaning, if the model is installed here."""
        return self.meaning.exists

    def reading(self) -> AbstractContextManager[Reader]:
        """A snapshot, for what goes through all documents."""
        return self._asking()

    def correct(
        self, make: Callable[[Reader, ArchiveNames], Correction], who: str = ""
    ) -> CorrectionResult:
        """Keep the correction that ``make`` returns, with the name of who says so, and apply it.
        Raises ``BadRequest`` and ``IndexProblem``."""
        with self._asking() as reader:
            correction = make(reader, self._names.now())
        return self._keep(replace(correction, who=who), correction)

    def undo(self, correction_id: str, who: str = "") -> CorrectionResult:
        """Take a correction back. Raises ``BadRequest`` and ``IndexProblem``."""
        line, correction = undo_line(self._names.now(), correction_id)
        return self._keep(replace(line, who=who), correction)

    def _keep(self, line: Correction, correction: Correction) -> CorrectionResult:
        # With the whole of indexing, which no search needs.
        from indexer.pipeline.reannotation import act

        check_writable(self.folder)
        is_new = self._names.keep(line)
        try:
            documents = act(self.folder, self.corrections, [correction])
        except IndexLocked:
            return CorrectionResult(correction, 0, waits=True, is_new=is_new)
        except IndexProblem as problem:
            raise IndexProblem(
                f"{line.what} {correction.id} is kept in {self._names.corrections_file} and will "
                f"act at the next songngu annotate. Now it could not: {problem}"
            ) from problem
        return CorrectionResult(correction, documents, is_new=is_new)

    def rules(self) -> str:
        """The version of the rules that decide mentions now."""
        return rules_version()

    def waiting(self) -> int | None:
        """Documents that hold a name that changed since their mentions were decided; None where
        it is not known with which names that was done."""
        names = self._lookup.gazetteer
        if self._stale is None or self._stale[0] is not names:
            changed = changed_names(self._engine.data, names)
            count: int | None = None
            if changed is not None:
                with self._asking() as reader:
                    count = reader.count(holding(changed)) if changed else 0
            self._stale = names, count
        return self._stale[1]
