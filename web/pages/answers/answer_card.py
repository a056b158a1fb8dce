"""The card of what the query names, beside the results: facts, mentions by year, who is named with
it, offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from search.entities.entity_card import CardOffice, EntityCard, NamedWith
from search.request import Request
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.answers.answer_rows import is_narrowed, names_of
from web.pages.crossing_view import facts_of
from web.pages.request_changes import naming_both

HEIGHT: Final = 28
LOWEST: Final = 1.5
"""Pixels of the highest bar of a language, and of one that is hardly there."""

WIDEST: Final = 6.0
"""Percent of the picture that a bar takes at most."""

LONGEST: Final = 40
"""Most years side by side: each has 4 of the 180 pixels of a line. Of a longer range only those
with mentions are drawn, the last ones."""

LANGUAGES: Final = ("vi", "zh")


class SparkBar(Struct, frozen=True):
    """One year; ``left`` and ``width`` are percent, ``top`` and ``height`` pixels."""

    left: float
    width: float
    top: float
    height: float


class Sparkline(Struct, frozen=True):
    """The mentions of one language by year, as high as its own ``most``, which ``year`` has.
    ``href`` lists these (empty within filters, which a dossier does not know)."""

    lang: str
    bars: tuple[SparkBar, ...]
    year: str
    most: str
    href: str


class Sparklines(Struct, frozen=True):
    """The languages that have dated mentions, Vietnamese first, over the same years."""

    rows: tuple[Sparkline, ...]
    first: str
    last: str


class Companion(Struct, frozen=True):
    """A person named with it: names with their ``lang``, the documents that name both, and where
    these are."""

    names: tuple[tuple[str, str], ...]
    documents: str
    href: str


class AnswerCard:
    """The card of an answer in one language."""

    def __init__(self, card: EntityCard, request: Request, texts: Texts) -> None:
        self._card = card
        self._request = request
        self._texts = texts

    @property
    def dossier(self) -> str:
        """The URL of the dossier."""
        return urls.entity_url(self._card.counted.kind, self._card.counted.id)

    def facts(self) -> list[tuple[str, str]]:
        """List what the gazetteer says of a gate: label and value."""
        return list(facts_of(self._card.entity, self._texts))

    def offices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """List the latest offices of a person: the year, and the words with their ``lang``, the
        reader's language first."""
        return [(one.year, self._words(one)) for one in self._card.offices]

    def _words(self, one: CardOffice) -> list[tuple[str, str]]:
        words = [(one.vi, "vi"), (one.zh, "zh")]
        ordered = words[::-1] if self._texts.language == "zh" else words
        return [(word, lang) for word, lang in ordered if word]

    def together(self) -> list[Companion]:
        """List who is named with it."""
        return [self._companion(one) for one in self._card.together]

    def _companion(self, one: NamedWith) -> Companion:
        counted = self._card.counted
        both = naming_both(self._request, counted.kind, counted.id, one.id)
        return Companion(
            names_of(one.name, self._texts), grouped(one.documents), urls.results_url(both)
        )

    def sparklines(self) -> Sparklines | None:
        """Return the mentions by year; None where none is dated."""
        years = {year: row for year, row in self._card.years.items() if year != fields.UNKNOWN}
        if not years:
            return None
        shown = _range(sorted(years))
        of_language = {
            lang: {year: row[lang] for year, row in years.items() if row.get(lang)}
            for lang in LANGUAGES
        }
        rows = tuple(self._line(lang, own, shown) for lang, own in of_language.items() if own)
        return Sparklines(rows, shown[0], shown[-1])

    def _line(self, lang: str, years: Mapping[str, int], shown: Sequence[str]) -> Sparkline:
        counted = self._card.counted
        most, year = max((count, year) for year, count in years.items())
        step = 100 / len(shown)
        width = min(0.8 * step, WIDEST)
        bars = []
        for place, one in enumerate(shown):
            if one in years:
                height = round(max(HEIGHT * years[one] / most, LOWEST), 1)
                left = round((place + 0.5) * step - width / 2, 2)
                bars.append(SparkBar(left, round(width, 2), round(HEIGHT - height, 1), height))
        lines = [("label", counted.kind), ("year", year), ("lang", lang)]
        narrowed = is_narrowed(self._request, counted.kind)
        href = "" if narrowed else urls.entity_url(counted.kind, counted.id, lines)
        return Sparkline(lang, tuple(bars), year, grouped(most), href)


def _range(years: Sequence[str]) -> list[str]:
    """Return the years to draw, in order."""
    first, last = int(years[0]), int(years[-1])
    if last - first < LONGEST:
        return [f"{year:04}" for year in range(first, last + 1)]
    return list(years[-LONGEST:])
