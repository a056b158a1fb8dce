"""Offices and titles beside a capitalised run of a Vietnamese text: whose they are, and of what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, COMMA, LOWER, MARKS, Tokens
from indexer.ner.person_name import MOST_TITLES, held_together
from indexer.ner.vietnamese.bylines import BYLINE
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun, cue_before
from indexer.ner.vietnamese.lexicon import (
    acts_in_office,
    cues_before,
    held_beside,
    predicate_words,
    ranks,
    unsure,
    words_behind_people,
    words_of_saying,
)
from indexer.ner.vietnamese.run_candidate import NO_NAME, RunCandidate

LONGEST_TITLE: Final = 16
"""Tokens of the longest title that is taken from behind a name."""

OFFICE_WORDS: Final = 5
"""Most words between a title and a name."""


def office(c: RunCandidate) -> str | None:
    """*Bộ Tư pháp*, *Công ty Hoa Sen*; behind a title, or where the archive knows a person (*Tập
    Cận Bình*), it may be a name."""
    is_meant = c.run.follows_title or c.evidence.is_person(c.keys)
    return NO_NAME if c.begins_like_office and not is_meant else None


def body_behind_office(c: RunCandidate) -> str | None:
    """*ông Nguyễn Hưng, Tổng Giám đốc TPBank*, *Chủ tịch Tottenham, Daniel Levy*: what stands
    behind the office of somebody who is named beside it is where that office is."""
    return NO_NAME if c.run.cue == "title" and not c.is_vietnamese and _is_apposed(c) else None


def title_before(c: RunCandidate) -> str | None:
    """*Thủ tướng Phạm Minh Chính*, *ông Donald Trump*: a title or pronoun stands before a name."""
    return "title_before" if c.run.follows_title else None


def office_before(c: RunCandidate) -> str | None:
    """*Bộ trưởng Tư pháp Merrick Garland*: between title and name stands what the office is of,
    in words that are written with one capital each."""
    tokens, at = c.tokens, c.run.first
    for _ in range(0 if c.is_vietnamese else OFFICE_WORDS):
        if at < 2:
            return None
        if tokens.classes[at - 1] == CAPITAL:
            at -= 1  # Bộ Nội vụ Iran
        elif tokens.classes[at - 2 : at] == CAPITAL + LOWER and (
            (tokens.keys[at - 2], tokens.keys[at - 1]) in dictionary_vi()
        ):
            at -= 2
        else:
            return None
        if cue_before(tokens, at)[0] == "title":
            return "title_before"
    return None


def title_behind(c: RunCandidate) -> str | None:
    """*Hà Nhật Lệ, Tỉnh ủy viên*, *Zhao Tong - một chuyên gia*: an office stands behind a name,
    with a surname if it is Vietnamese."""
    begins_like_name = c.is_sure or c.keys[0] in unsure() or not c.is_vietnamese
    fits = len(c.run) in BYLINE and begins_like_name
    return "title_after" if fits and _office_behind(c.run.last, c.tokens) else None


def _is_apposed(c: RunCandidate) -> bool:
    """Tell whether a name stands before the title of a run and a mark, without a title itself, or
    behind the run and a comma."""
    tokens, run = c.tokens, c.run
    keys, classes = tokens.keys, tokens.classes
    is_before_comma = run.last < len(keys) and tokens.pieces[2 * run.last + 1] == ","
    if len(run) == 1 and is_before_comma and classes[run.last + 1 : run.last + 3] == CAPITAL * 2:
        return True
    at = run.first - len(run.cue_words.split()) - 1
    if at < 2 or keys[at] != COMMA or classes[at - 2 : at] != CAPITAL * 2:
        return False
    first = at
    while first > 0 and classes[first - 1] == CAPITAL:
        first -= 1
    said = cues_before().get((keys[first],)) or cue_before(tokens, first)[0]
    return said == "pronoun"


def titles_before(run: CapitalisedRun, tokens: Tokens) -> str:
    """Return the title before a run, with the offices of the same person before that (*Tổng Bí thư,
    Chủ tịch nước* Tô Lâm); empty if none stands there. Of titles without a name between them the
    earlier are the same person's from one of the party on, or of a deputy prime minister: *Thủ
    tướng, Chủ tịch Quốc hội Trần Thanh Mẫn* are two people."""
    if run.cue != "title":
        return ""
    titles = [run.cue_words]
    at = run.first - len(run.cue_words.split())
    while at > 1 and tokens.pieces[2 * at - 1] == "," and len(titles) < MOST_TITLES:
        cue, said = cue_before(tokens, at - 1)
        if cue != "title":
            break
        titles.insert(0, said)
        at -= len(said.split()) + 1
    return ", ".join(held_together(titles, is_held_beside))


def is_held_beside(title: str) -> bool:
    """Tell whether an office is one that its bearer holds beside others."""
    return any(word in title.lower() for word in held_beside())


def title_after(run: CapitalisedRun, tokens: Tokens, others: Sequence[CapitalisedRun]) -> str:
    """Return the offices that stand behind a run and a comma, each up to the next mark or what its
    bearer does (*giám đốc cảng cho biết*); empty if none does. Behind a comma another one is the
    same person's: *Lưu Ninh, Ủy viên Trung ương Đảng, Bí thư Khu ủy*.

    ``others`` are the runs of the text that are people's names, in order. An office that reaches
    over one of them is that person's (*Tô Lâm, Chủ tịch Quốc hội Trần Thanh Mẫn*), and what has no
    end within ``LONGEST_TITLE`` tokens is no office.
    """
    titles: list[str] = []
    at = run.last
    while len(titles) < MOST_TITLES and (found := _office_behind(at, tokens)) is not None:
        first, last = found
        is_whole = last == len(tokens.keys) or _ends_title(tokens, last)
        if not is_whole or _is_of_other(found, others):
            break
        titles.append(" ".join(tokens.text[tokens.starts[first] : tokens.ends[last - 1]].split()))
        if last >= len(tokens.keys) or tokens.pieces[2 * last + 1] != ",":
            break
        at = last
    return ", ".join(titles)


def is_title_of_other(
    run: CapitalisedRun, tokens: Tokens, others: Sequence[CapitalisedRun]
) -> bool:
    """Tell whether the office behind a run is that of one of the ``others``, which it reaches
    over."""
    found = _office_behind(run.last, tokens)
    return found is not None and _is_of_other(found, others)


def _is_of_other(office: tuple[int, int], others: Sequence[CapitalisedRun]) -> bool:
    next_name = bisect_left(others, office[0], key=lambda one: one.first)
    return next_name < len(others) and others[next_name].first < office[1]


def _office_behind(at: int, tokens: Tokens) -> tuple[int, int] | None:
    """Return the tokens, the last one excluded, that begin with an office behind a comma at
    ``at``."""
    keys = tokens.keys
    if (
        at + 1 >= len(keys)
        or keys[at] != COMMA
        or not any(tuple(keys[at + 1 : at + 1 + length]) in ranks() for length in (1, 2, 3))
    ):
        return None
    last = at + 1
    while last < len(keys) and last - at <= LONGEST_TITLE and not _ends_title(tokens, last):
        last += 1
    return at + 1, last


def _ends_title(tokens: Tokens, at: int) -> bool:
    """Tell whether a mark stands here, or in lower case what begins a predicate."""
    keys = tokens.keys
    if keys[at] in MARKS:
        return True
    if tokens.classes[at] != LOWER:
        return False
    ends = words_of_saying(), words_behind_people(), predicate_words(), acts_in_office()
    pair = tuple(keys[at : at + 2])
    if any(pair in of for of in ends):
        return True
    if any((keys[at],) in of for of in ends[:3]):
        return True
    # *thăm đê*, not *thăm dò*; *trao giải*, not *trao đổi*.
    in_word = (keys[at - 1], keys[at]) in dictionary_vi() or pair in dictionary_vi()
    return (keys[at],) in acts_in_office() and not in_word
