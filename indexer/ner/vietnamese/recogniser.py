"""Recognise people's names in Vietnamese text, without a list of people.

1. Find the capitalised runs (capitalised_runs.py).
2. Trim each: what begins another word, stands before a foreign name, or is a place.
3. Decide which are full names, by rules (rules.py): a surname, a foreign first name,
   the title before it, and what the archive says elsewhere (title_counts.py).
4. Decide which of the others, a bare surname or given name, are parts of a full name of the same
   document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import COMMA, LOWER, MARKS, Tokens
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun, runs
from indexer.ner.vietnamese.document_names import (
    RecognisedRun,
    called_again,
    named_again,
    named_in_lists,
)
from indexer.ner.vietnamese.lexicon import (
    KOREAN,
    OTHER_CUES,
    PERSON_CUES,
    SURE,
    cues_before,
    first_names,
    never_names,
    one_syllable_countries,
    sentence_beginnings,
    sentence_heads,
    words_behind_people,
)
from indexer.ner.vietnamese.offices import title_after
from indexer.ner.vietnamese.rules import FULL_NAME_RULES, PART_RULES
from indexer.ner.vietnamese.run_candidate import RunCandidate, decided_by, is_part
from indexer.ner.vietnamese.title_counts import NameEvidence
from synonyms.spelling import is_syllable

ACTS: Final = "acts"
"""The reason of a run that no rule takes for a name, but whose name is followed by an act of people
(*chia sẻ*, *sinh năm*) somewhere in the text."""

ALONE: Final = 2
"""Times that a word stands by itself from which it is no first name."""

DELEGATION: Final = "đoàn"
"""A surname too, and as usual in news."""

SHORTENED: Final = frozenset(("jr", "sr"))
"""What ends a name with a dot of its own."""

TokenRange = tuple[int, int]
"""The first token of a name that the gazetteer knows for a place or an organisation, and the one
behind its last."""


def vietnamese_people(
    tokens: Tokens, evidence: NameEvidence, taken: Iterable[TokenRange] = ()
) -> list[PersonName]:
    """Recognise the people named in a text, in order. ``taken`` are the tokens of places and
    organisations, which are no part of a name."""
    place_at = _by_token(taken)
    whole = list(runs(tokens))
    alone = Counter(run.keys[0] for run in whole if len(run) == 1 and run.cue not in PERSON_CUES)
    candidates = [
        _without_body(_without_front(_without_introduction(run), evidence), alone)
        for one in whole
        if (run := _without_word(one, tokens, evidence)) is not None
    ]
    acting = {run.keys for run in candidates if len(run) > 1 and _acts(run, tokens)}
    full: list[RecognisedRun] = []
    others: list[CapitalisedRun] = []
    for candidate in candidates:
        run = _without_place(candidate, place_at, tokens)
        if run is None or _is_address(run, place_at, tokens) or _is_delegation(run, place_at):
            continue
        reason = decided_by(FULL_NAME_RULES, RunCandidate(run, tokens, evidence))
        if not reason and run.keys in acting:
            reason = ACTS
        if reason:
            full.append(RecognisedRun(run, reason))
        else:
            others.append(run)
    full, others = named_again(full, others)
    full, others = named_in_lists(full, others, tokens)
    full_names = _FullNames(one.run for one in full if not is_part(one.run))
    parts = [
        RecognisedRun(run, reason)
        for run in others
        if (
            reason := decided_by(
                PART_RULES, RunCandidate(run, tokens, evidence, full_names.whole_of(run))
            )
        )
    ]
    parts = [*parts, *called_again([*full, *parts], others)]
    names = [_name(tokens, one, full_names) for one in (*full, *parts)]
    return sorted(names, key=lambda one: one.start)


def _by_token(taken: Iterable[TokenRange]) -> dict[int, TokenRange]:
    """Map each token to the first of the ranges that hold it."""
    found: dict[int, TokenRange] = {}
    for first, last in sorted(taken):
        for at in range(first, last):
            found.setdefault(at, (first, last))
    return found


def _without_word(
    run: CapitalisedRun, tokens: Tokens, evidence: NameEvidence
) -> CapitalisedRun | None:
    """Cut off a last syllable that begins a word (*Huy Thư Tại nhà …*, *Bộ Tư pháp*), or that is no
    part of a name behind a credit; None if nothing is left."""
    last = run.last
    keys = tokens.keys
    if last < len(keys) and tokens.classes[last] == LOWER:
        pair = (keys[last - 1], keys[last])
        # Behind a pronoun a capital is a name, however often people of that name say (Dũng nói).
        may_be_compound = len(run) == 1 and run.cue != "pronoun"
        # Little words stand behind any word (hạnh phúc và): Nguyễn Xuân Phúc và, but not Hiện tại.
        may_be_word = pair in dictionary_vi() or pair[1:] not in sentence_heads()
        is_word = (may_be_word and evidence.begins_word(*pair)) or (
            may_be_compound and evidence.is_compound(*pair)
        )
        # Bí thư Huyện ủy, Trưởng ban Dân vận: what an archive of five documents can't know.
        is_office = run.cue == "title" and keys[run.first] not in SURE and pair in dictionary_vi()
        is_long = len(run) > 2 or run.cue == "credit"
        is_glued = is_long and pair[:1] in sentence_beginnings()
        last -= is_word or is_office or is_glued or _begins_common_word(run, tokens, evidence)
    while run.cue == "credit" and last - run.first > 2 and evidence.is_word(keys[last - 1]):
        last -= 1
    if last == run.last:
        return run
    if last == run.first:
        return None
    return replace(run, last=last, keys=tuple(keys[run.first : last]))


def _begins_common_word(run: CapitalisedRun, tokens: Tokens, evidence: NameEvidence) -> bool:
    """Tell whether the last syllable begins a word of the dictionary (*Ảnh Independent Công chúa*),
    and not the one before it ends a name (*Hòa bình luận*)."""
    keys, at = tokens.keys, run.last
    if run.follows_title or keys[at - 1] in SURE or not evidence.is_word(keys[at - 1]):
        return False
    words = dictionary_vi()
    return (keys[at - 1], keys[at]) in words and tuple(keys[at : at + 2]) not in words


def _without_front(run: CapitalisedRun, evidence: NameEvidence) -> CapitalisedRun:
    """Cut off what stands before a foreign name: *Đức Angela Merkel*, *Điện Kremlin Dmitry
    Peskov*."""
    if run.keys[:2] in never_names() and len(run) > 3:
        # Trưởng ban Dân vận T.Ư Hà Thị Khiết
        return replace(run, first=run.first + 2, keys=run.keys[2:], begins_sentence=False)
    if run.keys[0] in SURE or not is_syllable(run.keys[0]) or run.keys[0] in first_names():
        return run
    for length in (1, 2):
        rest = run.keys[length:]
        if len(rest) > 2 and rest[0] in SURE and all(map(evidence.is_word, run.keys[:length])):
            # Video Trần Quang Lộc
            return _cut(run, length)
        if len(rest) < 2 or all(map(is_syllable, rest)):
            continue
        if evidence.is_person(rest) or (rest[0] in first_names() and not is_syllable(rest[0])):
            return _cut(run, length)
    return run


def _without_introduction(run: CapitalisedRun) -> CapitalisedRun:
    """Cut off a pronoun or a country of one syllable before a foreign name: *… | Ông Trump ca
    ngợi*, a headline behind another; *Thủ tướng Anh Keir Starmer*."""
    first, behind = run.keys[0], run.keys[1:2]
    if not behind or is_syllable(behind[0]):
        return run
    if cues_before().get((first,)) == "pronoun":
        return replace(_cut(run, 1), cue="pronoun", cue_words=first)
    return _cut(run, 1) if first in one_syllable_countries() and len(run) > 2 else run


def _cut(run: CapitalisedRun, length: int) -> CapitalisedRun:
    """Cut off the front of a run, of which a word for a thing before it spoke (*viện Mỹ Paul
    Ryan*)."""
    cut = replace(run, first=run.first + length, keys=run.keys[length:], begins_sentence=False)
    return replace(cut, cue="", cue_words="") if run.cue in OTHER_CUES else cut


def _without_body(run: CapitalisedRun, alone: Mapping[str, int]) -> CapitalisedRun:
    """Cut off what a person belongs to, which stands by itself elsewhere in the text: *Đội trưởng
    Tottenham Hugo Lloris*."""
    first, *rest = run.keys
    is_body = alone.get(first, 0) >= ALONE and first not in KOREAN and first not in first_names()
    if len(run) != 3 or not is_body or is_syllable(first) or all(map(is_syllable, rest)):
        return run
    return replace(run, first=run.first + 1, keys=tuple(rest), begins_sentence=False)


def _acts(run: CapitalisedRun, tokens: Tokens) -> bool:
    """Tell whether what stands behind a run is what only people do, or an age (*Hùng (36 tuổi*)."""
    at = run.last
    keys = tokens.keys
    if any(tuple(keys[at : at + length]) in words_behind_people() for length in (1, 2)):
        return True
    inside = keys[at + 1 : at + 3] if at < len(keys) and keys[at] in MARKS else []
    return len(inside) == 2 and (
        (inside[0].isdigit() and inside[1] == "tuổi") or (inside[0] == "sn" and inside[1].isdigit())
    )


def _without_place(
    run: CapitalisedRun, place_at: Mapping[int, TokenRange], tokens: Tokens
) -> CapitalisedRun | None:
    """Cut off a place before the name (*Lạng Sơn Hồ Tiến Thiệu*); None if it is all of the run. An
    office before the place is that of the name behind it (*Chủ tịch Trung Quốc Tập Cận Bình*)."""
    if run.first not in place_at:
        return run
    last = place_at[run.first][1]
    if last >= run.last:
        return None
    keys = tuple(tokens.keys[last : run.last])
    if run.cue == "title":
        return replace(run, first=last, keys=keys, begins_sentence=False)
    return CapitalisedRun(first=last, last=run.last, keys=keys)


def _is_address(run: CapitalisedRun, place_at: Mapping[int, TokenRange], tokens: Tokens) -> bool:
    """Tell whether a run stands between the number of a house and the place of the street: *198
    Trần Quang Khải, Hà Nội*."""
    keys = tokens.keys
    is_numbered = run.first > 0 and keys[run.first - 1][:1].isdigit()
    return is_numbered and keys[run.last : run.last + 1] == [COMMA] and run.last + 1 in place_at


def _is_delegation(run: CapitalisedRun, place_at: Mapping[int, TokenRange]) -> bool:
    """Tell whether a run is a delegation and where it is from (*Đoàn Việt Nam*): the word is a
    surname too."""
    _, last = place_at.get(run.first + 1, (0, 0))
    return run.keys[0] == DELEGATION and not run.follows_title and last >= run.last


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
        """Return the full name that a part stands for: the nearest before it, else the first."""
        fitting = self._by_part.get(run.keys, ())
        before = bisect_left(fitting, run.first, key=lambda one: one.first)
        return fitting[max(before - 1, 0)] if fitting else None


def _surname_stands_for(full: CapitalisedRun) -> bool:
    """Tell whether people are called by the first part of the name: Park, Tập, and foreign first
    names."""
    return not (full.keys[0] in SURE and all(map(is_syllable, full.keys))) or len(full) == 3


def _name(tokens: Tokens, recognised: RecognisedRun, full_names: _FullNames) -> PersonName:
    run = recognised.run
    start, end = tokens.starts[run.first], tokens.ends[run.last - 1]
    is_shortened = len(run.keys[-1]) == 1 or run.keys[-1] in SHORTENED
    if is_shortened and tokens.text.startswith(".", end):
        # anh Đ., em P.T.T., Donald Trump Jr.
        end += 1
    partial = is_part(run)
    whole = full_names.whole_of(run) if partial else None
    return PersonName(
        start=start,
        end=end,
        surface=tokens.text[start:end],
        partial=partial,
        title=title_after(run, tokens) or (run.cue_words if run.cue == "title" else ""),
        full=tokens.text[tokens.starts[whole.first] : tokens.ends[whole.last - 1]] if whole else "",
        reason=recognised.reason,
        detail=run.cue_words,
    )
