"""The offices of a person by year, as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from indexer import fields
from search.entities.offices import Office, YearOffices
from web.i18n.formatting import grouped, span_text
from web.i18n.texts import Texts

SHOWN: Final = 3
"""Offices of a year in view: news write one in many ways."""

YEARS: Final = 7
"""Years in view: the mentions are to be near."""

FOLDED: Final = 8
"""Rarer ones that are listed behind them."""


class OfficeCell(Struct, frozen=True):
    """An office in both languages with its mentions, and the URL of these."""

    vi: str
    zh: str
    count: str
    href: str


class OfficeRow(Struct, frozen=True):
    """A year: its usual offices, the rarer ones and how many these are, and the first and last
    date."""

    year: str
    usual: tuple[OfficeCell, ...]
    rare: tuple[OfficeCell, ...]
    more: str
    dates: str


def office_rows(
    years: Iterable[YearOffices], link: Callable[[str, Office], str], texts: Texts
) -> list[OfficeRow]:
    """Return a row for each year, the last first; ``link`` gives the URL of the mentions of an
    office in a year."""
    newest = sorted(years, key=lambda one: (one.year != fields.UNKNOWN, one.year), reverse=True)
    return [
        OfficeRow(
            texts["unknown"] if one.year == fields.UNKNOWN else one.year,
            tuple(_cell(office, link(one.year, office)) for office in one.offices[:SHOWN]),
            tuple(_cell(office, "") for office in one.offices[SHOWN : SHOWN + FOLDED]),
            grouped(len(one.offices) - SHOWN) if len(one.offices) > SHOWN else "",
            span_text(one.first, one.last, texts.language),
        )
        for one in newest
    ]


def _cell(office: Office, href: str) -> OfficeCell:
    return OfficeCell(office.vi, office.zh, grouped(office.mentions), href)
