"""A table of names: a row for each, with the documents that a search for it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Final

from msgspec import Struct

from corpus.cleaning import one_line
from indexer import fields
from indexer.budget import OutOfTime
from indexer.engines.protocol import ReadRequest
from indexer.near import resolved
from search import query_pipeline
from search.answer.query_summary import summarise
from search.expansion.frequencies import counted, numbered
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request import QUERY_LIMIT, Request
from search.request_errors import BadRequest


class Limits(Struct, frozen=True):
    """How many names are taken at once, and how many characters all of them may have."""

    names: int
    characters: int


IN_AN_ADDRESS: Final = Limits(200, 5_000)
"""With nine bytes for each character, as addresses have it, our server still takes it."""

IN_A_FORM: Final = Limits(5_000, 200_000)
"""Some minutes of asking; a file has all, the page the first of them."""

ROW_SECONDS: Final = 2.0
"""What one name may take: a row of names costs some milliseconds, ``near`` may read documents."""

NAME_COLUMNS: Final = ("name", "total", "vi", "zh", "forms", "problem")
"""Of ``NameRow.shape``, in this order."""

Asking = Callable[[Request], AbstractContextManager[QueryContext]]
"""Gives what a request is asked with, on a snapshot."""


class NameRow(Struct, frozen=True):
    """A name as it was given; the documents that a search for it finds, in all and of each
    language; and those of each form that is searched, most frequent first (of a line with several
    names those of each name). ``problem`` says why it could not be asked: then all are 0."""

    name: str
    total: int = 0
    vi: int = 0
    zh: int = 0
    forms: tuple[tuple[str, int], ...] = ()
    problem: BadRequest | None = None

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        forms = " · ".join(f"{form} {count}" for form, count in self.forms)
        values = (self.name, self.total, self.vi, self.zh, forms, str(self.problem or ""))
        return dict(zip(NAME_COLUMNS, values, strict=True))


def names_of(text: str, limits: Limits = IN_AN_ADDRESS) -> tuple[str, ...]:
    """Return the names of a text, one a line, each once. Raises ``BadRequest`` for too many."""
    if len(text) > limits.characters:
        raise BadRequest("too_long", length=len(text), limit=limits.characters)
    names = tuple(dict.fromkeys(filter(None, map(one_line, text.splitlines()))))
    if len(names) > limits.names:
        raise BadRequest("too_many_names", count=len(names), limit=limits.names)
    return names


def name_rows(asking: Asking, names: tuple[str, ...], request: Request) -> Iterator[list[NameRow]]:
    """Yield a row for each name, one at a time, under the filters and dates of a request."""
    filtered = Request(
        "",
        filters=request.filters,
        excluded=request.excluded,
        since=request.since,
        until=request.until,
    )
    for name in names:
        try:
            if len(name) > QUERY_LIMIT:
                raise BadRequest("query_too_long", length=len(name), limit=QUERY_LIMIT)
            with asking(filtered.but(query=name)) as context:
                yield [_row(context)]
        except BadRequest as problem:
            yield [NameRow(name, problem=problem)]


def _row(context: QueryContext) -> NameRow:
    """Ask one name. Raises ``BadRequest``, also where it takes longer than a row may; and
    ``Stopped`` where the whole table does."""
    request = context.request
    limited = QueryContext(
        context.reader, context.names, request, context.budget.at_most(ROW_SECONDS)
    )
    planned = query_pipeline.plan(limited)
    summary = summarise(planned, request)
    try:
        plan, looked = resolved(limited.reader, planned.plan, limited.budget)
    except OutOfTime:
        context.budget.check()
        raise BadRequest("name_too_slow") from None
    if looked.left_out:
        context.budget.check()
        raise BadRequest("name_too_slow")
    plans = numbered(summary.plans)
    asked = ReadRequest(
        plan, filters=filters_of(limited), limit=0, facets=(fields.LANG,), counts=plans
    )
    result = context.reader.run(asked)
    # A facet counts what a click would give, whatever is chosen of it now.
    kept = request.filters.get(fields.LANG, ())
    facet = dict(result.facets[fields.LANG])
    by_lang = {lang: count for lang, count in facet.items() if not kept or lang in kept}
    forms = summary.forms(counted(plans, result))
    searched = [(one.form, one.count) for one in forms if one.on and one.count]
    return NameRow(
        request.query,
        result.total,
        by_lang.get("vi", 0),
        by_lang.get("zh", 0),
        tuple(sorted(searched, key=lambda one: -one[1])),
    )
