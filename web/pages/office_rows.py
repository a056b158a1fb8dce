"""The offices of a person by year, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from indexer import fields
from search.entities.offices import YearOffices
from web.i18n.formatting import grouped
from web.i18n.texts import Texts

SHOWN: Final = 4
"""Offices shown of a year: news write one in many ways."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A year: each office in both languages with its mentions, and the first and last date."""

    year: str
    offices: tuple[tuple[str, str, str], ...]
    dates: str


def office_rows(years: Iterable[YearOffices], texts: Texts) -> list[OfficeRow]:
    """Return a row for each year."""
    return [
        OfficeRow(
            texts["unknown"] if one.year == fields.UNKNOWN else one.year,
            tuple((of.vi, of.zh, grouped(of.mentions)) for of in one.offices[:SHOWN]),
            " – ".join(dict.fromkeys(date for date in (one.first, one.last) if date)),
        )
        for one in years
    ]
