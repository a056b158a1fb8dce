"""What the page says about a query itself: forms, interpretations, parts and notices.

The rows are fixed before the engine runs; their counts come back from the same run as the hits,
within the same filters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indexer.analysis.pairs import CAP, HALF
from indexer.plan import Plan
from search.answer.models import FormRow, InterpretationRow, Notice, PartRow
from search.expansion.default_forms import reading_as_typed
from search.expansion.interpretations import Interpretation
from search.expansion.selection import SelectedTerm
from search.query.planner import WORDS_LIMIT, PlannedQuery
from search.request import Request
from search.terms.forms import Form, plan_of, plan_of_any
from synonyms.gazetteer import EQUIVALENT, VARIANT
from synonyms.readings import Weight
from synonyms.spelling import is_han

FORMS_SHOWN: Final = 40
"""Most forms of one part that are listed and counted; all that are asked are found all the same."""

INTERPRETATIONS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to be filled with counts: ``counts`` are the plans to count, ``known`` are counts of
    the whole index, which the expansion has made already."""

    counts: Mapping[str, Plan]
    known: Mapping[str, int]
    _forms: tuple[tuple[str, int, SelectedTerm, Form], ...]
    _readings: tuple[tuple[str, Interpretation, bool, tuple[str, ...]], ...]
    _parts: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]

    def forms(self, counted: Mapping[str, int]) -> tuple[FormRow, ...]:
        """The forms that have documents within the filters, or are switched."""
        return tuple(
            FormRow(
                form=form.shown,
                kind=form.kind,
                count=self.known[name] if name in self.known else counted[name],
                on=form in asked.now,
                default=form in asked.default,
                part=number,
                lang=form.lang,
                reading=_reading_name(asked, form),
                why=_why(asked, form),
                tier=_tier(asked, form),
            )
            for name, number, asked, form in self._forms
        )

    def interpretations(self, counted: Mapping[str, int]) -> tuple[InterpretationRow, ...]:
        """The readings, best first."""
        return tuple(
            InterpretationRow(one.name, forms, counted[name], chosen)
            for name, one, chosen, forms in self._readings
        )

    def parts(self, counted: Mapping[str, int]) -> tuple[PartRow, ...]:
        """The parts with the documents each would find alone."""
        return tuple(PartRow(text, counted[name]) for name, text in self._parts)


def listing(understood: PlannedQuery, request: Request) -> Listing:
    """The rows for a query that was understood."""
    counts: dict[str, Plan] = {}
    forms: list[tuple[str, int, SelectedTerm, Form]] = []
    readings: list[tuple[str, Interpretation, bool, tuple[str, ...]]] = []
    parts: list[tuple[str, str]] = []
    notices: list[Notice] = []
    known: dict[str, int] = {}
    is_filtered = bool(request.filters or request.since or request.until)
    for number, asked in enumerate(understood.parts):
        counts[f"part {number}"] = asked.plan()
        parts.append((f"part {number}", asked.part.text))
        for form in _shown(asked):
            name = f"form {number} {form.shown}"
            if is_filtered:
                counts[name] = plan_of(form)
            else:
                known[name] = asked.expansion.found[form]
            forms.append((name, number, asked, form))
        for place, one in enumerate(asked.expansion.interpretations[:INTERPRETATIONS_SHOWN]):
            name = f"reading {number} {place}"
            wanted = [form for form in one.forms if form.weight < Weight.RARE] or list(one.forms)
            kept = [
                form for form in wanted if form.lang == "zh" or form.case in (CAP, HALF)
            ] or wanted
            counts[name] = plan_of_any(kept)
            texts = tuple(dict.fromkeys(form.shown for form in kept))
            readings.append((name, one, one is asked.chosen, texts))
        notices += _notices(asked)
    if understood.loosened:
        joined = " · ".join(asked.part.text for asked in understood.parts)
        notices.append(Notice("loosened", {"parts": joined}))
    if understood.left_out:
        facts = {"limit": WORDS_LIMIT, "count": understood.left_out}
        notices.append(Notice("words_left_out", facts))
    if request.reading and not any(asked.chosen for asked in understood.parts):
        notices.append(Notice("unknown_reading", {"value": request.reading}))
    return Listing(counts, known, tuple(forms), tuple(readings), tuple(parts), tuple(notices))


def _shown(asked: SelectedTerm) -> list[Form]:
    """Forms to list: those asked first, then by weight and documents."""
    found = asked.expansion.found
    order = {form: place for place, form in enumerate(_by_reading(asked))}
    ranked = sorted(
        found,
        key=lambda form: (form not in asked.now, order.get(form, 0), form.weight, -found[form]),
    )
    return ranked[:FORMS_SHOWN]


def _by_reading(asked: SelectedTerm) -> list[Form]:
    readings = asked.expansion.interpretations
    return list(dict.fromkeys(form for one in readings for form in one.forms))


def _notices(asked: SelectedTerm) -> list[Notice]:
    notices: list[Notice] = []
    expansion = asked.expansion
    hidden = len(expansion.found) - FORMS_SHOWN
    if expansion.capped or hidden > 0:
        notices.append(Notice("capped", {"what": asked.part.text, "limit": FORMS_SHOWN}))
    if asked.chosen is None and reading_as_typed(expansion) and len(expansion.interpretations) > 1:
        notices.append(Notice("reading_as_typed", {"text": asked.part.text}))
    if asked.now and all(form.weight >= Weight.RARE for form in asked.now):
        notices.append(Notice("rare_only"))
    if asked.part.is_capital and asked.now and all(form.kind == "lower" for form in asked.now):
        notices.append(Notice("lower_only", {"text": asked.part.text}))
    return notices


def _reading_name(asked: SelectedTerm, form: Form) -> str:
    return next((one.name for one in asked.expansion.interpretations if form in one.forms), "")


def _why(asked: SelectedTerm, form: Form) -> tuple[tuple[str, str], ...]:
    """What each character stands for, where one side is Chinese and the other is not; what was
    typed without tones is said with them."""
    typed = asked.part.keys
    if len(typed) != len(form.keys) or is_han(typed[0]) == is_han(form.keys[0]):
        return ()
    if is_han(typed[0]):
        return tuple(zip(typed, form.keys, strict=True))
    if form.kind == "han":
        reading = tuple(_reading_name(asked, form).lower().split())
        typed = reading if len(reading) == len(typed) else typed
    return tuple(zip(form.keys, typed, strict=True))


def _tier(asked: SelectedTerm, form: Form) -> str:
    """Whether a form is the same name otherwise written, or the name in the other language."""
    crosses = form.kind in ("han", "hanviet", "pinyin")
    is_other = form.kind == "alias" and (form.lang == "zh") != asked.part.is_han
    return EQUIVALENT if crosses or is_other else VARIANT
