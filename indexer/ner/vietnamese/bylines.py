"""Bylines and credits of a Vietnamese text: who wrote it and who took its pictures."""

from __future__ import annotations

from typing import Final

from indexer.analysis.tokens import CAPITAL, COMMA, EITHER, STOP, Tokens
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun
from indexer.ner.vietnamese.run_candidate import RunCandidate

BYLINE: Final = range(2, 5)
"""Syllables of a byline."""

LAST_TOKENS: Final = 16
"""Tokens behind a byline: another name, and a source of some words."""

SOURCE: Final = "theo"
"""Stands before the source of a text."""


def credit(c: RunCandidate) -> str | None:
    """*Ảnh: Minh Sơn*: a credit names a person, or the paper that the archive knows."""
    fits = c.run.cue == "credit" and len(c.run) in BYLINE
    return "credit" if fits and not c.evidence.is_other(c.keys) else None


def byline(c: RunCandidate) -> str | None:
    """The run is all that stands behind the last sentence, but for the agency (*(TTXVN)*) or the
    source (*Theo Reuters*), or all of one of the last lines, alone or with another name."""
    run, tokens = c.run, c.tokens
    if len(run) not in BYLINE or not c.is_vietnamese:
        return None
    is_behind_sentence = run.first > 0 and tokens.keys[run.first - 1] == STOP
    is_last = len(tokens.keys) - run.last <= 4 and _is_agency(tokens, run.last)
    is_last = is_last or _is_remark(tokens, run.last)
    if (is_behind_sentence and is_last) or is_alone_in_last_line(run, tokens):
        return "byline"
    return None


def is_alone_in_last_line(run: CapitalisedRun, tokens: Tokens) -> bool:
    """Tell whether a run stands in a line of names, one of the last of a text: *Trang Phạm*, *Đức
    Văn - Công Bính*, before *Theo Live Science*."""
    if len(tokens.keys) - run.last > LAST_TOKENS:
        return False
    at = run.first
    while at > 0 and "\n" not in tokens.pieces[2 * at]:
        at -= 1
        if tokens.classes[at] not in (CAPITAL, EITHER) and tokens.keys[at] != COMMA:
            return False
    at = run.last
    while at < len(tokens.keys) and "\n" not in tokens.pieces[2 * at]:
        if tokens.keys[at] == SOURCE:
            break
        if tokens.classes[at] not in (CAPITAL, EITHER) and tokens.keys[at] != COMMA:
            return False
        at += 1
    return run.first > 0 and not _follows_source(tokens, run.first)


def _follows_source(tokens: Tokens, at: int) -> bool:
    """Tell whether the line before says where a text is from: so does the next one."""
    while at > 0 and "\n" not in tokens.pieces[2 * at]:
        at -= 1
    at -= 1
    while at > 0 and "\n" not in tokens.pieces[2 * at]:
        at -= 1
    return at >= 0 and tokens.keys[at] == SOURCE


def _is_remark(tokens: Tokens, at: int) -> bool:
    """Tell whether all that stands behind a byline is in brackets: *(Tổng hợp)*, *(lược dịch)*."""
    if len(tokens.keys) - at > LAST_TOKENS:
        return False
    behind = tokens.text[tokens.ends[at - 1] :].strip()
    return behind.startswith("(") and behind.find(")") == len(behind) - 1


def _is_agency(tokens: Tokens, at: int) -> bool:
    """Tell whether nothing or only the agency stands behind a byline: ``(TTXVN)``."""
    raw = [tokens.pieces[2 * one + 1] for one in range(at, len(tokens.keys))]
    return all(not one[0].isalnum() or one.isupper() or one[0].isupper() for one in raw)
