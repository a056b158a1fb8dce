"""Many names at once: a form for them, and a table of what a search for each finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.budget import OutOfTime
from search.answer.models import FacetValue
from search.batch.name_table import IN_A_FORM, NameRow
from search.request import Request
from web.html.marking import chinese_tag, script_of
from web.http import query_string, urls
from web.http.urls import RequestPage
from web.i18n.formatting import grouped
from web.i18n.negotiation import PARAMETER
from web.i18n.texts import Texts
from web.pages import request_changes
from web.pages.active_filters import filter_row

NO_VALUES: Final[Mapping[str, Sequence[FacetValue]]] = MappingProxyType({})

SHOWN: Final = 200
"""Most rows of the page; a file has all."""

ADDRESS: Final = 2_000
"""Longest address, encoded, that a list is put into: any proxy and any mail takes it."""

KEPT: Final = "kept"
"""The field of a button that takes filters away: a query string with those that are left."""


def names_address(typed: str, request: Request) -> str:
    """Return the address of the table of these names, one a line; empty for what is too long for
    one."""
    if len(typed) > ADDRESS:
        return ""
    return url if len(url := urls.names_url(typed, request)) <= ADDRESS else ""


def kept_pairs(sent: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what a form of the page asks for. Raises ``Refusal`` for too many filters."""
    kept = dict(sent).get(KEPT)
    if kept is None:
        return list(sent)
    beside = [pair for pair in sent if pair[0] in ("names", PARAMETER)]
    return [*beside, *query_string.pairs_of(kept.removeprefix("?").encode("utf-8", "replace"))]


class NumberCell(Struct, frozen=True):
    """A number of the table, and the URL of the documents that it counts; empty for none."""

    text: str
    href: str


class NameLine(Struct, frozen=True):
    """A row of the table; each form with its count, script and language. ``problem`` says why a
    name could not be asked."""

    name: str
    href: str
    tag: str
    vi: NumberCell
    zh: NumberCell
    total: NumberCell
    forms: tuple[tuple[str, str, str, str], ...]
    problem: str


class NamesPage:
    """A table of names in one language. ``rows`` may end early, where the time is used up;
    ``values`` are those of facets that the request chooses and excludes.

    Where ``is_sent``, the names have no room in an address: what changes language or filters sends
    them again, as the form does, and the URLs of the filters are values of ``KEPT``.
    """

    def __init__(
        self,
        names: Sequence[str],
        rows: Iterable[list[NameRow]],
        request: Request,
        texts: Texts,
        values: Mapping[str, Sequence[FacetValue]] = NO_VALUES,
    ) -> None:
        self.typed = "\n".join(names)
        self.is_sent = not names_address(self.typed, request)
        named = RequestPage(urls.NAMES, (("names", self.typed),))
        here = RequestPage("") if self.is_sent else named
        narrowed = request.but(limit=10, without=frozenset(), story="")
        self.active = filter_row(narrowed, values, here, texts)
        self._texts = texts
        self._request = request
        self.lines: list[NameLine] = []
        self.notice = ""
        try:
            shown = islice(chain.from_iterable(rows), SHOWN)
            self.lines += map(self._line, shown)
            if len(names) > SHOWN:
                self.notice = texts.filled("names_first", n=SHOWN, of=grouped(len(names)))
        except OutOfTime:
            self.notice = texts.filled("names_stopped", n=len(self.lines), of=len(names))
        self.how = texts.filled("names_how", limit=grouped(IN_A_FORM.names))
        self.filters = request_changes.pairs_to_send(request.but(limit=10))
        self.formats = urls.table_formats() if names else []

    def _line(self, row: NameRow) -> NameLine:
        asked = self._request.but(query=row.name, limit=10)
        problem = row.problem
        return NameLine(
            name=row.name,
            href=urls.results_url(asked),
            tag=_tag(row.name),
            vi=_cell(row.vi, asked, "vi"),
            zh=_cell(row.zh, asked, "zh"),
            total=_cell(row.total, asked),
            forms=tuple(
                (form, grouped(count), script_of(form), _tag(form)) for form, count in row.forms
            ),
            problem=self._texts.filled(f"error_{problem.code}", **problem.facts) if problem else "",
        )


def _tag(name: str) -> str:
    return chinese_tag(name) if script_of(name) == "zh" else "vi"


def _cell(count: int, asked: Request, lang: str = "") -> NumberCell:
    filters = {**asked.filters, fields.LANG: (lang,)} if lang else asked.filters
    return NumberCell(grouped(count), urls.results_url(asked.but(filters=filters)) if count else "")
