"""The concordance of a query: one line for each match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.concordance.match_lines import SORTED_DOCUMENTS, Concordance, MatchLine
from search.concordance.mention_lines import SORTINGS
from search.request import NAME_ORDER
from search.request_errors import BadRequest
from web.http import urls
from web.http.urls import USUAL_LISTS, ShownLists
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.line_rows import LineHead, LineRow, line_heads, line_row
from web.pages.narrowing import Narrowing

PAGE = 32
"""Lines of a page: a screen of 900 pixels. With what narrows them, 60,000 bytes."""


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

    def rows(self) -> Iterator[LineRow]:
        """Return the lines of this page."""
        return map(self._row, self.concordance.lines)

    def _row(self, one: MatchLine) -> LineRow:
        span = one.span
        why = self.texts.filled(f"kind_{span.kind}", form=span.form, asked=self.request.query)
        request = self.request.but(limit=10)
        href = (
            urls.span_url(one.doc, span.start, span.end, request)
            if span.field == "body"
            else f"{urls.document_url(one.doc, request)}#hit-1"
        )
        return line_row(one, href, why, self.texts)

    def heads(self) -> list[LineHead]:
        """List the heads of the columns, which sort the lines."""
        return line_heads(
            self.concordance.sorting,
            lambda name: urls.concordance_url(self.request.but(), name),
            self.texts,
        )

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
