"""What a page shows of corrections: each in words, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from indexer.corrections.correction import APART, Correction, Corrections
from web.http import urls
from web.i18n.texts import Words


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction as shown. ``href`` leads to the document it speaks of, if it is one."""

    id: str
    text: str
    when: str
    note: str
    href: str


def rows_of(corrections: Iterable[Correction], words: Words) -> list[CorrectionRow]:
    """Corrections in words, the last said first."""
    return [_row(one, words) for one in corrections][::-1]


def _row(one: Correction, words: Words) -> CorrectionRow:
    facts = {
        "form": one.surface,
        "entity": one.entity,
        "other": one.other,
        "doc": one.doc,
        "label": words[f"label_{one.label}"] if one.label else "",
    }
    key = f"corrected_{one.what}"
    if one.what == APART and one.doc:
        key += "_in" if one.surface else "_doc"
    href = ""
    if one.doc:
        wanted = f"?q={quote(one.surface, safe='')}" if one.surface else ""
        href = f"{urls.document_path(one.doc)}{wanted}{'#hit-1' if wanted else ''}"
    return CorrectionRow(one.id, words.filled(key, **facts), one.when, one.note, href)


def told(pairs: Sequence[tuple[str, str]], corrections: Corrections, words: Words) -> list[str]:
    """What came of a correction, in words. What the address says is believed only as far as the
    corrections bear it out."""
    given = dict(pairs)
    force = corrections.in_force
    notices = []
    for name in ("kept", "already"):
        if one := force.get(given.get(name, "")):
            notices.append(words.filled(f"correction_{name}", text=_row(one, words).text))
    if corrections.was_undone(given.get("undone", "")):
        notices.append(words["correction_undone"])
    if notices and given.get("waits"):
        notices.append(words["correction_waits"])
    return notices


class CorrectionsPage:
    """All corrections in force, and the lines of their file that are not."""

    def __init__(self, corrections: Corrections, words: Words, token: str) -> None:
        self.rows: Sequence[CorrectionRow] = rows_of(corrections, words)
        self.problems = corrections.problems
        self.token = token
        self.back = "/corrections"
        self.notices: list[str] = []
        self._corrections = corrections
        self._words = words

    def say(self, pairs: Sequence[tuple[str, str]], problem: str) -> None:
        """What a reader must know: what came of a correction, files that can't be taken."""
        self.notices += told(pairs, self._corrections, self._words)
        if problem:
            self.notices.append(self._words.filled("names_problem", problem=problem))
