"""Names of a Vietnamese text that its other names tell: said before, or beside them in a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from indexer.analysis.tokens import Tokens
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun
from indexer.ner.vietnamese.lexicon import (
    JOINING,
    OTHER_CUES,
    PERSON_CUES,
    SURE,
    addressed_as,
)
from indexer.ner.vietnamese.run_candidate import is_initials, is_part
from synonyms.spelling import is_syllable

AGAIN: Final = "in_document"
"""The reason of a run that is a name elsewhere in the text."""

_JOINING: Final = JOINING | {","}
"""Between the names of a list."""

_LISTING: Final = "gồm"
"""Ends the words before a list."""


class RecognisedRun(Struct, frozen=True):
    """A run that is a name, and the reason."""

    run: CapitalisedRun
    reason: str


def named_again(
    full: list[RecognisedRun], others: Iterable[CapitalisedRun]
) -> tuple[list[RecognisedRun], list[CapitalisedRun]]:
    """Take the full names that were recognised once in a text for names wherever they stand."""
    known = {one.run.keys for one in full if len(one.run) > 1 and not is_part(one.run)}
    again = [run for run in others if run.keys in known and run.cue not in OTHER_CUES]
    met = {run.first for run in again}
    return (
        [*full, *(RecognisedRun(run, AGAIN) for run in again)],
        [run for run in others if run.first not in met],
    )


def called_again(
    parts: Iterable[RecognisedRun], others: Iterable[CapitalisedRun]
) -> list[RecognisedRun]:
    """Take parts of names by which somebody was called for that wherever they stand: *chồng trẻ Bảo
    Duy … Bảo Duy luôn*, *anh Debayan … Debayan cho biết*. A single Vietnamese syllable may be a
    word, and what stands behind an office may be where that is."""
    parts = [one for one in parts if is_part(one.run)]
    known = {
        one.run.keys
        for one in parts
        if (one.run.cue in PERSON_CUES and len(one.run) == 2)
        or is_initials(one.run)
        or (one.run.cue != "title" and not all(map(is_syllable, one.run.keys)))
    }
    met = {one.run.first for one in parts}
    return [
        RecognisedRun(run, AGAIN)
        for run in others
        if run.keys in known and run.first not in met and run.cue not in (*OTHER_CUES, "place")
    ]


def named_in_lists(
    full: list[RecognisedRun], others: list[CapitalisedRun], tokens: Tokens
) -> tuple[list[RecognisedRun], list[CapitalisedRun]]:
    """Take foreign runs of two or three words between two names of a list for names (*Osvaldo
    Haay, Evan Dimas, Egy Maulana Vikri hay Witan Sulaeman*)."""
    ends = {one.run.last for one in full if len(one.run) > 1}
    starts = {one.run.first for one in full if len(one.run) > 1}
    listed: list[CapitalisedRun] = []
    for run in others:
        if 1 < len(run) < 4 and not all(map(is_syllable, run.keys)):
            before, behind = run.first, run.last
            follows = any(_joins(tokens, before - n, before) and before - n in ends for n in (1, 2))
            heads = any(_joins(tokens, behind, behind + n) and behind + n in starts for n in (1, 2))
            is_ended = behind == len(tokens.keys) or tokens.pieces[2 * behind + 1] in _JOINING
            begins_list = run.cue_words.lower().endswith(_LISTING)
            if (follows and (heads or is_ended)) or (heads and begins_list):
                listed.append(run)
                ends.add(run.last)
    met = {run.first for run in listed}
    return (
        [*full, *(RecognisedRun(run, "in_list") for run in listed)],
        [run for run in others if run.first not in met],
    )


def _joins(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether all that stands between two names is what joins a list."""
    return 0 <= first < last <= len(tokens.keys) and all(
        tokens.pieces[2 * at + 1] in _JOINING for at in range(first, last)
    )


class FullNames:
    """The full names of a document, by the parts that may stand for them."""

    def __init__(self, full: Iterable[CapitalisedRun]) -> None:
        self._by_part: dict[tuple[str, ...], list[CapitalisedRun]] = {}
        self._addressed: dict[tuple[str, ...], str] = {}
        for run in full:
            keys = run.keys
            if as_whom := _addressed_as(run):
                self._addressed[keys] = as_whom
            parts = {keys[-size:] for size in range(1, len(run))}
            if _surname_stands_for(run):
                parts.update(keys[:size] for size in range(1, len(run)))
            for part in parts:
                self._by_part.setdefault(part, []).append(run)

    def whole_of(self, run: CapitalisedRun) -> CapitalisedRun | None:
        """Return the full name that a part stands for: the nearest before it, else the first, of
        those that are addressed as the part is (*ông* Trump is not *bà* Ivanka Trump)."""
        fitting: Sequence[CapitalisedRun] = self._by_part.get(run.keys, ())
        as_whom = _addressed_as(run)
        if as_whom and len(fitting) > 0:
            by_whom = {one: self._addressed.get(one.keys, "") for one in fitting}
            fitting = [one for one in fitting if by_whom[one] == as_whom] or [
                one for one in fitting if not by_whom[one]
            ]
        before = bisect_left(fitting, run.first, key=lambda one: one.first)
        return fitting[max(before - 1, 0)] if fitting else None


def _addressed_as(run: CapitalisedRun) -> str:
    """Return whether a man or a woman is addressed before a run; empty where the text doesn't
    say."""
    word = run.cue_words.rpartition(" ")[2].lower() if run.cue == "pronoun" else ""
    return addressed_as().get(word, "")


def _surname_stands_for(full: CapitalisedRun) -> bool:
    """Tell whether people are called by the first part of the name: Park, Tập, and foreign first
    names."""
    return not (full.keys[0] in SURE and all(map(is_syllable, full.keys))) or len(full) == 3
