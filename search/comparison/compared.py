"""Up to five entities beside each other: documents and mentions by year and language, of gates by
side, their forms, and who is named with each. All numbers are those of their dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import ReadRequest
from indexer.facet_values import WRITTEN
from indexer.plan import AnyOf, Plan, all_of, any_of
from search import group_counts
from search.answer.facets import merged
from search.answer.models import FacetValue
from search.archive import Archive
from search.comparison.meant import Unclear, ids_meant, unclear
from search.comparison.narrowing import LANGS, document_filters
from search.comparison.subject import Subject, mentions_of, subject_of
from search.concordance.mention_filter import ALL_MEANT, MentionFilter
from search.group_counts import GroupCount
from search.names.entity_names import EntityName
from search.names.named_with import named_with
from search.query.context import QueryContext
from search.request import Request
from search.request_errors import BadRequest

MOST: Final = 5
"""Entities at once: more columns than that no screen shows beside each other."""

FORMS: Final = 6
COMPANIONS: Final = 6
"""Most forms and people listed of each."""


class CompareRequest(Struct, frozen=True):
    """What is compared (ids or names), of gates which side (as in a dossier), and within what."""

    named: tuple[str, ...] = ()
    side: str = ""
    wanted: MentionFilter = ALL_MEANT

    def __post_init__(self) -> None:
        if len(self.named) > MOST:
            raise BadRequest("too_many_values", name="e", limit=MOST)


class Count(Struct, frozen=True):
    """Documents that mention something, and its mentions in them."""

    documents: int = 0
    mentions: int = 0


NOTHING: Final = Count()
ByLang = Mapping[str, Count]


class SideCount(Struct, frozen=True):
    """One gate of a crossing (``side`` is one of ``SIDES``) with its counts by language."""

    id: str
    side: str
    name: EntityName
    by_lang: ByLang


class Compared(Struct, frozen=True):
    """One entity. ``total`` is of all languages; ``years`` has the years in order, those without a
    date last (``fields.UNKNOWN``). ``sides`` is empty but for a gate of two."""

    subject: Subject
    total: Count
    by_lang: ByLang
    years: Mapping[str, ByLang]
    forms: tuple[tuple[str, int], ...]
    together: tuple[tuple[str, EntityName, int], ...]
    sides: tuple[SideCount, ...]


class Comparison(Struct, frozen=True):
    """The answer. ``any_documents`` mention one of them at least, ``all_documents`` every one;
    ``facets`` count the former by what the request may narrow to. ``unclear`` are the texts that
    name nothing, or several."""

    asked: CompareRequest
    compared: tuple[Compared, ...]
    unclear: tuple[Unclear, ...]
    any_documents: int
    all_documents: int
    facets: Mapping[str, tuple[FacetValue, ...]]

    @property
    def years(self) -> tuple[str, ...]:
        """The years of all of them, in order."""
        return tuple(sorted({year for one in self.compared for year in one.years}))


def compared(archive: Archive, asked: CompareRequest) -> Comparison:
    """Compare what was asked, on one snapshot. Raises ``BadRequest``."""
    with archive.held() as (held, _):
        return _comparison(held, asked)


def _comparison(archive: Archive, asked: CompareRequest) -> Comparison:
    meant = {text: ids_meant(archive, text) for text in asked.named}
    with archive.asking_of(Request("")) as context:
        filters = document_filters(asked.wanted, context.names)
        clear = dict.fromkeys(ids[0] for ids in meant.values() if len(ids) == 1)
        subjects = [subject_of(context, one, asked.side) for one in clear]
        plan = any_of([one.documents for one in subjects])
        found = context.reader.run(
            ReadRequest(
                plan,
                filters=filters,
                limit=0,
                facets=(fields.LANG, *WRITTEN),
                counts={"all": all_of([plan, *(one.documents for one in subjects)])},
            )
        )
        return Comparison(
            asked,
            tuple(_compared(context, one, asked.wanted) for one in subjects),
            tuple(unclear(context, text, ids) for text, ids in meant.items() if len(ids) != 1),
            found.total,
            found.counts["all"],
            {
                name: merged(name, values, context.names, asked.wanted.of(name))
                for name, values in found.facets.items()
            },
        )


def _compared(context: QueryContext, subject: Subject, wanted: MentionFilter) -> Compared:
    filters = document_filters(wanted, context.names)
    asked = ReadRequest(subject.documents, filters=filters, limit=0, facets=(fields.PEOPLE,))
    found = context.reader.run(asked)
    mentions = _mentions(context, subject, wanted)
    by_year = {lang: _years(context, subject, filters, lang) for lang in LANGS}
    langs, named = group_counts.langs(mentions), group_counts.years(mentions)
    forms = sorted(group_counts.forms(mentions).items(), key=lambda one: (-one[1], one[0]))
    people = found.facets[fields.PEOPLE]
    return Compared(
        subject,
        Count(found.total, group_counts.total(mentions)),
        {lang: Count(sum(by_year[lang].values()), langs.get(lang, 0)) for lang in LANGS},
        {
            year: {
                lang: Count(by_year[lang].get(year, 0), named.get(year, {}).get(lang, 0))
                for lang in LANGS
            }
            for year in sorted({year for lang in LANGS for year in by_year[lang]})
        },
        tuple(forms[:FORMS]),
        tuple(named_with(context.reader, context.names, people, subject.ids, COMPANIONS)),
        tuple(_sides(context, subject, wanted)),
    )


def _mentions(
    context: QueryContext, subject: Subject, wanted: MentionFilter
) -> tuple[GroupCount, ...]:
    """Return the counts of the mentions that are asked for."""
    within = tuple(wanted.plans(context.names).values())
    return wanted.taken(mentions_of(context, subject, within))


def _in_language(filters: Mapping[str, Plan], lang: str) -> Mapping[str, Plan]:
    """Return the filters with one language; none of its documents where another was chosen."""
    own = AnyOf(fields.LANG, (lang,))
    chosen = filters.get(fields.LANG)
    return {**filters, fields.LANG: own if chosen is None else all_of([chosen, own])}


def _years(
    context: QueryContext, subject: Subject, filters: Mapping[str, Plan], lang: str
) -> Mapping[str, int]:
    """Count the documents of a language by year; each has one, or is unknown."""
    within = _in_language(filters, lang)
    asked = ReadRequest(subject.documents, filters=within, limit=0, facets=(fields.YEAR,))
    return dict(context.reader.run(asked).facets[fields.YEAR])


def _sides(context: QueryContext, subject: Subject, wanted: MentionFilter) -> Iterator[SideCount]:
    """Count both gates of a crossing."""
    filters = document_filters(wanted, context.names)
    for gate in subject.gates:
        one = subject if subject.ids == (gate.id,) else subject_of(context, gate.id)
        langs = group_counts.langs(_mentions(context, one, wanted))
        by_lang = {}
        for lang in LANGS:
            documents = context.reader.count(one.documents, _in_language(filters, lang))
            by_lang[lang] = Count(documents, langs.get(lang, 0))
        yield SideCount(gate.id, gate.facts["side"], one.name, by_lang)
