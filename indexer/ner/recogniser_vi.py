"""People's names in Vietnamese text, without a list of people.

1. Capitalised runs are found by one regular expression (indexer/ner/capitalised_runs.py).
2. Each is judged by its own words: a surname, a foreign first name, the title before it; and by
   what the archive says of it elsewhere (indexer/ner/title_counts.py).
3. What is left, a bare surname or given name, is a part of a full name of the same document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import COMMA, LOWER, MARKS, STOP, Tokens
from indexer.ner.capitalised_runs import PARTICLES, CapitalisedRun, runs
from indexer.ner.lexicon_vi import (
    KOREAN,
    SURE,
    UNSURE,
    after,
    complete,
    first_names,
    never,
    offices,
    ranks,
)
from indexer.ner.person_name import PersonName
from indexer.ner.title_counts import TitleCounts
from synonyms.spelling import is_syllable

LONGEST_TITLE: Final = 16
"""Tokens of the longest title that is taken from behind a name."""

BYLINE: Final = range(2, 5)
"""Syllables of a byline."""

Taken = tuple[int, int]
"""Tokens of a name that the gazetteer knows for a place or an organisation."""


def vietnamese_people(
    tokens: Tokens, evidence: TitleCounts, taken: Iterable[Taken] = ()
) -> list[PersonName]:
    """The people named in a text, in order."""
    place_at: dict[int, Taken] = {}
    for first, last in sorted(taken):
        for at in range(first, last):
            place_at.setdefault(at, (first, last))
    found: list[tuple[CapitalisedRun, str]] = []
    left: list[CapitalisedRun] = []
    whole = (_without_word(run, tokens, evidence) for run in runs(tokens))
    candidates = [_without_front(run, tokens, evidence) if run else None for run in whole]
    acting = {run.keys for run in candidates if run and len(run) > 1 and _acts(run, tokens)}
    for run in candidates:
        rest = _without_place(run, place_at, tokens) if run else None
        if rest is None:
            continue
        reason = _full(rest, tokens, evidence) or ("acts" if rest.keys in acting else "")
        if reason:
            found.append((rest, reason))
        else:
            left.append(rest)
    full = _FullNames(run for run, _ in found if not _is_part(run))
    names = [_name(tokens, run, reason, full) for run, reason in found]
    names += [
        _name(tokens, run, reason, full)
        for run in left
        if (reason := _part(run, evidence, full, tokens))
    ]
    return sorted(names, key=lambda one: one.start)


def _without_word(
    run: CapitalisedRun, tokens: Tokens, evidence: TitleCounts
) -> CapitalisedRun | None:
    """The run without a last syllable that begins a word (*Huy Thư Tại nhà …*, *Bộ Tư pháp*), or
    that is no part of a name behind a credit; None if nothing is left."""
    last = run.last
    keys = tokens.keys
    follows = last < len(keys) and tokens.classes[last] == LOWER
    if follows:
        pair = (keys[last - 1], keys[last])
        # Behind a pronoun a capital is a name, however often people of that name say (Dũng nói).
        may_be_compound = len(run) == 1 and run.says != "pronoun"
        is_word = evidence.begins_word(*pair) or (may_be_compound and evidence.is_compound(*pair))
        # Bí thư Huyện ủy, Trưởng ban Dân vận: what an archive of five documents can't know.
        is_office = run.says == "title" and keys[run.first] not in SURE and pair in dictionary_vi()
        last -= is_word or is_office
    while run.says == "credit" and last - run.first > 2 and evidence.is_word(keys[last - 1]):
        last -= 1
    if last == run.last:
        return run
    if last == run.first:
        return None
    return replace(run, last=last, keys=tuple(keys[run.first : last]))


def _without_front(run: CapitalisedRun, tokens: Tokens, evidence: TitleCounts) -> CapitalisedRun:
    """The run without what stands before a foreign name: *Đức Angela Merkel*, *Điện Kremlin Dmitry
    Peskov*."""
    if run.keys[:2] in never() and len(run) > 3:
        # Trưởng ban Dân vận T.Ư Hà Thị Khiết
        return replace(run, first=run.first + 2, keys=run.keys[2:], opens=False)
    if run.keys[0] in SURE or not is_syllable(run.keys[0]) or run.keys[0] in first_names():
        return run
    for length in (1, 2):
        rest = run.keys[length:]
        if len(rest) < 2 or all(map(is_syllable, rest)):
            continue
        if evidence.is_person(rest) or (rest[0] in first_names() and not is_syllable(rest[0])):
            return replace(run, first=run.first + length, keys=rest, opens=False)
    return run


def _acts(run: CapitalisedRun, tokens: Tokens) -> bool:
    """Whether what stands behind a run is what only people do, or an age (*Hùng (36 tuổi*)."""
    at = run.last
    keys = tokens.keys
    if any(tuple(keys[at : at + length]) in after() for length in (1, 2)):
        return True
    inside = keys[at + 1 : at + 3] if at < len(keys) and keys[at] in MARKS else []
    return len(inside) == 2 and (
        (inside[0].isdigit() and inside[1] == "tuổi") or (inside[0] == "sn" and inside[1].isdigit())
    )


def _without_place(
    run: CapitalisedRun, place_at: Mapping[int, Taken], tokens: Tokens
) -> CapitalisedRun | None:
    """The run without a place before the name (*Lạng Sơn Hồ Tiến Thiệu*); None if it is all of
    it."""
    if run.first not in place_at:
        return run
    last = place_at[run.first][1]
    if last >= run.last:
        return None
    return CapitalisedRun(last, run.last, tuple(tokens.keys[last : run.last]), "", "", False)


def _full(run: CapitalisedRun, tokens: Tokens, evidence: TitleCounts) -> str:
    """Why a run is a name by itself; empty if it is not."""
    keys, size = run.keys, len(run)
    if size == 1 or (keys[0],) in never() or keys[:2] in never():
        return ""
    vietnamese = all(map(is_syllable, keys))
    if run.says == "other" and not evidence.is_person(keys):
        is_whole = vietnamese and keys[0] in SURE and 3 <= size <= 4
        return "surname" if is_whole and tuple(run.words.lower().split()) in complete() else ""
    if _is_abbreviation(run, tokens):
        return ""
    if (keys[0],) in offices() and keys[0] not in SURE and run.says not in ("title", "pronoun"):
        return ""
    if run.says in ("title", "pronoun"):
        return "title_before"
    if vietnamese and size in BYLINE and keys[0] in SURE | UNSURE and title_after(run, tokens):
        return "title_after"
    if run.says == "credit" and size in BYLINE:
        return "credit"
    if _is_byline(run, tokens):
        return "byline"
    if not vietnamese and keys[0] in first_names() and size <= 5:
        return "first_name"
    if evidence.is_other(keys):
        return ""
    if vietnamese and keys[0] in SURE and size <= 5:
        return "surname"
    if keys[0] in KOREAN and size <= 3 and not vietnamese:
        return "surname"
    if evidence.is_person(keys):
        return "archive"
    if run.says == "weak" and vietnamese and keys[0] in UNSURE and size in (3, 4):
        return "surname"
    return ""


def title_after(run: CapitalisedRun, tokens: Tokens) -> str:
    """The office that stands behind a run and a comma, up to the next mark; empty if none does."""
    keys, at = tokens.keys, run.last
    if (
        at + 1 >= len(keys)
        or keys[at] != COMMA
        or not any(tuple(keys[at + 1 : at + 1 + length]) in ranks() for length in (1, 2, 3))
    ):
        return ""
    last = at + 1
    while last < len(keys) and keys[last] not in MARKS and last - at <= LONGEST_TITLE:
        last += 1
    return " ".join(tokens.text[tokens.starts[at + 1] : tokens.ends[last - 1]].split())


def _is_byline(run: CapitalisedRun, tokens: Tokens) -> bool:
    """Whether a run is all that stands behind the last sentence."""
    if len(run) not in BYLINE or not all(map(is_syllable, run.keys)):
        return False
    begins = run.first == 0 or tokens.keys[run.first - 1] == STOP
    rest = len(tokens.keys) - run.last
    return begins and run.first > 0 and rest <= 4 and _is_source(tokens, run.last)


def _is_source(tokens: Tokens, at: int) -> bool:
    """Whether nothing or only the agency stands behind a byline: ``(TTXVN)``."""
    raw = [tokens.pieces[2 * one + 1] for one in range(at, len(tokens.keys))]
    return all(not one[0].isalnum() or one.isupper() or one[0].isupper() for one in raw)


def _is_part(run: CapitalisedRun) -> bool:
    """Whether a run is a given name or pen name without a surname."""
    keys = run.keys
    if len(keys) == 1:
        return True
    if len(keys) == 2 and keys[0] in PARTICLES:
        return True
    return len(keys) == 2 and all(map(is_syllable, keys)) and keys[0] not in SURE


def _part(run: CapitalisedRun, evidence: TitleCounts, full: _FullNames, tokens: Tokens) -> str:
    """Why a run is a part of a name; empty if it is not."""
    keys = run.keys
    whole = full.whole_of(run)
    # Trường is a school and a given name: behind a pronoun, or of a full name, it is the name.
    is_told = run.says == "pronoun" or (whole is not None and not run.opens)
    is_office = (keys[0],) in offices() and keys[0] not in SURE and not is_told
    if _is_abbreviation(run, tokens) or run.says == "other" or is_office:
        return ""
    if (keys[0],) in never() or keys[:2] in never():
        return ""
    if run.says in ("title", "pronoun") and len(run) <= 2:
        return "title_before"
    if whole is not None and not (run.opens and evidence.is_word(keys[0])):
        return "part_of_name"
    return ""


class _FullNames:
    """The full names of a document, by the parts that may stand for them."""

    def __init__(self, full: Iterable[CapitalisedRun]) -> None:
        self._by_part: dict[tuple[str, ...], list[CapitalisedRun]] = {}
        for run in full:
            keys = run.keys
            parts = {keys[-size:] for size in range(1, len(run))}
            if _surname_stands_for(run):
                parts.update(keys[:size] for size in range(1, len(run)))
            for part in parts:
                self._by_part.setdefault(part, []).append(run)

    def whole_of(self, run: CapitalisedRun) -> CapitalisedRun | None:
        """The full name that a part stands for: the nearest before it, else the first."""
        fitting = self._by_part.get(run.keys, ())
        before = bisect_left(fitting, run.first, key=lambda one: one.first)
        return fitting[max(before - 1, 0)] if fitting else None


def _surname_stands_for(full: CapitalisedRun) -> bool:
    """Whether people are called by the first part of the name: Park, Tập, and foreign first
    names."""
    return not (full.keys[0] in SURE and all(map(is_syllable, full.keys))) or len(full) == 3


def _is_abbreviation(run: CapitalisedRun, tokens: Tokens) -> bool:
    """UBND TP, M.U, NN-PTNT; not THÙY TRANG."""
    text = tokens.text[_start(run, tokens) : _end(run, tokens)]
    return len(text) > 1 and text.isupper() and not all(map(is_syllable, run.keys))


def _start(run: CapitalisedRun, tokens: Tokens) -> int:
    return tokens.starts[run.first]


def _end(run: CapitalisedRun, tokens: Tokens) -> int:
    return tokens.ends[run.last - 1]


def _name(tokens: Tokens, run: CapitalisedRun, reason: str, full: _FullNames) -> PersonName:
    start, end = _start(run, tokens), _end(run, tokens)
    if end - start == 1 and tokens.text.startswith(".", end):
        # anh Đ.
        end += 1
    partial = _is_part(run)
    whole = full.whole_of(run) if partial else None
    return PersonName(
        start=start,
        end=end,
        surface=tokens.text[start:end],
        partial=partial,
        foreign=not all(map(is_syllable, run.keys)),
        title=title_after(run, tokens) or (run.words if run.says == "title" else ""),
        full=tokens.text[tokens.starts[whole.first] : tokens.ends[whole.last - 1]] if whole else "",
        reason=reason,
        detail=run.words,
    )
