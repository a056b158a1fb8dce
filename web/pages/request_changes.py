"""Changes to one thing of a request: every link on a page of results carries the whole request."""

from __future__ import annotations

from search.answer.models import FormRow
from search.request import Request, to_query


def toggled_value(request: Request, field: str, value: str) -> Request:
    """Return the request with a value of a facet chosen, or no longer."""
    chosen = request.filters.get(field, ())
    left = tuple(one for one in chosen if one != value)
    values = left if value in chosen else (*chosen, value)
    return request.but(filters={**request.filters, field: values})


def toggled_form(request: Request, row: FormRow) -> Request:
    """Return the request with a form switched: off if it is asked, on if it is not."""
    form, off, on = row.form, request.off, request.on
    if row.on:
        needs_off = row.default or form not in on
        return request.but(on=on - {form}, off=off | {form} if needs_off else off)
    return request.but(
        off=off - {form},
        on=on if row.default and form in off else on | {form},
        without=request.without - {row.kind},
    )


def without_filters(request: Request) -> Request:
    """Return the request without facets and dates."""
    return request.but(filters={}, since="", until="", story="")


def as_usual(request: Request) -> Request:
    """Return the request without the choices that belong to this query: forms, reading, pair, a
    story."""
    return request.but(off=frozenset(), on=frozenset(), reading="", pair=False, story="")


def pairs_to_send(request: Request) -> list[tuple[str, str]]:
    """Return the pairs that a form sends along as hidden fields."""
    return [(name, value) for name, value in to_query(request) if value]
