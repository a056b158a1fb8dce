"""The documents that a request finds, in the order and folded as the page lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.cleaning import one_line
from indexer.engines.batches import batches
from indexer.engines.protocol import OTHERS_PAGED, Hit
from search import query_pipeline
from search.answer.hit_rows import hit_rows
from search.answer.marked_text import Snippet
from search.answer.models import HitRow
from search.answer.ranking import ranking_of
from search.meaning.fused_answer import fused_listing
from search.meaning.meaning_lists import MeaningLists
from search.query.context import QueryContext
from search.stories.folded_list import FoldedPage, Listing, folded_part, unfolded
from search.stories.stories import Stories

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of reading them, and as much of marking."""

RESULT_COLUMNS: Final = (
    *("id", "title", "lang", "date", "date_origin", "source", "province", "genre"),
    *("path", "line", "page", "forms", "matches", "passage"),
    *("copies", "missing", "found_by", "url"),
)
"""Of ``ResultRow.shape``, in this order."""


class ResultRow(Struct, frozen=True):
    """A document of the list."""

    hit: HitRow

    def shape(self) -> dict[str, object]:
        """Return the row for a file: ``forms`` are those found with how often, ``passage`` is the
        first that the page shows, ``copies`` are the ids folded under it, ``missing`` are the parts
        of the query that it has not; ``found_by`` is set where meaning was asked."""
        hit = self.hit
        times = Counter(span.form for span in hit.spans)
        values = (
            *(hit.id, hit.title, hit.lang, hit.date, hit.date_origin, hit.source),
            *(hit.province, hit.genre, hit.document.path, hit.document.line, hit.page),
            " · ".join(f"{form} {count}" for form, count in times.most_common()),
            len(hit.spans),
            _passage(hit.snippets),
            " ".join(hit.copies),
            " · ".join(hit.missing),
            hit.found_by,
            hit.url,
        )
        return dict(zip(RESULT_COLUMNS, values, strict=True))


def result_rows(context: QueryContext, lists: MeaningLists) -> Iterator[list[ResultRow]]:
    """Yield every document of a request in the order of the page, in batches, some of them empty:
    those with all that was asked, then those with a part of it, as many as can be paged through.

    Raises ``BadRequest``, and ``OutOfTime`` rather than leave anything out.
    """
    bare = context.with_request(context.request.but(limit=0))
    planned = query_pipeline.plan(bare)
    fused = fused_listing(bare, lists) if context.request.meaning else None
    ranked = query_pipeline.ranked_listing(bare)
    listing: Listing = ranked if fused is None else fused
    every = ranked.every(OTHERS_PAGED) if fused is None else fused.every()
    parts = ranking_of(bare, planned).parts if fused is None else ()
    found_by: Callable[[str], str] = str if fused is None else fused.found_by
    for page in _pages(context, listing, every):
        rows = hit_rows(bare, planned, page, parts)
        if fused is not None:
            rows = (replace(row, found_by=found_by(row.id)) for row in rows)
        yield list(map(ResultRow, rows))


def _pages(context: QueryContext, listing: Listing, every: Iterable[Hit]) -> Iterator[FoldedPage]:
    folds = context.request.folded and not context.request.story
    for hits in batches(every, BATCH):
        context.budget.check()
        if folds:
            # Stories of its own for each part: they remember every text that they have read.
            yield folded_part(listing, Stories(context.reader, context.budget), hits)
        else:
            yield unfolded(hits)


def _passage(snippets: Sequence[Snippet]) -> str:
    if not snippets:
        return ""
    first = snippets[0]
    text = one_line("".join(piece.text for piece in first.pieces))
    return f"{'… ' if first.before else ''}{text}{' …' if first.after else ''}"
