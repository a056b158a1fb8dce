"""The concordance of a query: one line for each match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.concordance.match_lines import SORTED_DOCUMENTS, Concordance, MatchLine
from search.concordance.mention_lines import SORTINGS
from search.request import NAME_ORDER
from search.request_errors import BadRequest
from web.html.marking import script_of, text_tag
from web.http import urls
from web.http.urls import USUAL_LISTS, ShownLists
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, page_text
from web.pages.narrowing import Narrowing

PAGE = 50


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A line: the text left and right of a match, its document, and the kind of its form."""

    left: str
    form: str
    right: str
    lang: str
    tag: str
    accent: str
    href: str
    date: str
    source: str
    page: str
    why: str


def sorting_of(pairs: Sequence[tuple[str, str]]) -> str:
    """Read the order of the lines from a URL. Raises ``BadRequest``."""
    given = dict(pairs).get("lines", "date")
    if given not in SORTINGS:
        raise BadRequest("bad_sorting", value=given[:40], known=", ".join(SORTINGS))
    return given


class ConcordancePage:
    """The concordance of one request."""

    def __init__(
        self,
        concordance: Concordance,
        texts: Texts,
        *,
        lists: ShownLists = USUAL_LISTS,
    ) -> None:
        self.concordance = concordance
        self.texts = texts
        self.request = concordance.request
        self.documents = texts.counted("documents", concordance.documents)
        # Its lines have an order of their own, and so many on a page.
        self.narrowing = Narrowing(
            self.request.but(limit=10, sorting=NAME_ORDER),
            concordance.facets,
            urls.concordance_page(concordance.sorting),
            texts,
            lists=lists,
        )
        self.cards = urls.results_url(self.request.but(limit=10))
        count = texts.counted("lines_found", concordance.seen)
        self.count = count if concordance.whole else texts.filled("lines_more", count=count)

    @property
    def notice(self) -> str:
        """Why lines are missing or not sorted; empty if they are not."""
        looked = self.concordance.looked
        if not self.concordance.markable:
            return self.texts["lines_unmarkable"]
        if looked.left_out:
            return self.texts.filled(
                "lines_stopped", documents=grouped(looked.documents), of=grouped(looked.of)
            )
        if self.concordance.whole or self.concordance.sorting == "date":
            return ""
        return self.texts.filled("lines_sorted", limit=grouped(SORTED_DOCUMENTS))

    def rows(self) -> Iterator[MatchRow]:
        """Return the lines of this page."""
        return map(self._row, self.concordance.lines)

    def _row(self, one: MatchLine) -> MatchRow:
        form = one.span.form
        kind = self.texts.filled(f"kind_{one.span.kind}", form=form, asked=self.request.query)
        return MatchRow(
            left=one.left,
            form=one.surface,
            right=one.right,
            lang=one.lang,
            tag=text_tag(one.lang, one.left + one.surface + one.right),
            accent=script_of(one.surface),
            href=f"{urls.document_url(one.doc, self.request.but(limit=10))}#hit-1",
            date=date_text(one.date, one.date_origin, self.texts),
            source=one.source,
            page=page_text(one.page, self.texts),
            why=kind,
        )

    def sorts(self) -> list[tuple[str, str]]:
        """List the orders: text and URL; the one in use has no URL."""
        now = self.concordance.sorting
        return [
            (
                self.texts[f"kwic_{name}"],
                "" if name == now else urls.concordance_url(self.request.but(), name),
            )
            for name in SORTINGS
        ]

    def downloads(self) -> list[tuple[str, str]]:
        """List all lines as files: format and URL."""
        return urls.matches_files(self.request.but(limit=10))

    def pages(self) -> list[tuple[str, str]]:
        """List the pages before and after: text and URL."""
        now, sorting = self.request.offset, self.concordance.sorting
        found = []
        if now:
            before = self.request.but(offset=max(0, now - PAGE))
            found.append((self.texts["previous"], urls.concordance_url(before, sorting)))
        if self.concordance.seen > now + PAGE:
            after = self.request.but(offset=now + PAGE)
            found.append((self.texts["next"], urls.concordance_url(after, sorting)))
        return found
