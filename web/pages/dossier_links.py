"""The filters of a dossier as links: chips, facets, and what is active now with its ×.

A chip that is on is included in what is shown; all are, until a reader leaves one out. Each link
carries the whole state of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.linking.mention import GATE, ORGANISATION, OTHER, PERSON, PLACE
from search.answer.models import FacetValue
from search.concordance.mention_filter import (
    MEANT,
    OF_DOCUMENTS,
    OF_MENTIONS,
    OFF,
    MentionFilter,
    Values,
    filter_pairs,
)
from search.entities.profile import Profile
from search.names.entity_names import EntityName
from web.html.marking import script_of
from web.http import urls
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.pages.document_facts import name_tag, value_text
from web.pictures.names import both_names

LABELS: Final = (GATE, PLACE, PERSON, ORGANISATION, OTHER)
"""In the order of their chips: what was left out stands last, to be checked."""

FORMS_SHOWN: Final = 12
FORMS_LISTED: Final = 24
"""Forms in view, and on the page: the rest are rare spellings, each with two links of its own."""

VALUES_LISTED: Final = 15
"""Values of a facet on the page, those of most documents."""


class Chip(Struct, frozen=True):
    """Something that is on or off, with its count. ``href`` switches it, ``only`` leaves it alone
    (empty where it is)."""

    text: str
    count: str
    href: str
    on: bool
    lang: str = ""
    only: str = ""
    tag: str = ""


class Active(Struct, frozen=True):
    """A filter that is in force: its name, its value, and the URL without it."""

    name: str
    value: str
    href: str


class Facet(Struct, frozen=True):
    """Values that a dossier can be narrowed to; ``chosen`` says how many are."""

    label: str
    chips: tuple[Chip, ...]
    chosen: int


class DossierLinks:
    """The links of one dossier in one language."""

    def __init__(self, dossier: Profile, texts: Texts) -> None:
        self._dossier = dossier
        self._texts = texts
        self._wanted = dossier.asked.wanted

    def url(self, wanted: MentionFilter, sorting: str = "", offset: int = 0) -> str:
        """Return the URL of this dossier with a filter, in the order of now unless another is
        given."""
        pairs = self.pairs(wanted)
        order = sorting or self._dossier.asked.sorting
        pairs += [("sort", order)] if order != "date" else []
        pairs += [("offset", str(offset))] if offset else []
        return urls.entity_url(self._dossier.kind, self._dossier.id, pairs)

    def pairs(self, wanted: MentionFilter) -> list[tuple[str, str]]:
        """Return the pairs of an address that say which mentions are asked for. What stands for
        the entity is asked for without saying so."""
        if wanted.of("label") == (MEANT,):
            wanted = wanted.but(label=())
        side = self._dossier.asked.side
        return [*([("side", side)] if side else []), *filter_pairs(wanted)]

    def narrowed(self, **values: Values) -> str:
        """Return the URL of this dossier narrowed to these values of some filters."""
        return self.url(self._wanted.but(**values))

    def other_dossier(self, kind: str, entity_id: str) -> str:
        """Return the URL of another dossier with what of the filter can be asked of it, too."""
        wanted = self._wanted.of_others()
        pairs = filter_pairs(wanted.but(label=(), people=()))
        return urls.entity_url(kind, entity_id, pairs)

    def active(self) -> list[Active]:
        """List the filters that are in force."""
        found = []
        for name in (*OF_MENTIONS, OFF, *OF_DOCUMENTS):
            values = self._wanted.of(name)
            if name == "label" and values == (MEANT,):
                continue
            for value in values:
                left = tuple(one for one in values if one != value)
                if name == "label":
                    left = left or (MEANT,)
                href = self.narrowed(**{name: left})
                found.append(
                    Active(self._texts[f"narrowed_{name}"], self._value(name, value), href)
                )
        if self._wanted.since or self._wanted.until:
            bounds = (self._wanted.since, self._wanted.until)
            span = " – ".join(dated(one, self._texts.language) if one else "…" for one in bounds)
            found.append(Active(self._texts["dates"], span, self.url(self._wanted.without_dates())))
        return found

    def _value(self, name: str, value: str) -> str:
        if name == fields.PEOPLE:
            together = self._dossier.together
            named = (self._both(name) for one, name, _ in together if one == value)
            return next(named, value)
        return value_text(name, value, self._texts)

    def _both(self, name: EntityName) -> str:
        return both_names(name, self._texts.language)

    def forms(self) -> tuple[list[Chip], list[Chip]]:
        """List the forms found, most frequent first: those in view, and those that are folded."""
        ranked = sorted(self._dossier.forms.items(), key=lambda one: (-one[1], one[0]))
        chips = [
            self._form(text, count, self._dossier.forms) for text, count in ranked[:FORMS_LISTED]
        ]
        shown = FORMS_SHOWN + 1 if len(chips) == FORMS_SHOWN + 1 else FORMS_SHOWN
        return chips[:shown], chips[shown:]

    def _form(self, form: str, count: int, present: Mapping[str, int]) -> Chip:
        kept, off = self._wanted.of("form"), self._wanted.of(OFF)
        is_on = (not kept or form in kept) and form not in off
        if is_on:
            left = tuple(one for one in kept if one != form)
            changes: dict[str, Values] = {"form": left} if left else {"form": (), OFF: (*off, form)}
        elif form in off:
            changes = {OFF: tuple(one for one in off if one != form)}
        else:
            kept = (*kept, form)
            changes = {"form": () if set(present) <= set(kept) else kept}
        is_alone = kept == (form,) and is_on
        only = "" if is_alone or len(present) < 2 else self.narrowed(**{"form": (form,), OFF: ()})
        return Chip(form, grouped(count), self.narrowed(**changes), is_on, script_of(form), only)

    def labels(self) -> list[Chip]:
        """List the labels of the mentions; none where all have one."""
        counts = self._dossier.labels
        present = [label for label in LABELS if counts.get(label)]
        wanted = self._wanted.of("label")
        on = {
            label
            for label in present
            if not wanted or label in wanted or (MEANT in wanted and label != OTHER)
        }
        if len(present) < 2 and on == set(present):
            return []
        chips = []
        for label in present:
            left = on ^ {label} or set(present)
            chips.append(
                Chip(
                    self._texts[f"label_{label}"],
                    grouped(counts[label]),
                    self.narrowed(label=self._label_values(left, present)),
                    label in on,
                    only="" if on == {label} else self.narrowed(label=(label,)),
                )
            )
        return chips

    @staticmethod
    def _label_values(wanted: set[str], present: Sequence[str]) -> Values:
        """Return the values that ask for these labels, in the shortest way."""
        meant = {label for label in present if label != OTHER}
        if meant and meant <= wanted:
            return (MEANT, *sorted(wanted - meant))
        return tuple(sorted(wanted))

    def langs(self) -> list[Chip]:
        """List the languages of the documents; none where all are of one."""
        counts = self._dossier.langs
        kept = self._wanted.of("lang")
        if len(counts) < 2 and not kept:
            return []
        chips = []
        for lang in dict.fromkeys((*sorted(counts), *kept)):
            on = not kept or lang in kept
            left = set(kept or counts) ^ {lang}
            values = () if left >= set(counts) else tuple(sorted(left))
            text = value_text(fields.LANG, lang, self._texts)
            count = grouped(counts.get(lang, 0))
            chips.append(Chip(text, count, self.narrowed(lang=values), on, lang))
        return chips

    def facets(self) -> list[Facet]:
        """List the facets of the documents that have two values, or one that is chosen."""
        found = []
        for name, values in self._dossier.facets.items():
            chosen = self._wanted.of(name)
            rows = sorted(values, key=lambda row: not row.chosen)
            if len(rows) > 1 or chosen:
                chips = tuple(self._facet_chip(name, row) for row in rows[:VALUES_LISTED])
                found.append(Facet(self._texts[f"field_{name}"], chips, len(chosen)))
        return found

    def _facet_chip(self, name: str, row: FacetValue) -> Chip:
        text = self._both(row.name) if row.name else ""
        text = text or value_text(name, row.value, self._texts)
        href = self.narrowed(**{name: self._toggled(name, row.value)})
        return Chip(text, grouped(row.count), href, row.chosen, tag=name_tag(text))

    def together(self) -> list[tuple[Chip, str]]:
        """List the people in the same documents, each with its own dossier."""
        chosen = self._wanted.of(fields.PEOPLE)
        return [
            (
                Chip(
                    self._both(name),
                    grouped(count),
                    self.narrowed(people=self._toggled(fields.PEOPLE, one)),
                    one in chosen,
                ),
                self.other_dossier(PERSON, one),
            )
            for one, name, count in self._dossier.together
        ]

    def years(self, year: str) -> str:
        """Return the URL with a year chosen, or no longer."""
        return self.narrowed(year=self._toggled("year", year))

    def _toggled(self, name: str, value: str) -> Values:
        kept = self._wanted.of(name)
        return tuple(one for one in kept if one != value) if value in kept else (*kept, value)

    def hidden(self) -> list[tuple[str, str]]:
        """List what the form of dates sends along."""
        pairs = self.pairs(self._wanted.without_dates())
        order = self._dossier.asked.sorting
        return [*pairs, *([("sort", order)] if order != "date" else [])]
