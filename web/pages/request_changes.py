"""Changes to one thing of a request: every link on a page of results carries the whole request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indexer import fields
from search.answer.models import FormRow
from search.expansion.entity_links import FIELD_OF
from search.request import Request, to_query

Values = Mapping[str, tuple[str, ...]]


def toggled_value(request: Request, field: str, value: str) -> Request:
    """Return the request with a value of a facet chosen, or no longer; it is not excluded then."""
    return request.but(
        filters=_toggled(request.filters, field, value),
        excluded=_without(request.excluded, field, value),
    )


def toggled_exclusion(request: Request, field: str, value: str) -> Request:
    """Return the request with a value of a facet excluded, or no longer; it is not chosen then."""
    return request.but(
        filters=_without(request.filters, field, value),
        excluded=_toggled(request.excluded, field, value),
    )


def _toggled(chosen: Values, field: str, value: str) -> Values:
    values = chosen.get(field, ())
    if value in values:
        return _without(chosen, field, value)
    return {**chosen, field: (*values, value)}


def _without(chosen: Values, field: str, value: str) -> Values:
    left = tuple(one for one in chosen.get(field, ()) if one != value)
    others = {name: values for name, values in chosen.items() if name != field}
    return others | {field: left} if left else others


def without_dates(request: Request, *fields_of_dates: str) -> Request:
    """Return the request without a range of dates and without these facets' choices."""
    kept = {name: one for name, one in request.filters.items() if name not in fields_of_dates}
    return request.but(filters=kept, since="", until="")


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


def only_form(request: Request, row: FormRow, listed: Iterable[FormRow]) -> Request:
    """Return the request with one form of its part of the query alone: on, and all others of the
    part off. ``listed`` are the forms of the answer."""
    if not row.on:
        request = toggled_form(request, row)
    for other in listed:
        if other.part == row.part and other.on and other.form != row.form:
            request = toggled_form(request, other)
    return request


def naming_both(request: Request, kind: str, entity_id: str, person_id: str) -> Request:
    """Return the request for the documents that mention an entity and a person too, within the same
    filters. Values of one filter are alternatives, so what a filter can't say the query does."""
    filters, asked = dict(request.filters), []
    for field, value in ((FIELD_OF[kind], entity_id), (fields.PEOPLE, person_id)):
        if filters.setdefault(field, (value,)) != (value,):
            asked.append(f'{field}:"{value}"')
    return as_usual(request).but(query=" ".join(asked), filters=filters, meaning=False)


def without_filters(request: Request) -> Request:
    """Return the request without facets and dates."""
    return request.but(filters={}, excluded={}, since="", until="", story="")


def as_usual(request: Request) -> Request:
    """Return the request without the choices that belong to this query: forms, reading, pair, a
    story."""
    return request.but(off=frozenset(), on=frozenset(), reading="", pair=False, story="")


def pairs_to_send(request: Request) -> list[tuple[str, str]]:
    """Return the pairs that a form sends along as hidden fields."""
    return [(name, value) for name, value in to_query(request) if value]
