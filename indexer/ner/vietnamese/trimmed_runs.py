"""The capitalised runs of a Vietnamese text without what is no part of a name: what begins another
word, stands before a foreign name, or is a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import COMMA, LOWER, Tokens
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun, runs
from indexer.ner.vietnamese.lexicon import (
    ADDRESSES,
    FREQUENT,
    JOINING,
    KOREAN,
    OTHER_CUES,
    PERSON_CUES,
    STREETS,
    SURE,
    cues_before,
    first_names,
    never_names,
    one_syllable_countries,
    sentence_beginnings,
    sentence_heads,
)
from indexer.ner.vietnamese.title_counts import NameEvidence
from synonyms.spelling import is_syllable

ALONE: Final = 2
"""Times that a word stands by itself from which it is no first name."""

STREET: Final = "đường"
"""Stands, as good as written, before each street of a list."""

DASHES: Final = "-–"
"""Between two streets that meet."""

DELEGATION: Final = "đoàn"
"""A surname too, and as usual in news."""

TokenRange = tuple[int, int]
"""The first token of a name that the gazetteer knows for a place or an organisation, and the one
behind its last."""


def trimmed_runs(
    tokens: Tokens, evidence: NameEvidence, taken: Iterable[TokenRange]
) -> Iterator[CapitalisedRun]:
    """Yield the runs of a text that may be names, in order, trimmed. ``taken`` are the tokens of
    places and organisations."""
    place_at = _by_token(taken)
    whole = list(_bordered(list(runs(tokens)), tokens, evidence))
    alone = Counter(run.keys[0] for run in whole if len(run) == 1 and run.cue not in PERSON_CUES)
    streets_until = 0
    for one in whole:
        own = _without_word(one, tokens, evidence)
        if own is None:
            continue
        if _is_street(own, streets_until, tokens):
            streets_until = own.last
            own = own if own.cue else replace(own, cue="other", cue_words=STREET)
        candidate = _without_body(_without_front(_without_introduction(own), evidence), alone)
        run = _without_place(candidate, place_at, tokens)
        if run and not _is_address(run, place_at, tokens) and not _is_delegation(run, place_at):
            yield run


def _bordered(
    whole: Sequence[CapitalisedRun], tokens: Tokens, evidence: NameEvidence
) -> Iterator[CapitalisedRun]:
    """Cut off what the text's other runs say is no part of a name: *Đỗ Mỹ Dung Càng gần đến …*
    where it says Đỗ Mỹ Dung too, *Mai Nguyễn Quang Tuấn* where it says Nguyễn Quang Tuấn."""
    stand = {run.keys for run in whole if len(run) > 1}
    for run in whole:
        *name, last = run.keys
        behind = tokens.classes[run.last : run.last + 1]
        if len(run) > 2 and tuple(name) in stand and behind == LOWER and evidence.is_word(last):
            yield replace(run, last=run.last - 1, keys=tuple(name))
        elif len(run) > 2 and run.keys[1:] in stand and _begins_behind(run):
            yield _cut(run, 1)
        else:
            yield run


def _begins_behind(run: CapitalisedRun) -> bool:
    """Tell whether a name may begin with the second word of a run: with a surname, or a foreign one
    behind what is no first name."""
    first, second, *rest = run.keys
    if all(map(is_syllable, run.keys)):
        return second in FREQUENT and len(rest) > 1
    return first not in first_names() and not any(map(is_syllable, (second, *rest)))


def _is_street(run: CapitalisedRun, streets_until: int, tokens: Tokens) -> bool:
    """Tell whether a run is a street, or stands in a list behind one that ends with the token
    before ``streets_until``."""
    if run.cue == "other":
        return run.cue_words.lower() in STREETS
    if run.cue or not streets_until:
        return False
    between = tokens.keys[streets_until : run.first]
    gap = tokens.pieces[2 * run.first]
    return (not between and any(dash in gap for dash in DASHES)) or (
        len(between) == 1 and (between[0] in JOINING or between[0] == COMMA)
    )


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
    if _only_begins_sentence(run, evidence):
        return _cut(run, 1)
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


def _only_begins_sentence(run: CapitalisedRun, evidence: NameEvidence) -> bool:
    """Tell whether the first word only begins the sentence, before a foreign name: *Tới
    Brussels*."""
    first, *rest = run.keys
    is_foreign = bool(rest) and not any(map(is_syllable, rest))
    return run.begins_sentence and is_foreign and first not in KOREAN and evidence.is_word(first)


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
    """Tell whether a run stands behind the number of a house, with the place of the street or a
    word before it: *198 Trần Quang Khải, Hà Nội*, *tại 30 Trần Nhân Tông*."""
    keys = tokens.keys
    is_numbered = run.first > 0 and keys[run.first - 1][:1].isdigit()
    is_placed = keys[run.last : run.last + 1] == [COMMA] and run.last + 1 in place_at
    return is_numbered and (is_placed or keys[max(run.first - 2, 0)] in ADDRESSES)


def _is_delegation(run: CapitalisedRun, place_at: Mapping[int, TokenRange]) -> bool:
    """Tell whether a run is a delegation and where it is from (*Đoàn Việt Nam*): the word is a
    surname too."""
    _, last = place_at.get(run.first + 1, (0, 0))
    return run.keys[0] == DELEGATION and not run.follows_title and last >= run.last
