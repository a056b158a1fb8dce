"""What an answer says about its query: forms, interpretations, parts and notices.

The rows are fixed before the engine runs; their counts come from the same run as the hits, within
the same filters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from indexer.analysis.pairs import CAP, HALF
from indexer.plan import Plan
from search.answer.match_evidence import mentioning_of
from search.answer.models import FormRow, InterpretationRow, Notice, PartRow
from search.expansion.default_forms import reading_as_typed
from search.expansion.interpretations import Interpretation
from search.expansion.selection import SelectedTerm
from search.query.planner import PlannedQuery
from search.query.term_tree import WORDS_LIMIT
from search.request import Request
from search.terms.forms import ANY, OFFERED, Form, FormKind, own_name_first, plan_of, plan_of_any
from synonyms.gazetteer_rows import EQUIVALENT, VARIANT
from synonyms.readings import Weight
from synonyms.spelling import is_han

FORMS_SHOWN: Final = 40
"""Most forms of one term that are listed and counted; searched are all that are selected."""

INTERPRETATIONS_SHOWN: Final = 12
"""Most readings that are listed and counted; all are searched. Not measured: the prototype ranked
the right one first for 189 of 193 names (DESIGN, Measured), so few are needed."""


class _ListedForm(Struct, frozen=True):
    """A form to list, with its count or the plan that is counted."""

    number: int
    selected: SelectedTerm
    form: Form
    count: int | None
    plan: Plan | None


class _ListedReading(Struct, frozen=True):
    """A reading to list, with the forms and the plan that is counted for it."""

    interpretation: Interpretation
    forms: tuple[str, ...]
    chosen: bool
    plan: Plan


class QuerySummary(Struct, frozen=True):
    """Rows about a query that wait for their counts; ``plans`` says what is to be counted."""

    plans: tuple[Plan, ...]
    notices: tuple[Notice, ...]
    _forms: tuple[_ListedForm, ...]
    _readings: tuple[_ListedReading, ...]
    _parts: tuple[tuple[str, Plan], ...]
    _mentioning: Plan | None = None

    def forms(self, counts: Mapping[Plan, int]) -> tuple[FormRow, ...]:
        """Return the forms with their documents within the filters."""
        return tuple(_form_row(one, counts) for one in self._forms)

    def interpretations(self, counts: Mapping[Plan, int]) -> tuple[InterpretationRow, ...]:
        """Return the readings, best first."""
        return tuple(
            InterpretationRow(one.interpretation.name, one.forms, counts[one.plan], one.chosen)
            for one in self._readings
        )

    def parts(self, counts: Mapping[Plan, int]) -> tuple[PartRow, ...]:
        """Return the terms with the documents that each finds alone."""
        return tuple(PartRow(text, counts[plan]) for text, plan in self._parts)

    def other_sense(self, counts: Mapping[Plan, int], total: int) -> int:
        """Return how many of the hits of a name do not mention what it names."""
        return 0 if self._mentioning is None else total - counts[self._mentioning]


def summarise(planned: PlannedQuery, request: Request) -> QuerySummary:
    """Prepare the rows about a planned query."""
    forms = tuple(
        _listed_form(number, selected, form, request.is_filtered)
        for number, selected in enumerate(planned.terms)
        for form in _shown(selected)
    )
    readings = tuple(
        _listed_reading(one, one is selected.reading)
        for selected in planned.terms
        for one in selected.expansion.interpretations[:INTERPRETATIONS_SHOWN]
    )
    parts = tuple((selected.term.text, selected.plan()) for selected in planned.terms)
    mentioning = mentioning_of(planned)
    plans = (
        *(() if mentioning is None else (mentioning,)),
        *(plan for _, plan in parts),
        *(one.plan for one in forms if one.plan is not None),
        *(one.plan for one in readings),
    )
    notices = tuple(_notices(planned, request))
    return QuerySummary(plans, notices, forms, readings, parts, mentioning)


def _listed_form(number: int, selected: SelectedTerm, form: Form, is_filtered: bool) -> _ListedForm:
    """Return a form with its count in the whole index, which expansion has made already, or with
    the plan that counts it within the filters."""
    if is_filtered:
        return _ListedForm(number, selected, form, None, plan_of(form))
    return _ListedForm(number, selected, form, selected.expansion.found[form], None)


def _listed_reading(one: Interpretation, chosen: bool) -> _ListedReading:
    wanted = [form for form in one.forms if form.weight < Weight.RARE] or list(one.forms)
    kept = [form for form in wanted if form.lang == "zh" or form.case in (CAP, HALF)] or wanted
    texts = tuple(dict.fromkeys(form.shown for form in kept))
    return _ListedReading(one, texts, chosen, plan_of_any(kept))


def _form_row(one: _ListedForm, counts: Mapping[Plan, int]) -> FormRow:
    selected, form = one.selected, one.form
    count = one.count if one.plan is None else counts[one.plan]
    return FormRow(
        form=form.shown,
        kind=form.kind,
        count=count or 0,
        on=form in selected.forms,
        default=form in selected.default,
        part=one.number,
        lang=form.lang,
        reading=_reading_name(selected, form),
        why=_why(selected, form),
        tier=_tier(selected, form),
        offered=form.weight == OFFERED,
    )


def _shown(selected: SelectedTerm) -> list[Form]:
    """Return the forms to list: those searched first, then by reading, weight and count; another
    name of the entity never leads."""
    found = _offered(selected)
    readings = selected.expansion.interpretations
    by_reading = dict.fromkeys(form for one in readings for form in one.forms)
    order = {form: place for place, form in enumerate(by_reading)}
    ranked = sorted(
        found,
        key=lambda form: (
            form not in selected.forms,
            order.get(form, 0),
            form.weight,
            -found[form],
        ),
    )
    if selected.term.is_latin:
        # The regular reading of a Chinese term may be a mere homophone of words (航母, *hàng mẫu*).
        ranked = own_name_first(ranked, selected.forms)
    return ranked[:FORMS_SHOWN]


def _offered(selected: SelectedTerm) -> dict[Form, int]:
    """Return the forms of a term without words that are no name of it.

    A rare reading is not searched beside a better one. If it also has no capitals, it is a word:
    *lưu trữ* (to archive) for 刘宁, as 宁 is rarely read *trữ*. It must not be offered as a name.
    """
    return {
        form: count
        for form, count in selected.expansion.found.items()
        if form.weight < Weight.RARE
        or form.case in (CAP, ANY)
        or form in selected.forms
        or form in selected.default
    }


def _notices(planned: PlannedQuery, request: Request) -> Iterator[Notice]:
    for selected in planned.terms:
        yield from _term_notices(selected)
    if planned.little:
        yield Notice("little_words", {"words": " · ".join(planned.little)})
    if planned.left_out:
        yield Notice("words_left_out", {"limit": WORDS_LIMIT, "count": planned.left_out})
    if request.reading and not any(selected.reading for selected in planned.terms):
        yield Notice("unknown_reading", {"value": request.reading})


def _term_notices(selected: SelectedTerm) -> Iterator[Notice]:
    expansion, term = selected.expansion, selected.term
    if expansion.capped or len(_offered(selected)) > FORMS_SHOWN:
        yield Notice("capped", {"what": term.text, "limit": FORMS_SHOWN})
    has_others = len(expansion.interpretations) > 1
    if selected.reading is None and has_others and reading_as_typed(expansion):
        yield Notice("reading_as_typed", {"text": term.text})
    if selected.forms and all(form.weight >= Weight.RARE for form in selected.forms):
        yield Notice("rare_only")
    lower = all(form.kind == FormKind.LOWER for form in selected.forms)
    if term.is_capital and selected.forms and lower:
        yield Notice("lower_only", {"text": term.text})


def _reading_name(selected: SelectedTerm, form: Form) -> str:
    return next((one.name for one in selected.expansion.interpretations if form in one.forms), "")


def _why(selected: SelectedTerm, form: Form) -> tuple[tuple[str, str], ...]:
    """Return what each character stands for, if one side is Chinese and the other is not, and the
    one is read as the other. For a term without tones its reading is given instead of what was
    typed."""
    typed = selected.term.keys
    crosses = is_han(typed[0]) != is_han(form.keys[0])
    is_read = form.kind not in (FormKind.LEXICON, FormKind.TRANSLITERATION)
    if not is_read or not crosses or len(typed) != len(form.keys):
        return ()
    if is_han(typed[0]):
        return tuple(zip(typed, form.keys, strict=True))
    if form.kind == FormKind.HAN:
        reading = tuple(_reading_name(selected, form).lower().split())
        typed = reading if len(reading) == len(typed) else typed
    return tuple(zip(form.keys, typed, strict=True))


def _tier(selected: SelectedTerm, form: Form) -> str:
    """Return whether a form is the same name in another spelling, or in the other language."""
    crosses = form.kind in (
        FormKind.HAN,
        FormKind.HANVIET,
        FormKind.PINYIN,
        FormKind.TRANSLITERATION,
    )
    is_wording = form.kind in (FormKind.ALIAS, FormKind.LEXICON)
    is_other = is_wording and (form.lang == "zh") != selected.term.is_han
    return EQUIVALENT if crosses or is_other else VARIANT
