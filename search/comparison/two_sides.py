"""What Vietnamese and Chinese documents say of the same: of an entity, of a month, of all there is.

Volumes by month or year, who reported first, what only one side mentions, the newest documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.document import Document
from indexer import fields
from indexer.annotation.records import from_stored
from indexer.engines.protocol import ReadRequest
from indexer.facet_values import WRITTEN
from indexer.plan import AnyOf, Everything, Plan, all_of
from search import group_counts
from search.answer.facets import merged
from search.answer.models import FacetValue
from search.archive import Archive
from search.comparison.meant import Unclear, ids_meant, unclear
from search.comparison.narrowing import LANGS, document_filters
from search.comparison.one_sided import OneSided, one_sided
from search.comparison.subject import FIELD_OF_KIND, Subject, mentions_of, subject_of
from search.concordance.mention_filter import ALL_MEANT, MentionFilter
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.request import Request
from search.request_errors import BadRequest, NotThere

MONTHS: Final = 24
"""Most months between the bounds that are shown as months: above that, years."""

NEWEST_LISTED: Final = 5
"""Documents of each side."""

SHOWN: Final = 36
"""Most periods of which the newest document of each side is read."""

ALSO_MOST: Final = 5
"""Most entities that a document must mention beside the one that is asked about."""


class SidesRequest(Struct, frozen=True):
    """What is set side by side: an entity (its id or a name; empty: every document), of a gate
    which side, within what; ``also`` are the ids of what a document must mention, too."""

    named: str = ""
    side: str = ""
    wanted: MentionFilter = ALL_MEANT
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.also) > ALSO_MOST:
            raise BadRequest("too_many_values", name="with", limit=ALSO_MOST)


class Period(Struct, frozen=True):
    """A month or a year (``fields.UNKNOWN``: within the dates, but not known which): documents by
    language, and the newest document of each."""

    name: str
    documents: Mapping[str, int]
    newest: Mapping[str, Document]


class LanguageSide(Struct, frozen=True):
    """What the documents of one language have. ``mentions`` are those of the entity, 0 without one;
    ``undated`` counts the documents without a date, which are in no dates that are asked for;
    ``first`` is the earliest that has one."""

    lang: str
    documents: int
    mentions: int
    undated: int
    first: Document | None
    newest: tuple[Document, ...]


class TwoSides(Struct, frozen=True):
    """The answer. ``by`` is ``month`` or ``year``, the unit of the periods, which stand in order.
    ``only`` lists what only one side mentions; nothing for the whole archive. Without ``subject``
    it is of every document, or ``unclear`` says what was not understood."""

    asked: SidesRequest
    subject: Subject | None
    unclear: Unclear | None
    also: tuple[Subject, ...]
    by: str
    periods: tuple[Period, ...]
    sides: tuple[LanguageSide, ...]
    only: tuple[OneSided, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]


def two_sides(archive: Archive, asked: SidesRequest) -> TwoSides:
    """Set the two languages side by side, on one snapshot. Raises ``BadRequest``."""
    with archive.held() as (held, _):
        return _on_one_snapshot(held, asked)


def _on_one_snapshot(archive: Archive, asked: SidesRequest) -> TwoSides:
    asked = replace(asked, wanted=asked.wanted.but(lang=()))
    ids = ids_meant(archive, asked.named) if asked.named else ()
    with archive.asking_of(Request("")) as context:
        also = tuple(subject_of(context, one) for one in asked.also)
        for one in also:
            if one.kind not in FIELD_OF_KIND:
                raise NotThere("no_entity", value=one.id)
        if asked.named and len(ids) != 1:
            said = unclear(context, asked.named, ids)
            return TwoSides(asked, None, said, also, "year", (), (), (), {})
        subject = subject_of(context, ids[0], asked.side) if ids else None
        return _Sides(context, asked, subject, also).answer()


def unit(wanted: MentionFilter) -> str:
    """Return what the time between the bounds is cut into, ``month`` or ``year``."""
    if not (wanted.since and wanted.until):
        return fields.YEAR
    first, last = (_month(one, end) for one, end in ((wanted.since, 1), (wanted.until, 12)))
    return fields.MONTH if last - first < MONTHS else fields.YEAR


def _month(date: str, default: int) -> int:
    year, _, rest = date.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else default)


class _Sides:
    """The documents of one answer."""

    def __init__(
        self,
        context: QueryContext,
        asked: SidesRequest,
        subject: Subject | None,
        also: tuple[Subject, ...],
    ) -> None:
        self._reader = context.reader
        self._context = context
        self._names: NameLookup = context.names
        self._asked = asked
        self._subject = subject
        self._also = also
        self._by = unit(asked.wanted)
        plans: list[Plan] = [subject.documents if subject else Everything()]
        plans += (AnyOf(FIELD_OF_KIND[one.kind], (one.id,)) for one in also)
        self._plan = all_of(plans)
        self._filters = document_filters(asked.wanted, context.names)
        within = [*plans[1:], *self._filters.values()]
        self._mentions = (
            group_counts.langs(mentions_of(context, subject, within)) if subject else {}
        )

    def answer(self) -> TwoSides:
        """Return the whole answer."""
        asked = ReadRequest(self._plan, filters=self._filters, limit=0, facets=WRITTEN)
        found = self._reader.run(asked)
        return TwoSides(
            self._asked,
            self._subject,
            None,
            self._also,
            self._by,
            tuple(self._periods()),
            tuple(self._side(lang) for lang in LANGS),
            self._only(),
            {
                name: merged(name, values, self._names, self._asked.wanted.of(name))
                for name, values in found.facets.items()
            },
        )

    def _only(self) -> tuple[OneSided, ...]:
        """Return what only one side mentions; of the whole archive that would be most names."""
        if self._subject is None and self._asked.wanted == ALL_MEANT:
            return ()
        subject = self._subject
        own = (*subject.ids, *(gate.id for gate in subject.gates)) if subject else ()
        sides = {lang: (self._plan, self._within(lang)) for lang in LANGS}
        return one_sided(self._context, sides, {*own, *self._asked.also})

    def _within(self, lang: str) -> Mapping[str, Plan]:
        return {**self._filters, fields.LANG: AnyOf(fields.LANG, (lang,))}

    def _newest(self, filters: Mapping[str, Plan], limit: int, offset: int = 0) -> list[str]:
        asked = ReadRequest(self._plan, filters=filters, offset=offset, limit=limit)
        return [hit.id for hit in self._reader.run(asked).hits]

    def _fetched(self, ids: Sequence[str]) -> dict[str, Document]:
        return {one: from_stored(stored) for one, stored in self._reader.fetch(ids).items()}

    def _periods(self) -> Iterator[Period]:
        """Yield the periods that have documents, in order; what is not known comes last."""
        counts = {lang: self._counts(lang) for lang in LANGS}
        names = sorted({name for of_lang in counts.values() for name in of_lang})
        newest = {
            (name, lang): self._newest(
                {**self._within(lang), self._by: AnyOf(self._by, (name,))}, 1
            )
            for name in names[-SHOWN:]
            for lang in LANGS
            if counts[lang].get(name)
        }
        documents = self._fetched([one for ids in newest.values() for one in ids])
        for name in names:
            yield Period(
                name,
                {lang: counts[lang].get(name, 0) for lang in LANGS},
                {lang: documents[one] for lang in LANGS for one in newest.get((name, lang), ())},
            )

    def _counts(self, lang: str) -> Mapping[str, int]:
        asked = ReadRequest(self._plan, filters=self._within(lang), limit=0, facets=(self._by,))
        return dict(self._reader.run(asked).facets[self._by])

    def _side(self, lang: str) -> LanguageSide:
        within = self._within(lang)
        total = self._reader.count(self._plan, within)
        newest = self._newest(within, NEWEST_LISTED)
        first = self._first(within)
        undated = {**within, fields.DATE: AnyOf(fields.DATE, ("00000000",))}
        documents = self._fetched([*newest, *first])
        return LanguageSide(
            lang,
            total,
            self._mentions.get(lang, 0),
            self._reader.count(self._plan, undated),
            next((documents[one] for one in first), None),
            tuple(documents[one] for one in newest),
        )

    def _first(self, within: Mapping[str, Plan]) -> list[str]:
        """Return the id of the earliest document with a date, if there is one: of the first year,
        of the first month, so that few are put in order. Who gives the year alone comes first."""
        count = 0
        for field in (fields.YEAR, fields.MONTH):
            asked = ReadRequest(self._plan, filters=within, limit=0, facets=(field,))
            found = dict(self._reader.run(asked).facets[field])
            if field == fields.YEAR:
                found.pop(fields.UNKNOWN, None)
            if not found:
                return []
            earliest = fields.UNKNOWN if fields.UNKNOWN in found else min(found)
            within = {**within, field: AnyOf(field, (earliest,))}
            count = found[earliest]
        return self._newest(within, 1, count - 1)
