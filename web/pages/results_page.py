"""What the results template needs, from an answer: everything in words, with its links ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer import fields
from search.answer.models import FormRow, Results, Suggestion
from search.request import NAME_ORDER, NEWEST, Request
from web.html.marking import script_of
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Words
from web.pages.concordance_page import concordance_link
from web.pages.document_facts import place_tag, value_word
from web.pages.entity_page import entity_link
from web.pages.hit_rows import hit_rows
from web.pages.link_groups import Groups
from web.pages.pagination import last_page, page_link, paging
from web.pages.year_histogram import Years, years_of

LEADING_FORMS: Final = 6
"""Forms in the first line; all are in the row below it."""


@dataclass(frozen=True, slots=True)
class Leading:
    """A form in the first line: what a reader who came for the other script looks for."""

    text: str
    count: str
    accent: str
    tag: str


@dataclass(frozen=True, slots=True)
class OfferLink:
    """A name offered: its documents in the whole archive, and what to beware of."""

    text: str
    count: str
    tag: str
    href: str
    note: str


class ResultsPage:
    """One answer as seen in one language; ``unfolded`` shows every value and form there is."""

    def __init__(self, results: Results, words: Words, *, unfolded: bool = False) -> None:
        self.results = results
        self.words = words
        self.request: Request = results.request
        groups = Groups(results, words, unfolded=unfolded)
        self.forms = groups.forms()
        self.readings = groups.readings()
        self.facets = groups.facets()
        self.rows = hit_rows(results, words)
        self.paging = paging(results, words)
        self.total = words.counted("documents", results.total)
        self._names = {
            (name, row.value): row.name for name, rows in results.facets.items() for row in rows
        }

    @property
    def leading(self) -> tuple[Leading, ...]:
        """The forms asked that exist, Vietnamese and then Chinese, most frequent first: the answer
        in one line."""
        rows = sorted(self._asked(), key=lambda row: -row.count)[:LEADING_FORMS]
        rows.sort(key=lambda row: script_of(row.form) == "zh")
        return tuple(
            Leading(row.form, grouped(row.count), script_of(row.form), place_tag(row.form))
            for row in rows
        )

    @property
    def asked_forms(self) -> str:
        """How many spellings are asked and exist."""
        return self.words.counted("forms", len(self._asked()))

    @property
    def all_forms_off(self) -> bool:
        """Whether there are forms and the reader switched every one off."""
        forms = self.results.forms
        return bool(forms) and not any(row.on for row in forms)

    def _asked(self) -> list[FormRow]:
        return [row for row in self.results.forms if row.on and row.count]

    def active(self) -> list[tuple[str, str, str]]:
        """What narrows now: label, value, and the link that takes it away."""
        request, words = self.request, self.words
        found = [
            (
                words[f"field_{name}"],
                self._names.get((name, value)) or value_word(name, value, words),
                urls.results_link(urls.toggled_value(request, name, value)),
            )
            for name in fields.FACETS
            for value in request.filters.get(name, ())
        ]
        if request.since:
            found.append((words["since"], request.since, urls.results_link(request.but(since=""))))
        if request.until:
            found.append((words["until"], request.until, urls.results_link(request.but(until=""))))
        for kind in sorted(request.without):
            href = urls.results_link(request.but(without=request.without - {kind}))
            found.append((words["without"], words[f"without_{kind}"], href))
        return found

    @property
    def narrowed(self) -> int:
        """The number of filters, as the closed panel of a telephone says it."""
        request = self.request
        chosen = sum(len(values) for values in request.filters.values())
        return chosen + bool(request.since) + bool(request.until)

    @property
    def clear_link(self) -> str:
        """The request without its filters."""
        return urls.results_link(urls.without_filters(self.request))

    @property
    def forms_link(self) -> str:
        """The request with every form as usual."""
        return urls.results_link(urls.as_usual(self.request).but(without=frozenset()))

    @property
    def unfolded_link(self) -> str:
        """This page with all its lists complete."""
        return urls.results_link(self.request, everything=True)

    @property
    def json_link(self) -> str:
        """The same answer for programs."""
        return "/api" + urls.results_link(self.request)

    @property
    def last_page_link(self) -> str:
        """The last page there is."""
        return page_link(self.results, last_page(self.results))

    @property
    def kwic_link(self) -> str:
        """The same matches as a concordance."""
        return concordance_link(self.request.but())

    def dossiers(self) -> list[tuple[str, str]]:
        """What the query names: its dossiers."""
        return [(str(one.name), entity_link(one.kind, one.id)) for one in self.results.entities]

    def years(self) -> Years | None:
        """The histogram."""
        return years_of(self.results.facets.get(fields.YEAR, ()))

    def year_link(self, year: str) -> str:
        """The request with a year chosen, or no longer."""
        return urls.results_link(urls.toggled_value(self.request, fields.YEAR, year))

    @property
    def only_language(self) -> str:
        """The language of all that is found, if it is one: its accent colours the histogram."""
        chosen = self.request.filters.get(fields.LANG, ())
        present = [
            row.value
            for row in self.results.facets.get(fields.LANG, ())
            if row.count and (not chosen or row.value in chosen)
        ]
        return present[0] if len(present) == 1 and present[0] in ("vi", "zh") else ""

    def sorts(self) -> list[tuple[str, str]]:
        """The orders: words and link; the one in use has no link."""
        first = "sort_name" if self.results.is_name else "sort_relevance"
        request = self.request
        return [
            (
                self.words[word],
                "" if request.sorting == order else urls.results_link(request.but(sorting=order)),
            )
            for order, word in ((NAME_ORDER, first), (NEWEST, "sort_newest"))
        ]

    @property
    def beside_query(self) -> list[tuple[str, str]]:
        """What the box carries along: the filters stay, the choices of the old query go."""
        return urls.pairs_to_send(urls.as_usual(self.request).but(query=""))

    @property
    def beside_dates(self) -> list[tuple[str, str]]:
        """What the form for dates carries along: all else."""
        return urls.pairs_to_send(self.request.but(since="", until=""))

    def offers(self) -> list[tuple[str, list[OfferLink]]]:
        """What may be searched next: a line for each sort of offer."""
        found = []
        for sort in ("near", "other_script", "related"):
            rows = [row for row in self.results.suggestions if row.sort == sort]
            if rows:
                found.append((self.words[f"offer_{sort}"], [self._offer(row) for row in rows]))
        return found

    def _offer(self, row: Suggestion) -> OfferLink:
        href = urls.results_link(urls.as_usual(self.request).but(query=row.text))
        return OfferLink(row.text, grouped(row.count), place_tag(row.text), href, row.note)

    def parts(self) -> list[tuple[str, str, str]]:
        """Each part of a query that found nothing: text, documents alone within the same filters,
        link."""
        alone = urls.as_usual(self.request)
        return [
            (
                row.text,
                self.words.counted("documents", row.count),
                urls.results_link(alone.but(query=row.text)) if row.count else "",
            )
            for row in self.results.parts
        ]

    def notices(self) -> list[str]:
        """What the reader must be told, in words."""
        return [
            self.words.filled(f"notice_{notice.code}", **notice.facts)
            for notice in self.results.notices
        ]
