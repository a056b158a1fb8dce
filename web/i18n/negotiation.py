"""Which language the page speaks: ``?ui=`` of the URL, else the cookie, else ``Accept-Language``;
Vietnamese if none of them names a language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

LANGUAGES: Final = {"vi": "Tiếng Việt", "zh": "中文", "en": "English"}
"""The languages of the page by their own names; each has a folder in ``web/i18n/locales``."""

TAGS: Final = {"vi": "vi", "zh": "zh-Hans", "en": "en"}
PARAMETER: Final = "ui"
COOKIE_AGE: Final = 31_536_000
"""Seconds the choice is kept: a year."""


def language_of(
    parameters: Iterable[tuple[str, str]], cookies: Mapping[str, str], accepted: str
) -> str:
    """Return the language for a request; ``accepted`` is its ``Accept-Language``."""
    asked = next((value for name, value in parameters if name == PARAMETER), "")
    for choice in (asked, cookies.get(PARAMETER, "")):
        if choice in LANGUAGES:
            return choice
    return next((one for one in _by_weight(accepted) if one in LANGUAGES), "vi")


def _by_weight(accepted: str) -> list[str]:
    """Return the primary subtags of ``Accept-Language``, best first (RFC 9110, 12.5.4)."""
    weighted: list[tuple[float, str]] = []
    for item in accepted[:400].split(","):
        tag, _, parameter = item.partition(";")
        weight = _weight(parameter)
        if weight > 0:
            weighted.append((-weight, tag.strip().lower().partition("-")[0]))
    return [tag for _, tag in sorted(weighted, key=lambda pair: pair[0])]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
