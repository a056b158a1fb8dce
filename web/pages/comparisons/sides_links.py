"""The URLs behind the numbers of the two sides: the list of documents that each counts."""

from __future__ import annotations

from indexer import fields
from search.comparison.subject import FIELD_OF_KIND
from search.comparison.two_sides import SidesRequest, TwoSides
from search.concordance.mention_filter import MentionFilter
from search.request import Request
from web.http import comparison_urls, query_string, urls
from web.pages.comparisons.asked_comparison import narrowing_pairs, sides_pairs
from web.pages.comparisons.compare_links import side_pairs


class SidesLinks:
    """The URLs of one answer. A number leads to the dossier of the entity, or without one to a
    search for all documents, under the same filters. A dossier can be narrowed to one person
    named beside the entity, a search to one of each kind: other numbers have no URL."""

    def __init__(self, found: TwoSides) -> None:
        self._found = found
        self._asked = found.asked

    def asked(
        self,
        named: str | None = None,
        wanted: MentionFilter | None = None,
        also: tuple[str, ...] | None = None,
        side: str | None = None,
    ) -> SidesRequest:
        """Return what is asked with something else in its place; an entity that was understood is
        asked for by its id."""
        subject = self._found.subject
        now = subject.id if subject else self._asked.named
        return SidesRequest(
            now if named is None else named,
            self._asked.side if side is None else side,
            self._asked.wanted if wanted is None else wanted,
            self._asked.also if also is None else also,
        )

    def page(
        self,
        named: str | None = None,
        wanted: MentionFilter | None = None,
        also: tuple[str, ...] | None = None,
        side: str | None = None,
    ) -> str:
        """Return the URL of this page with something else in its place."""
        return comparison_urls.sides_url(sides_pairs(self.asked(named, wanted, also, side)))

    def period(self, name: str) -> str:
        """Return the URL of this page within one of its periods."""
        wanted = self._asked.wanted
        since, until = (
            bound if bound.startswith(name) else name for bound in (wanted.since, wanted.until)
        )
        return self.page(wanted=MentionFilter(wanted.values, since, until))

    def documents(self, lang: str, period: str = "", *, dated: bool = True) -> str:
        """Return the URL of the documents of a language, in all, of a period, or (not ``dated``)
        without a date; empty where no list is of exactly these."""
        if period == fields.UNKNOWN and self._found.by == fields.MONTH and self._found.subject:
            return ""
        wanted = self._asked.wanted if dated else self._asked.wanted.without_dates()
        pairs = narrowing_pairs(wanted.but(lang=(lang,)))
        unit = self._found.by if dated else fields.YEAR
        subject = self._found.subject
        also = [(FIELD_OF_KIND[one.kind], one.id) for one in self._found.also]
        if len({field for field, _ in also}) < len(also):
            return ""  # Of several values of one field both would give documents with either.
        if subject is None:
            pairs += also
            pairs += [(unit, period)] if period else []
            return f"/search?{query_string.encoded([('q', ''), *pairs])}"
        if any(field != fields.PEOPLE for field, _ in also):
            return ""
        pairs += also
        if period and unit == fields.MONTH:
            kept = [pair for pair in pairs if pair[0] not in ("from", "to")]
            bounds = (wanted.since, wanted.until)
            since, until = (one if one.startswith(period) else period for one in bounds)
            pairs = [*kept, ("from", since), ("to", until)]
        elif period:
            pairs.append((fields.YEAR, period))
        return urls.entity_url(subject.kind, subject.id, [*side_pairs(subject), *pairs])

    def document(self, doc_id: str, lang: str) -> str:
        """Return the URL of a document, with the name of the entity marked in it."""
        subject = self._found.subject
        if subject is None:
            return urls.document_path(doc_id)
        name = subject.name.zh if lang == "zh" else subject.name.vi
        request = Request(name or subject.name.vi or subject.name.zh, pair=len(subject.ids) > 1)
        return urls.document_url(doc_id, request)
