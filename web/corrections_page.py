"""What a page shows of corrections: each in words, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from indexer.corrections.correction import APART, Correction, Corrections
from web import links
from web.words import Words


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
        href = f"{links.document_path(one.doc)}{wanted}{'#hit-1' if wanted else ''}"
    return CorrectionRow(one.id, words.filled(key, **facts), one.when, one.note, href)


class CorrectionsPage:
    """All corrections in force."""

    def __init__(self, corrections: Corrections, words: Words, token: str) -> None:
        self.rows: Sequence[CorrectionRow] = rows_of(corrections, words)
        self.token = token
        self.back = "/corrections"
