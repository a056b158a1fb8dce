"""An index opened for asking: what the page, the interface and the command line share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from indexer.engines.protocol import FACET_VALUES, Hit
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
from search.entities.gates import GateRow, gates
from search.entities.people import PersonRow, people
from search.entities.profile import Profile, ProfileRequest, profile
from search.meaning import fused_answer
from search.names import entity_ids
from search.opened_archive import OpenedArchive
from search.query.context import QueryContext
from search.request import Request
from search.request_errors import BadRequest
from search.similar.similar_documents import SimilarDocuments, similar_documents


class Archive(OpenedArchive):
    """One index with the synonyms it is asked through; safe to share between threads.

    Each call takes a snapshot of its own, so what was committed meanwhile is seen by the next.
    Raises ``IndexProblem`` where there is no index or one that this code did not make.
    """

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
        with self._asking() as reader:
            return entity_ids.is_known(reader, names, names.corrections.one_of(entity_id))

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
        with self._asking() as reader:
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
