"""Numbers and dates as people write them."""

from __future__ import annotations

from typing import Final

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def grouped(number: int) -> str:
    """Write a number in groups of three digits, with a narrow no-break space between them (ISO
    80000-1): it is the decimal sign of none of the languages."""
    return f"{number:,}".replace(",", "\u202f")


def dated(date: str, language: str) -> str:
    """Write ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as a language does."""
    parts = date.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return date
    if language == "vi":
        return "/".join(reversed(parts))
    if language == "zh":
        units = zip(parts, "年月日", strict=False)
        return "".join(f"{int(part)}{unit}" for part, unit in units)
    month = int(parts[1])
    name = _MONTHS[month - 1] if 1 <= month <= 12 else parts[1]
    return " ".join([*(str(int(day)) for day in parts[2:]), name, parts[0]])


def span_text(first: str, last: str, language: str) -> str:
    """Write the first and the last date of something: one where they are the same, nothing where
    there is none."""
    dates = dict.fromkeys(date for date in (first, last) if date)
    return " – ".join(dated(date, language) for date in dates)
