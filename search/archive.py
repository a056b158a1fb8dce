"""An index opened for asking: what the page, the interface and the command line share."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.annotation.annotator import rules_version
from indexer.annotation.gazetteer_changes import changed_names, holding
from indexer.budget import Budget, BudgetedReader
from indexer.corrections.correction import Correction
from indexer.corrections.corrections_file import beside
from indexer.corrections.in_force import Corrections
from indexer.engines.protocol import FACET_VALUES, Hit, Reader
from indexer.index_errors import IndexLocked, IndexProblem
from indexer.pipeline.reannotation import act
from indexer.storage.open_index import OpenIndex
from indexer.storage.write_lock import check_writable
from search import query_pipeline
from search.answer.archive_overview import Overview, overview
from search.answer.models import DocumentView, Results
from search.batch.name_table import NameRow, name_rows
from search.citation.reference import Reference
from search.citation.references import reference_to, references
from search.completion.completions import TYPED_LIMIT, Completion, completions
from search.concordance import match_lines as matching
from search.concordance.match_lines import Concordance, MatchLine
from search.concordance.mention_filter import EVERY_MENTION, MentionFilter
from search.concordance.mention_lines import SORTINGS, MentionLine, MentionLines
from search.entities.entity_card import EntityCard, entity_card
from search.entities.feedback import CorrectionResult, undo_line
from search.entities.gates import GateRow, gates
from search.entities.people import PersonRow, people
from search.entities.profile import Profile, ProfileRequest, profile
from search.meaning import fused_answer
from search.meaning.meaning_lists import MeaningLists
from search.names import entity_ids
from search.names.languages import prepare_languages
from search.names.live_gazetteer import ArchiveNames, LiveGazetteer
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.request import Request
from search.request_errors import BadRequest
from search.similar.similar_documents import SimilarDocuments, similar_documents
from search.stories.story_requests import narrowed_to_story
from synonyms.gazetteer import Gazetteer


class Archive:
    """One index with the synonyms it is asked through; safe to share between threads.

    Each call takes a snapshot of its own, so what was committed meanwhile is seen by the next.
    Raises ``IndexProblem`` where there is no index or one that this code did not make.
    """

    def __init__(
        self, folder: Path, synonyms: Sequence[Path] = (), corrections: Path | None = None
    ) -> None:
        self.folder = folder
        self._engine = OpenIndex(folder)
        self._names = LiveGazetteer(folder, synonyms, corrections or beside(folder))
        self._stale: tuple[Gazetteer, int | None] | None = None
        self._budget = Budget()
        self.meaning = MeaningLists(folder)
        self._held: Reader | None = None

    def within(self, budget: Budget) -> Archive:
        """The same archive for one request, whose work ends with its budget.

        Each call then may raise ``Stopped``; those whose answer can be incomplete say in it what
        was left out.
        """
        bound = copy.copy(self)
        bound._budget = budget
        return bound

    @contextmanager
    def held(self) -> Iterator[tuple[Archive, str]]:
        """The same archive on one snapshot for all calls, and the version of the index."""
        with self._engine.versioned() as (reader, version):
            bound = copy.copy(self)
            bound._held = reader
            yield bound, version

    @contextmanager
    def _asking(self) -> Iterator[BudgetedReader]:
        if self._held is not None:
            yield BudgetedReader(self._held, self._budget)
            return
        with self._engine.reading() as reader:
            yield BudgetedReader(reader, self._budget)

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

    def commit(self) -> tuple[str, int]:
        """Return the last commit by name, and its documents. Raises ``IndexProblem``."""
        return self._engine.commit()

    @property
    def has_vectors(self) -> bool:
        """Whether the archive can be searched by meaning, if the model is installed here."""
        return self.meaning.exists

    def reading(self) -> AbstractContextManager[Reader]:
        """A snapshot, for what goes through all documents."""
        return self._engine.reading()

    def results(self, request: Request, values: int = FACET_VALUES) -> Results:
        """Return the answer to one request; raises ``BadRequest``."""
        with self.asking_of(request, values) as context:
            return self._answer(context)

    def _answer(self, context: QueryContext) -> Results:
        if context.request.meaning:
            return fused_answer.answer(context, self.meaning)
        return query_pipeline.answer(context)

    def results_with_card(
        self, request: Request, values: int = FACET_VALUES
    ) -> tuple[Results, EntityCard | None]:
        """Return the answer with the card of what it names; raises ``BadRequest``."""
        with self.asking_of(request, values) as context:
            found = self._answer(context)
            return found, entity_card(context, found)

    def completions(self, text: str, limit: int) -> tuple[Completion, ...]:
        """Return what may be meant by the beginning of a query, best first; raises
        ``BadRequest``."""
        if len(text) > TYPED_LIMIT:
            raise BadRequest("query_too_long", length=len(text), limit=TYPED_LIMIT)
        with self._asking() as reader:
            return completions(reader, self._names.now(), self._engine.data, text, limit)

    def every_id(self, request: Request) -> Iterator[Hit]:
        """Yield every hit in ranked order; raises ``BadRequest``."""
        with self.asking_of(request) as context:
            if request.meaning:
                yield from fused_answer.every_id(context, self.meaning)
            else:
                yield from query_pipeline.every_id(context)

    def document(self, doc_id: str, request: Request) -> DocumentView:
        """Return one document with the request's matches marked; raises ``BadRequest``."""
        with self.asking_of(request) as context:
            return query_pipeline.one_document(context, doc_id)

    def similar(self, doc_id: str, lang: str = "", limit: int = 10) -> SimilarDocuments:
        """Return the documents of a language, the other one by default, that tell of the same as a
        document; raises ``BadRequest``."""
        with self.asking_of(Request("")) as context:
            return similar_documents(context, doc_id, lang, limit)

    def profile(self, entity_id: str, asked: ProfileRequest) -> Profile:
        """The profile of a gate, person or place; of a person who counts as another, the other's.
        Raises ``NotThere``."""
        names = self._names.now()
        entity_id = names.corrections.one_of(entity_id)
        with self._asking() as reader:
            return profile(reader, names, entity_id, asked, self._budget)

    def is_known(self, entity_id: str) -> bool:
        """Whether there is a profile of an entity."""
        names = self._names.now()
        with self._engine.reading() as reader:
            return entity_ids.is_known(reader, names, names.corrections.one_of(entity_id))

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

    def gates(self) -> tuple[GateRow, ...]:
        """All gates with their documents."""
        with self._asking() as reader:
            return gates(reader, self._lookup)

    def people(self) -> tuple[PersonRow, ...]:
        """People with their documents, those whom most name first."""
        with self._asking() as reader:
            return people(reader, self._lookup)

    def concordance(
        self, request: Request, sorting: str, values: int = FACET_VALUES
    ) -> Concordance:
        """A request's matches with their context, and its facets; raises ``BadRequest``."""
        if sorting not in SORTINGS:
            raise BadRequest("bad_sorting", value=sorting[:40], known=", ".join(SORTINGS))
        with self.asking_of(request, values) as context:
            return matching.concordance(context, sorting)

    def every_match(self, request: Request) -> Iterator[list[MatchLine]]:
        """Every match of a request, streamed in batches; raises ``BadRequest``."""
        with self.asking_of(request) as context:
            yield from matching.every_match(context)

    def references(self, request: Request) -> Iterator[list[Reference]]:
        """What is cited of a request's documents, streamed in batches; raises ``BadRequest``."""
        with self.asking_of(request) as context:
            yield from references(context)

    def reference(self, doc_id: str) -> Reference:
        """What is cited of one document. Raises ``NotThere``."""
        with self._asking() as reader:
            return reference_to(reader, doc_id)

    def name_rows(self, names: tuple[str, ...], request: Request) -> Iterator[list[NameRow]]:
        """What a search for each of these names finds under the filters of a request, one row at a
        time."""
        return name_rows(self.asking_of, names, request)

    def mentions(
        self, entities: Collection[str] | None, wanted: MentionFilter = EVERY_MENTION
    ) -> Iterator[list[MentionLine]]:
        """Every mention of these entities, or of all (None), that is asked for, in batches."""
        with self._asking() as reader:
            within = tuple(wanted.plans(self._lookup).values())
            lines = MentionLines(reader, entities, self._budget, wanted, within)
            yield from lines.batches()
            if lines.looked.left_out:
                self._budget.check()

    def mentioned(self, name: str, side: str = "") -> tuple[str, ...]:
        """The ids that a name or an id stands for, as an address or a command asks for them; of a
        gate those of a side of its crossing, or ``both``. Raises ``NotThere`` where no gazetteer
        and no document knows any, and ``BadRequest``."""
        with self._engine.reading() as reader:
            return entity_ids.ids_mentioned(reader, self._names.now(), name, side)

    def of_kind(self, name: str, kind: str = "") -> tuple[str, ...]:
        """The ids of a kind (a key of ``FIELD_OF``), or of any, that a name or an id stands for,
        those that documents mention before others. Raises ``BadRequest``."""
        with self._asking() as reader:
            return entity_ids.ids_of_kind(reader, self._names.now(), name, kind)

    def one_named(self, name: str) -> str:
        """The one id of a name or an id. Raises ``BadRequest`` for none, or several."""
        return entity_ids.one_id_named(self._names.now(), name)

    def overview(self) -> Overview:
        """Return the overview of the archive."""
        with self._asking() as reader:
            return overview(reader, self._lookup, self._budget)
