"""The dossier of one gate, person, place, organisation or term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.annotation.mention_groups import entities_of
from indexer.corrections.in_force import Corrections
from indexer.linking.mention import GATE, ORGANISATION, OTHER, PERSON, PLACE, Mention
from search.concordance.mention_lines import SORTINGS, MentionLine
from search.entities.feedback import labels_for, without_number
from search.entities.profile import Profile
from search.names.entity_names import EntityName
from search.names.gate_sides import BOTH
from search.request import Request
from web.html.marking import script_of
from web.http import urls
from web.http.correction_forms import APART, MentionButton, mention_value
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.asked_profile import PAGE
from web.pages.corrections_page import outcome_notices, rows_of
from web.pages.crossing_view import CrossingView, facts_of
from web.pages.document_facts import date_text, page_text, reason_text
from web.pages.namesake_rows import NamesakeRow, namesake_rows
from web.pages.office_rows import OfficeRow, office_rows

DEFAULTS: Final = ("", "0", "date")
"""Values that an address leaves out."""


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A link that narrows or sorts the mentions."""

    text: str
    count: str
    href: str
    on: bool
    accent: str = ""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention with the text around it. ``buttons`` are the buttons that correct it: value and
    text."""

    left: str
    form: str
    right: str
    lang: str
    accent: str
    href: str
    date: str
    source: str
    page: str
    label: str
    why: str
    corrected: str
    buttons: tuple[tuple[str, str], ...]


class EntityPage:
    """One dossier in one language. Without ``token`` nothing can be corrected."""

    def __init__(self, dossier: Profile, texts: Texts, token: str) -> None:
        self.dossier = dossier
        self.texts = texts
        self.token = token
        self.notices: list[str] = []
        self.corrections = rows_of(dossier.corrections, texts)
        self.crossing = CrossingView(dossier, texts) if dossier.crossing else None
        self.title = " – ".join(map(str, self.names))
        self.documents = texts.counted("documents", dossier.documents)
        name = without_number(dossier.name.vi or dossier.name.zh)
        self.search = urls.results_url(Request(name, pair=dossier.is_whole))

    @property
    def back(self) -> str:
        """The URL of this page, for its forms."""
        return self._link({"offset": str(self.dossier.asked.offset)})

    def add_notices(
        self,
        pairs: Sequence[tuple[str, str]],
        corrections: Corrections,
        problem: str,
        waiting: int | None,
    ) -> None:
        """Add what a reader must know: what became of a correction, names that are not in use
        yet."""
        self.notices += outcome_notices(pairs, corrections, self.texts)
        looked = self.dossier.looked
        if looked.left_out:
            documents, of = grouped(looked.documents), grouped(looked.of)
            self.notices.append(self.texts.filled("dossier_stopped", documents=documents, of=of))
        if problem:
            self.notices.append(self.texts.filled("names_problem", problem=problem))
        if waiting:
            self.notices.append(self.texts.counted("names_waiting", waiting))

    @property
    def names(self) -> list[EntityName]:
        """What the dossier is of: one name in both scripts, or those of both gates."""
        crossing = self.dossier.crossing
        if crossing is not None and self.dossier.is_whole:
            return [side.name for side in crossing.sides]
        return [self.dossier.name]

    def facts(self) -> Iterator[tuple[str, str]]:
        """List what the gazetteer says of a gate: label and value; each side's stands with it."""
        return facts_of(None if self.crossing else self.dossier.entity, self.texts)

    def forms(self) -> list[FilterLink]:
        """List the forms found, most frequent first."""
        ranked = sorted(self.dossier.forms.items(), key=lambda item: (-item[1], item[0]))
        return [
            self._filter_link(form, count, "form", form, script_of(form)) for form, count in ranked
        ]

    def labels(self) -> list[FilterLink]:
        """List the labels of the mentions; those that were left out stand last, to be checked."""
        order = (GATE, PLACE, PERSON, ORGANISATION, OTHER)
        return [
            self._filter_link(self.texts[f"label_{label}"], count, "label", label)
            for label in order
            if (count := self.dossier.labels.get(label, 0))
        ]

    def years(self) -> list[tuple[str, str, FilterLink, FilterLink]]:
        """List each year: its name, its URL, its Vietnamese and its Chinese mentions."""
        return [
            (
                self.texts["unknown"] if year == fields.UNKNOWN else year,
                self._link({"year": "" if self.dossier.asked.year == year else year}),
                self._filter_link("VI", counts.get("vi", 0), "lang", "vi", "vi"),
                self._filter_link("ZH", counts.get("zh", 0), "lang", "zh", "zh"),
            )
            for year, counts in self.dossier.years.items()
        ]

    def years_by_side(self) -> list[tuple[str, str, list[str]]]:
        """List each year of a whole crossing: its name, its URL, the mentions of each side."""
        counts = self.crossing.mentions_by_year() if self.crossing else []
        years = ((name, href) for name, href, *_ in self.years())
        return [(*year, of_year) for year, of_year in zip(years, counts, strict=True)]

    def reasons(self) -> list[tuple[str, str]]:
        """List why mentions were left out, with counts."""
        ranked = sorted(self.dossier.reasons.items(), key=lambda item: (-item[1], item[0]))
        return [(self.texts[f"reason_{reason}"], grouped(count)) for reason, count in ranked]

    def titles(self) -> list[tuple[FilterLink, str]]:
        """List a person's titles, each with its first and last date."""
        return [
            (self._filter_link(title, one.mentions, "title", title), " – ".join(one.dates))
            for title, one in list(self.dossier.titles.items())[:12]
        ]

    def namesakes(self) -> list[NamesakeRow]:
        """List the people that the name is perhaps of."""
        return namesake_rows(
            self.dossier.namesakes, lambda title: self._link({"title": title}), self.texts
        )

    def offices(self) -> list[OfficeRow]:
        """List the offices of each year."""
        return office_rows(self.dossier.offices, self.texts)

    def together(self) -> list[FilterLink]:
        """List the people in the same documents."""
        return [
            FilterLink(str(name), grouped(count), urls.entity_url("person", one), False)
            for one, name, count in self.dossier.together
        ]

    def sorts(self) -> list[FilterLink]:
        """List the orders of the mentions."""
        now = self.dossier.asked.sorting
        return [
            FilterLink(self.texts[f"kwic_{name}"], "", self._link({"sort": name}), name == now)
            for name in SORTINGS
        ]

    def rows(self) -> Iterator[MentionRow]:
        """Return the mentions of this page."""
        return map(self._row, self.dossier.lines)

    def pages(self) -> list[tuple[str, str]]:
        """List the pages before and after: text and URL."""
        asked, total = self.dossier.asked, self.dossier.total
        found = []
        if asked.offset:
            found.append(
                (self.texts["previous"], self._link({"offset": str(max(0, asked.offset - PAGE))}))
            )
        if asked.offset + PAGE < total:
            found.append((self.texts["next"], self._link({"offset": str(asked.offset + PAGE)})))
        return found

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """List all mentions as files: format and URL."""
        return urls.mentions_files(self.dossier.id, BOTH if self.dossier.is_whole else "")

    @property
    def shown(self) -> str:
        """How many mentions the list has."""
        return self.texts.counted("mentions", self.dossier.total)

    @property
    def in_files(self) -> str:
        """Say how many mentions a file has, where the list has not all of them."""
        every = sum(self.dossier.labels.values())
        if every == self.dossier.total:
            return ""
        return self.texts.filled("mentions_in_files", n=grouped(every))

    def _row(self, line: MentionLine) -> MentionRow:
        one = line.mention
        whose = next(id_ for id_ in self.dossier.ids if id_ in entities_of(one))
        return MentionRow(
            left=line.left,
            form=one.surface,
            right=line.right,
            lang=line.lang,
            accent=script_of(one.surface),
            href=urls.passage_url(line.doc, one.surface),
            date=date_text(line.date, line.date_origin, self.texts),
            source=line.source,
            page=page_text(line.page, self.texts),
            label=one.label,
            why=reason_text(one, self.texts),
            corrected=self._label_before(one),
            buttons=tuple(
                (
                    mention_value(MentionButton(label, one.field, one.start, line.doc, whose)),
                    self.texts[f"is_{label}"],
                )
                for label in (*labels_for(one), *((APART,) if one.label == PERSON else ()))
                if self.token
            ),
        )

    def _label_before(self, mention: Mention) -> str:
        """Say what a corrected mention was taken for; empty for any other."""
        if mention.was is None:
            return ""
        entity, label = mention.was.entity, mention.was.label
        other = "" if entity == mention.entity else entity
        was = " ".join(one for one in (self.texts[f"label_{label}"], other) if one)
        return self.texts.filled("corrected_from", was=was)

    def _filter_link(
        self, text: str, count: int, name: str, value: str, accent: str = ""
    ) -> FilterLink:
        chosen = self._asked[name] == value
        href = self._link({name: "" if chosen else value})
        return FilterLink(text, grouped(count), href, chosen, accent)

    @property
    def _asked(self) -> dict[str, str]:
        asked = self.dossier.asked
        return {
            "label": asked.label,
            "form": asked.form,
            "year": asked.year,
            "lang": asked.lang,
            "title": asked.title,
            "side": asked.side,
            "sort": asked.sorting,
        }

    def _link(self, changes: Mapping[str, str]) -> str:
        pairs = {**self._asked, **changes}
        kept = [(name, value) for name, value in pairs.items() if value not in DEFAULTS]
        return urls.entity_url(self.dossier.kind, self.dossier.id, kept)
