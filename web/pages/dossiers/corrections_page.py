"""Corrections as a page shows them: each in words, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from indexer.corrections.correction import APART, Correction
from indexer.corrections.in_force import Corrections
from web.http import urls
from web.http.correction_forms import UNDONE, outcomes_of, undo_value
from web.i18n.texts import Texts
from web.pages.downloads import table_downloads


class CorrectionRow(Struct, frozen=True):
    """One correction as shown. ``undo`` is the value of the button that takes it back; ``when``
    also says who said it; ``href`` leads to the document it speaks of, if it is one."""

    undo: str
    text: str
    when: str
    note: str
    href: str


def rows_of(corrections: Iterable[Correction], texts: Texts) -> list[CorrectionRow]:
    """Return corrections in words, newest first."""
    return [_row(one, texts) for one in corrections][::-1]


def _row(one: Correction, texts: Texts) -> CorrectionRow:
    facts = {
        "form": one.surface,
        "entity": one.entity,
        "other": one.other,
        "doc": one.doc,
        "label": texts[f"label_{one.label}"] if one.label else "",
    }
    key = f"corrected_{one.what}"
    if one.what == APART and one.doc:
        key += "_in" if one.surface else "_doc"
    undo = undo_value(one.id)
    said = " · ".join(part for part in (one.when, one.who) if part)
    return CorrectionRow(undo, texts.filled(key, **facts), said, one.note, _place(one))


def _place(one: Correction) -> str:
    """Return the URL of the document that a correction is about; empty if it is about none."""
    if not one.doc:
        return ""
    return urls.passage_url(one.doc, one.surface) if one.surface else urls.document_path(one.doc)


def outcome_notices(
    pairs: Sequence[tuple[str, str]], corrections: Corrections, texts: Texts
) -> list[str]:
    """Say what became of a correction. The URL is believed only as far as the corrections agree."""
    notices = []
    waits = False
    for outcome in outcomes_of(pairs):
        waits = outcome.waits
        if outcome.name == UNDONE:
            if corrections.was_undone(outcome.correction_id):
                notices.append(texts["correction_undone"])
        elif one := corrections.in_force.get(outcome.correction_id):
            notices.append(texts.filled(f"correction_{outcome.name}", text=_row(one, texts).text))
    return [*notices, texts["correction_waits"]] if notices and waits else notices


class CorrectionsPage:
    """All corrections in force, and the lines of their file that are not."""

    def __init__(self, corrections: Corrections, texts: Texts, token: str) -> None:
        self.rows: Sequence[CorrectionRow] = rows_of(corrections, texts)
        self.problems = corrections.problems
        self.token = token
        self.back = "/corrections"
        self.notices: list[str] = []
        self.downloads = table_downloads("corrections", texts["corrections"])
        self._corrections = corrections
        self._texts = texts

    def add_notices(self, pairs: Sequence[tuple[str, str]], problem: str) -> None:
        """Add what a reader must know: what became of a correction, files that can't be read."""
        self.notices += outcome_notices(pairs, self._corrections, self._texts)
        if problem:
            self.notices.append(self._texts.filled("names_problem", problem=problem))
