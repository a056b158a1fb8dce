"""Links with counts, in groups: spellings and readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from search.answer.models import FormRow, InterpretationRow, Results
from search.answer.query_summary import FORMS_SHOWN as FORMS_LISTED
from search.request import Request
from web.html.marking import script_of
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages import request_changes
from web.pages.answers.form_explanations import explanations

ROOM: Final = 30_000
LINK_AROUND: Final = 120
"""Bytes of a page that such links may take, and bytes of a link beside its address: a page is to
have 60 KB at most, and each of its links carries the whole request."""

LINKS_OF_FORM: Final = 3
"""Of the room for links, forms may take half; one that can be had alone has two, nearly as long."""

ONLY_OF: Final = 16
"""Most forms of which one can be had alone by a link: it names all others, some 20 bytes each."""

FORMS_SHOWN: Final = 10
PART_FORMS_SHOWN: Final = 6
READINGS_SHOWN: Final = 5
"""Links in view; the others are folded: two lines of forms, one for each part of several, one of
readings."""

Item = TypeVar("Item", FormRow, InterpretationRow)


class Chip(Struct, frozen=True):
    """A link with a count. ``also`` are the Chinese forms of a reading; ``offered`` is a form that
    does not mean quite the same; ``only`` is the URL with this form alone, empty where there is no
    other, or no room for such links."""

    text: str
    count: str
    href: str
    on: bool
    lang: str = ""
    title: str = ""
    also: tuple[str, ...] = ()
    offered: bool = False
    only: str = ""


class LinkGroup(Struct, frozen=True):
    """Links of one kind: some in view, some folded, and ``hidden`` ones that stand only on the page
    with all lists unfolded. ``size`` counts all; ``count`` is that of the part of the query whose
    forms these are, where it has several."""

    label: str
    shown: tuple[Chip, ...]
    folded: tuple[Chip, ...]
    size: int
    count: str = ""

    @property
    def more(self) -> int:
        """How many are not in view."""
        return self.size - len(self.shown)

    @property
    def hidden(self) -> int:
        """How many are not on the page."""
        return self.more - len(self.folded)


class Groups:
    """The groups of an answer; with ``unfolded`` nothing is hidden."""

    def __init__(self, results: Results, texts: Texts, *, unfolded: bool = False) -> None:
        self._results = results
        self._request: Request = results.request
        self._texts = texts
        self._unfolded = unfolded
        link = len(urls.results_url(self._request).encode("utf-8", "replace"))
        self._room = ROOM // (link + LINK_AROUND)

    def forms(self) -> list[LinkGroup]:
        """Return the forms of each part of the query, those that are searched first."""
        by_part: dict[int, list[FormRow]] = {}
        for row in self._results.forms:
            by_part.setdefault(row.part, []).append(row)
        # Of very many parts none: each link would carry all of them.
        budget = self._room // LINKS_OF_FORM // max(len(by_part), 1)
        parts = self._results.parts
        many = len(parts) > 1
        return [
            replace(
                self._group(
                    parts[part].text if many else "",
                    sorted(rows, key=lambda row: (not row.on, -row.count)),
                    self._form_chip(rows, budget > 1),
                    budget,
                    PART_FORMS_SHOWN if many else FORMS_SHOWN,
                ),
                count=grouped(parts[part].count) if many else "",
            )
            for part, rows in by_part.items()
        ]

    def readings(self) -> LinkGroup | None:
        """Return the readings of the query; None if it has only one."""
        rows = self._results.interpretations
        if len(rows) < 2 and not any(row.chosen for row in rows):
            return None
        return self._group("", rows, self._reading, len(rows), READINGS_SHOWN)

    def _group(
        self,
        label: str,
        rows: Sequence[Item],
        chip: Callable[[Item], Chip],
        budget: int,
        shown: int,
    ) -> LinkGroup:
        if len(rows) == shown + 1:  # one more is no longer than the words that would fold it
            shown += 1
        end = len(rows) if self._unfolded else budget
        chips = [chip(row) for row in rows[:end]]
        return LinkGroup(label, tuple(chips[:shown]), tuple(chips[shown:]), len(rows))

    def _form_chip(self, rows: Sequence[FormRow], has_room: bool) -> Callable[[FormRow], Chip]:
        why = explanations(self._results, self._texts)
        on = sum(row.on for row in rows)
        # Of a longer list not all that is searched is known here, and each link names all others.
        can_be_only = has_room and len(rows) < FORMS_LISTED and on <= ONLY_OF

        def chip(row: FormRow) -> Chip:
            alone, switch = row.on and on == 1, self._texts[_title_of(row)]
            only = request_changes.only_form(self._request, row, rows)
            return Chip(
                text=row.form,
                count=grouped(row.count),
                href=urls.results_url(request_changes.toggled_form(self._request, row)),
                on=row.on,
                lang=script_of(row.form),
                title=f"{why[row.form]} – {switch}" if has_room else switch,
                offered=row.offered,
                only="" if alone or not can_be_only else urls.results_url(only),
            )

        return chip

    def _reading(self, row: InterpretationRow) -> Chip:
        return Chip(
            text=row.reading,
            count=grouped(row.count),
            href=urls.results_url(self._request.but(reading="" if row.chosen else row.reading)),
            on=row.chosen,
            also=tuple(form for form in row.forms if script_of(form) == "zh")[:2],
        )


def _title_of(row: FormRow) -> str:
    if row.on:
        return "form_on"
    return "form_offered" if row.offered else "form_off"
