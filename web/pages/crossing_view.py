"""A crossing on the dossier of a gate: both sides beside each other, their names through time, and
what is named for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from search.concordance.mention_filter import MEANT, filter_pairs
from search.entities.crossing import GateSide, NameHistory
from search.entities.profile import Profile
from search.names.gate_sides import BOTH, SIDES
from synonyms.gazetteer import Entity
from web.html.marking import script_of
from web.http import urls
from web.i18n.formatting import dated, grouped, span_text
from web.i18n.texts import Texts
from web.pictures.names import both_names, in_order

_ENGLISH: Final = re.compile(r"\b[a-z]+\b")
"""What the gazetteer says of dates is in English; its usual words are translated."""

_ISO: Final = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


class NameRow(Struct, frozen=True):
    """A name with its mentions, when it was met, and what the gazetteer says of it."""

    text: str
    accent: str
    count: str
    dates: str
    note: str


class SideCard(Struct, frozen=True):
    """One gate: its side in words, both names with their accents, the dossier of this side, numbers
    and names."""

    side: str
    both: Sequence[tuple[str, str]]
    href: str
    documents: str
    mentions: str
    facts: tuple[tuple[str, str], ...]
    names: tuple[NameRow, ...]
    unmet: str


def facts_of(entity: Entity | None, texts: Texts) -> Iterator[tuple[str, str]]:
    """List what the gazetteer says of a gate: label and value."""
    for name in ("type", "dates", "site"):
        value = entity.facts.get(name, "") if entity else ""
        if value:
            if name == "dates":
                value = _in_words(value, texts)
            yield texts.get(f"fact_{name}", name), texts.get(f"gate_{value}", value)


def _in_words(dates: str, texts: Texts) -> str:
    dates = _ISO.sub(lambda found: dated(found[0], texts.language), dates)
    return _ENGLISH.sub(lambda word: texts.get(f"date_{word[0]}", word[0]), dates)


class CrossingView:
    """The crossing of a dossier in one language; made only where there is one."""

    def __init__(self, dossier: Profile, texts: Texts) -> None:
        if dossier.crossing is None:
            raise ValueError(f"{dossier.id} is no gate of a crossing")
        self._dossier = dossier
        self._crossing = dossier.crossing
        self._texts = texts
        # What narrows now narrows either side too: each card has the numbers of its own dossier.
        pairs = filter_pairs(dossier.asked.wanted)
        self._kept = [pair for pair in pairs if pair != ("label", MEANT)]
        self.is_whole = dossier.is_whole
        in_both = self._crossing.in_both
        self.in_both = texts.filled("in_both_sides", n=grouped(in_both)) if in_both else ""

    def switch(self) -> list[tuple[str, str]]:
        """List what can be looked at, the whole or a side: word and URL, none for what is shown."""
        now = BOTH if self.is_whole else self._side_of(self._dossier.ids[0])
        return [
            (self._texts[f"side_{side}"], "" if side == now else self._url(side))
            for side in (BOTH, *SIDES)
        ]

    def cards(self) -> list[SideCard]:
        """Return a card for each side."""
        return [self._card(one) for one in self._crossing.sides]

    @property
    def sides(self) -> list[str]:
        """The names of the sides."""
        return [self._texts[f"side_{one.side}"] for one in self._crossing.sides]

    def mentions_by_year(self) -> list[list[str]]:
        """List for each year of the dossier the mentions of each side in Vietnamese and in
        Chinese."""
        return [
            [
                grouped(side.years.get(year, {}).get(lang, 0))
                for side in self._crossing.sides
                for lang in ("vi", "zh")
            ]
            for year in self._dossier.years
        ]

    def tied(self) -> list[tuple[str, str, str]]:
        """List what is named for the gates: name, URL and documents."""
        wanted = self._dossier.asked.wanted.of_others()
        pairs = filter_pairs(wanted.but(label=()))
        return [
            (
                both_names(one.name, self._texts.language),
                urls.entity_url(one.kind, one.id, pairs),
                grouped(one.documents),
            )
            for one in self._crossing.tied
        ]

    def _card(self, side: GateSide) -> SideCard:
        return SideCard(
            self._texts[f"side_{side.side}"],
            in_order(side.name, self._texts.language),
            self._url(side.side),
            self._texts.counted("documents", side.documents),
            self._texts.counted("mentions", side.mentions),
            tuple(facts_of(side.entity, self._texts)),
            tuple(self._name_row(one) for one in side.names if one.mentions),
            self._unmet(one for one in side.names if not one.mentions),
        )

    def _unmet(self, names: Iterable[NameHistory]) -> str:
        """Say which old names nothing mentions."""
        shown = (
            f"{one.text} ({_in_words(one.note, self._texts)})" if one.note else one.text
            for one in names
        )
        listed = " · ".join(shown)
        return self._texts.filled("old_names_unmet", names=listed) if listed else ""

    def _name_row(self, one: NameHistory) -> NameRow:
        dates = span_text(one.first, one.last, self._texts.language)
        # Notes on names that are in use are for those who keep the gazetteer.
        said = (self._texts["old_name"], _in_words(one.note, self._texts)) if one.is_old else ()
        note = " · ".join(filter(None, said))
        return NameRow(one.text, script_of(one.text), grouped(one.mentions), dates, note)

    def _side_of(self, entity_id: str) -> str:
        return next(one.side for one in self._crossing.sides if one.entity.id == entity_id)

    def _url(self, side: str) -> str:
        """The dossier of the whole is that of either gate; a side has that of its own gate."""
        pairs = self._kept
        if side == BOTH:
            return urls.entity_url("gate", self._dossier.id, [("side", BOTH), *pairs])
        ids = {one.side: one.entity.id for one in self._crossing.sides}
        return urls.entity_url("gate", ids[side], pairs)
