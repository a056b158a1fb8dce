"""Numbers and dates in a text, each as one value however it is written, and the ways to write a
value in the other language: 3,5 triệu is 350万, 28/2/2023 is 2023年2月28日.

In Vietnamese a dot divides thousands and a comma decimals, in Chinese the other way round; a comma
before exactly three digits divides thousands in both, for decimals of three digits are rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from synonyms.word_lists import word_rows

NUMBER: Final = "number"
DAY: Final = "day"
MONTH: Final = "month"

LEAST: Final = 10
"""Smallest number that is looked for: smaller ones are in every document."""

SHORTENED: Final = 10_000
"""Smallest number that is written with a unit: 1.87 nghìn is how nobody writes the year 1870."""

LONGEST: Final = 15
"""Most digits of a number: more is a code or an address, and no unit is as large."""


class Quantity(Struct, frozen=True):
    """A number, a day or a month that a text says. ``value`` is the number without separators, the
    day as ``MM-DD`` or the month as ``MM``: days are often said without their year."""

    kind: str
    value: str


class FoundQuantity(Struct, frozen=True):
    """Where a quantity stands: code points, ``end`` exclusive."""

    quantity: Quantity
    start: int
    end: int


def quantities(text: str, lang: str) -> Iterator[FoundQuantity]:
    """Yield the numbers and dates of a text in the given language, in order. The year of a date is
    a number of its own."""
    for match in _pattern(lang).finditer(text):
        found = match.groupdict()
        span = match.span()
        if found["digits"]:
            value = _value(found["digits"], found["unit"] or "", lang)
            if value is not None:
                yield FoundQuantity(Quantity(NUMBER, value), *span)
            continue
        month = _month(found.get("month") or found.get("named") or found.get("m") or "", lang)
        day = int(found.get("day") or found.get("d") or 0)
        year = found.get("year") or found.get("y") or found.get("my") or ""
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield FoundQuantity(Quantity(DAY, f"{month:02d}-{day:02d}"), *span)
        elif 1 <= month <= 12 and not day:
            yield FoundQuantity(Quantity(MONTH, f"{month:02d}"), *span)
        if year:
            yield FoundQuantity(Quantity(NUMBER, year), *span)


def writings(quantity: Quantity, lang: str) -> tuple[str, ...]:
    """Return how a text in this language writes a quantity, the usual way first. Two ways with the
    same digits (3.5 and 3,5) are one, for an index has no separators."""
    if quantity.kind == NUMBER:
        return tuple(dict.fromkeys(_numbers(Decimal(quantity.value), lang)))
    month, _, day = quantity.value.partition("-")
    words = [word for value, word in _words(lang, "month") if int(value) == int(month)]
    if lang == "zh":
        if day:
            return (f"{int(month)}月{int(day)}日",)
        return (f"{int(month)}月", *(f"{word}月" for word in words))
    if day:
        plain, padded = f"{int(day)}/{int(month)}", f"{int(day):02d}/{int(month):02d}"
        mixed = (f"{int(day)}/{int(month):02d}", f"{int(day):02d}/{int(month)}")
        return (plain, padded, *mixed, f"{int(day)} tháng {int(month)}")
    return (f"tháng {int(month)}", f"tháng {int(month):02d}", *(f"tháng {word}" for word in words))


def _numbers(value: Decimal, lang: str) -> Iterator[str]:
    plain = f"{value:f}"
    whole = value == value.to_integral_value()
    if not whole:
        yield plain
        return
    units = _words(lang, "unit") if value >= SHORTENED else ()
    for factor, word in sorted(units, key=lambda unit: -Decimal(unit[0])):
        count = value / Decimal(factor)
        written = f"{count.normalize():f}"
        # 1,234567 triệu is written out, 3,5 triệu is not.
        if count >= 1 and len(written.partition(".")[2]) <= 2:
            yield f"{written} {word}" if lang == "vi" else f"{written}{word}"
    yield plain
    if value >= 1000:
        yield f"{int(value):,}".replace(",", "." if lang == "vi" else ",")


@cache
def _words(lang: str, what: str) -> tuple[tuple[str, str], ...]:
    """Return (value, word) of the words of a kind."""
    return tuple(
        (row.labels[2], word)
        for row in word_rows("quantity_words")
        if row.labels[:2] == (lang, what)
        for word in row.words
    )


def _any(lang: str, what: str) -> str:
    words = sorted((word for _, word in _words(lang, what)), key=len, reverse=True)
    return "|".join(words)


_DIGITS: Final = r"(?<![\w.,])(?P<digits>\d+(?:[.,]\d+)*)"


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    if lang == "zh":
        return re.compile(
            rf"(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}}|{_any(lang, 'month')})月"
            r"(?:份|(?P<day>\d{1,2})[日号])?"
            r"|(?<![A-Za-z\d.,])(?P<digits>\d+(?:[.,]\d+)*)"
            rf"(?:[  ]?[多余]?(?P<unit>{_any(lang, 'unit')}))?"
        )
    return re.compile(
        r"(?<![\w/.,])(?P<d>\d{1,2})(?:[/-]|[.](?=\d{1,2}[.]\d{4}))(?P<m>\d{1,2})"
        # With dots it is a day only where its year follows: 3.5 is a number.
        r"(?:[/.-](?P<y>\d{4}))?(?![\w/%])"
        rf"|(?:(?P<day>\d{{1,2}})\s+)?tháng\s+(?P<month>\d{{1,2}}|(?:{_any(lang, 'month')})\b)"
        r"(?:(?:\s+năm\s+|[/-])(?P<my>\d{4}))?"
        rf"|{_DIGITS}(?:\s+(?P<unit>{_any(lang, 'unit')})\b)?",
        re.IGNORECASE,
    )


def _month(text: str, lang: str) -> int:
    if text.isdigit():
        return int(text)
    word = text.lower()
    return next((int(value) for value, one in _words(lang, "month") if one == word), 0)


def _value(digits: str, unit: str, lang: str) -> str | None:
    """Return a number without separators, or None for one that is too small or no number."""
    thousands = _thousands(digits, lang, has_unit=bool(unit))
    plain = digits.replace(thousands, "") if thousands else digits
    plain = plain.replace(",", ".")
    if plain.count(".") > 1 or len(plain) > LONGEST:
        return None
    value = Decimal(plain)
    if unit:
        word = unit.lower()
        value *= next(Decimal(factor) for factor, one in _words(lang, "unit") if one == word)
    written = f"{value.normalize():f}"
    return written if value >= LEAST or "." in written else None


def _thousands(digits: str, lang: str, *, has_unit: bool) -> str:
    """Return the character that divides thousands in a number, or nothing."""
    for mark, decimal in ((".", ","), (",", ".")) if lang == "vi" else ((",", "."),):
        groups = digits.partition(decimal)[0].split(mark)
        if len(groups) < 2 or any(len(group) != 3 for group in groups[1:]):
            continue
        if not 1 <= len(groups[0]) <= 3:
            continue
        if len(groups) > 2 or not has_unit or (lang == "vi") == (mark == "."):
            return mark
    return ""
