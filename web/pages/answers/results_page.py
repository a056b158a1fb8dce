"""The results of a request: everything in words, with its URLs."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from search.answer.models import FormRow, Results, Suggestion
from search.entities.entity_card import EntityCard
from search.request import NAME_ORDER, NEWEST, Request
from web.http import urls
from web.http.urls import USUAL_LISTS, ShownLists
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages import request_changes
from web.pages.answers.answer_card import AnswerCard
from web.pages.answers.answer_rows import answer_rows
from web.pages.answers.hit_groups import hit_groups
from web.pages.answers.link_groups import Groups
from web.pages.answers.pagination import last_page_url, paging
from web.pages.answers.searched_instead import SearchedInstead
from web.pages.document_facts import name_tag
from web.pages.downloads import Downloads, results_downloads
from web.pages.keeping import Keeping
from web.pages.narrowing import Narrowing

LITTLE: Final = "little_words"
"""The notice that is said in passing: what it tells is as it should be."""

PARTS_OPEN: Final = 3
"""Most parts of a query whose spellings are in view: those of a question are a screen of their own.
Not measured."""


class OfferRow(Struct, frozen=True):
    """A query offered, what it finds within the same filters, and a note on it."""

    text: str
    count: str
    tag: str
    href: str
    note: str


class ResultsPage:
    """The results of a request in one language; ``lists`` says what of long lists is shown,
    ``has_vectors`` whether the archive can be asked by meaning. ``card`` is that of what the query
    names; ``instead`` says what was typed where something else is searched."""

    def __init__(
        self,
        results: Results,
        texts: Texts,
        *,
        lists: ShownLists = USUAL_LISTS,
        has_vectors: bool = False,
        card: EntityCard | None = None,
        instead: SearchedInstead | None = None,
    ) -> None:
        self.results = results
        self.keeping: Keeping | None = None
        self.texts = texts
        self.request: Request = results.request
        groups = Groups(results, texts, unfolded=lists.everything)
        self.forms = groups.forms()
        self.readings = groups.readings()
        self.narrowing = Narrowing(
            results.request,
            results.facets,
            urls.RESULTS,
            texts,
            lists=lists,
            story=results.hits[0].title if results.hits else "",
        )
        self.groups = hit_groups(results, texts)
        self.answers = tuple(answer_rows(results, texts))
        self.card = AnswerCard(card, results.request, texts) if card else None
        self.instead = instead
        self.paging = paging(results, texts)
        self.total = texts.counted("documents", results.total)
        self._has_vectors = has_vectors

    @property
    def is_word(self) -> bool:
        """Whether the one term of the query is a word and no name: it names nothing, and documents
        write it small."""
        small = any(row.form[:1].islower() for row in self._asked())
        return small and not self.results.answers

    @property
    def folds_forms(self) -> bool:
        """Whether the spellings are folded: a question has many parts."""
        return len(self.forms) > PARTS_OPEN

    @property
    def all_forms_off(self) -> bool:
        """Whether there are forms and the reader switched all of them off."""
        forms = self.results.forms
        return bool(forms) and not any(row.on for row in forms)

    def _asked(self) -> list[FormRow]:
        return [row for row in self.results.forms if row.on and row.count]

    @property
    def filter_count(self) -> int:
        """The number of active filters."""
        return self.narrowing.active.count

    @property
    def clear_url(self) -> str:
        """The URL without filters."""
        return self.narrowing.active.clear_url

    @property
    def forms_url(self) -> str:
        """The URL with the usual forms."""
        return urls.results_url(request_changes.as_usual(self.request).but(without=frozenset()))

    @property
    def unfolded_url(self) -> str:
        """The URL of this page with all its lists unfolded."""
        return urls.results_url(self.request, everything=True)

    @property
    def part_counts(self) -> list[tuple[str, str]]:
        """List the parts of the query with the documents that each finds alone."""
        return [(row.text, grouped(row.count)) for row in self.results.parts]

    @property
    def feed_url(self) -> str:
        """The URL of the feed of the request."""
        return urls.feed_url(self.request.but(limit=10))

    @property
    def downloads(self) -> Downloads:
        """List what is shown as files."""
        return results_downloads(self.request, self.texts)

    @property
    def json_url(self) -> str:
        """The URL of the same answer for programs."""
        return urls.json_url(urls.results_url(self.request))

    @property
    def last_page_url(self) -> str:
        """The URL of the last page."""
        return last_page_url(self.results)

    @property
    def concordance_url(self) -> str:
        """The URL of the same matches as a concordance."""
        return urls.concordance_url(self.request.but())

    def sorts(self) -> list[tuple[str, str]]:
        """List the orders: text and URL; the one in use has no URL."""
        first = "sort_name" if self.results.is_name and not self.is_word else "sort_relevance"
        request = self.request
        return [
            (
                self.texts[word],
                "" if request.sorting == order else urls.results_url(request.but(sorting=order)),
            )
            for order, word in ((NAME_ORDER, first), (NEWEST, "sort_newest"))
        ]

    def folding_switch(self) -> tuple[str, str] | None:
        """Return what lists each reprint, or folds them again: text and URL. None where the list is
        one page without any."""
        request = self.request
        has_copies = any(hit.copies for hit in self.results.hits)
        if request.story or not (has_copies or self.paging or not request.folded):
            return None
        word = "unfold" if request.folded else "fold"
        return self.texts[word], urls.results_url(request.but(folded=not request.folded))

    @property
    def by_meaning(self) -> str:
        """How many more documents meaning found; empty if none."""
        count = self.results.by_meaning
        return self.texts.filled("more_by_meaning", n=grouped(count)) if count else ""

    def meaning_switch(self) -> tuple[str, str] | None:
        """Return what asks by meaning too, or no longer: text and URL. None where there are no
        vectors or there is no query."""
        request = self.request
        if not request.query or not (self._has_vectors or request.meaning):
            return None
        word = "meaning_off" if request.meaning else "meaning_on"
        return self.texts[word], urls.results_url(request.but(meaning=not request.meaning))

    @property
    def query_fields(self) -> list[tuple[str, str]]:
        """What the search box sends along: filters, but not the choices of the old query."""
        return request_changes.pairs_to_send(request_changes.as_usual(self.request).but(query=""))

    def offers(self, sort: str) -> list[OfferRow]:
        """List what may be searched next, of one sort of offer."""
        suggested = (*(self.instead.others if self.instead else ()), *self.results.suggestions)
        return [self._offer(row) for row in suggested if row.sort == sort]

    def _offer(self, row: Suggestion) -> OfferRow:
        href = urls.results_url(request_changes.as_usual(self.request).but(query=row.text))
        return OfferRow(row.text, grouped(row.count), name_tag(row.text), href, row.note)

    def parts(self) -> list[tuple[str, str, str]]:
        """List each part of a query that found nothing: text, its documents alone within the same
        filters, URL."""
        alone = request_changes.as_usual(self.request)
        return [
            (
                row.text,
                self.texts.counted("documents", row.count),
                urls.results_url(alone.but(query=row.text)) if row.count else "",
            )
            for row in self.results.parts
        ]

    def notices(self) -> list[str]:
        """List what the reader must be told."""
        return [
            self.texts.filled(f"notice_{notice.code}", **notice.facts)
            for notice in self.results.notices
            if notice.code != LITTLE
        ]

    @property
    def not_searched(self) -> str:
        """The little words that were not searched; empty if all were."""
        found = [one for one in self.results.notices if one.code == LITTLE]
        return self.texts.filled(f"notice_{LITTLE}", **found[0].facts) if found else ""
