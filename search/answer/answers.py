"""What a query names, as its first answer: the entity's names, and what the archive has of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import Reader, ReadRequest
from indexer.organisations.organisation_ids import id_of, is_organisation
from indexer.plan import AnyOf, Plan, all_of
from search.answer.counted_entities import Answer, CountedEntity, LanguageCount
from search.expansion.entity_links import FIELD_OF
from search.expansion.selection import SelectedTerm
from search.group_counts import counts_in, counts_in_all
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.query.planner import filters_of

ANSWERS: Final = 4
"""Most entities above the results: the mentions of each are counted."""

LANGUAGES: Final = ("vi", "zh")


def answers(context: QueryContext, terms: Sequence[SelectedTerm]) -> tuple[Answer, ...]:
    """Return what a query and its terms name, each entity once, in the order of the query; without
    a query what the request narrows to. Of a pair of gates that is asked for as a pair the other
    side is no answer of its own."""
    filters = filters_of(context)
    filters = {name: plan for name, plan in filters.items() if name != fields.LANG}
    counting = _Counting(context.reader, context.names, filters)
    named: dict[str, tuple[str, str]] = {}
    for asked, kind, one in chain(_whole(context), _named(terms), _narrowed_to(context)):
        named.setdefault(one, (asked, kind))
    return tuple(
        Answer(asked, counting.counted(kind, one), counting.other_side(one))
        for one, (asked, kind) in islice(named.items(), ANSWERS)
    )


def _whole(context: QueryContext) -> Iterator[tuple[str, str, str]]:
    """Yield the organisation known from texts that a whole query names: such a name is rather
    several terms (泰国 外交部)."""
    text = context.request.query.strip()
    an_id = id_of(text)
    if is_organisation(an_id) and context.reader.known(fields.ORGANISATIONS, (an_id,)):
        yield text, "organisation", an_id


def _named(terms: Sequence[SelectedTerm]) -> Iterator[tuple[str, str, str]]:
    """Yield what the terms name: text of the term, kind, id."""
    for selected in terms:
        for link in selected.links:
            if not link.is_other_side:
                yield selected.term.text, link.kind, link.id


def _narrowed_to(context: QueryContext) -> Iterator[tuple[str, str, str]]:
    """Yield the one entity of a filter, where nothing else is asked: it was chosen from a list."""
    request = context.request
    if request.query:
        return
    for kind, name in FIELD_OF.items():
        values = request.filters.get(name, ())
        if len(values) == 1 and values[0] != fields.UNKNOWN:
            yield str(context.names.name_of(values[0])), kind, values[0]


class _Counting(Struct, frozen=True):
    """Counts entities within the filters of one request."""

    reader: Reader
    names: NameLookup
    filters: Mapping[str, Plan]

    def counted(self, kind: str, entity_id: str) -> CountedEntity:
        """Count an entity."""
        field = FIELD_OF[kind]
        others = [plan for name, plan in self.filters.items() if name != field]
        plan = all_of([AnyOf(field, (entity_id,)), *others])
        mentions = dict.fromkeys(LANGUAGES, 0)
        # The groups have years; of the dates a card shows none.
        every = (
            counts_in(self.reader, plan, entity_id)
            if others
            else counts_in_all(self.reader, entity_id)
        )
        groups = tuple(
            one for one in every if one.group.label == kind and one.group.lang in mentions
        )
        for one in groups:
            mentions[one.group.lang] += one.mentions
        asked = ReadRequest(plan, limit=0, facets=(fields.LANG,))
        documents = dict(self.reader.run(asked).facets[fields.LANG])
        counts = tuple(
            LanguageCount(lang, documents.get(lang, 0), mentions[lang]) for lang in LANGUAGES
        )
        return CountedEntity(kind, entity_id, self.names.name_of(entity_id), counts, groups)

    def other_side(self, entity_id: str) -> CountedEntity | None:
        """Count the gate on the other side of the border, if this is one of a pair."""
        other = self.names.other_side(entity_id)
        return None if other is None else self.counted(other.kind, other.id)
