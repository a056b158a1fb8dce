"""Decide whether a capitalised run of a Vietnamese text is a person's name: rules, in their order.

``FULL_NAME_RULES`` look for full names; of what they leave, ``PART_RULES`` look for parts that
stand for a full name (*ông Hùng*). Each rule looks at one candidate. It gives its reason where it
takes the run for a name, ``NO_NAME`` where it takes it for something else, and None where it has
nothing to say; the first that does not pass decides. The order and the words come from labelled
news (docs/measurements.md, People).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, COMMA, EITHER, LOWER, MARKS, STOP, Tokens
from indexer.ner.capitalised_runs import CapitalisedRun, cue_before
from indexer.ner.lexicon_vi import (
    KOREAN,
    SURE,
    complete_kinds,
    cues_before,
    first_names,
    naming_words,
    never_names,
    office_beginnings,
    ranks,
    unsure,
    words_for_people,
    words_of_saying,
)
from indexer.ner.title_counts import NameEvidence
from synonyms.spelling import is_syllable

NO_NAME: Final = ""
"""The answer of a rule that takes a run for something else than a name."""

LONGEST_TITLE: Final = 16
"""Tokens of the longest title that is taken from behind a name."""

BYLINE: Final = range(2, 5)
"""Syllables of a byline."""

SHORTENED: Final = 3
"""Letters up to which capitals alone are an abbreviation, though they could be a syllable (EC)."""

OFFICE_WORDS: Final = 5
"""Most words between a title and a name."""

QUOTED: Final = frozenset(('",', "”,", ",", '"', "”"))
"""What stands between what was quoted and who said it."""

CALLED_WITHIN: Final = 10
"""Tokens before a name within which it is said who is called so."""

LAST_TOKENS: Final = 16
"""Tokens behind a byline: another name, and a source of some words."""

SOURCE: Final = "theo"
"""Stands before the source of a text."""

LONGEST_SURE: Final = 5
"""Syllables of the longest run that a surname or a foreign first name makes a name."""

LONGEST_KOREAN: Final = 3
"""Syllables of the longest run that a Korean surname makes a name."""


@dataclass(frozen=True)
class RunCandidate:
    """A capitalised run, its text, and what the archive says of runs elsewhere.

    ``whole`` is a full name of the same document that the run may be a part of; None where there
    is none, and while full names are looked for.
    """

    run: CapitalisedRun
    tokens: Tokens
    evidence: NameEvidence
    whole: CapitalisedRun | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the run."""
        return self.run.keys

    @cached_property
    def is_vietnamese(self) -> bool:
        """Whether every key is spelt as a Vietnamese syllable."""
        return all(map(is_syllable, self.run.keys))

    @property
    def is_sure(self) -> bool:
        """Whether it begins with a surname that is nothing else."""
        return self.run.keys[0] in SURE

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is one like UBND TP, M.U, NN-PTNT; not THÙY TRANG."""
        tokens, run = self.tokens, self.run
        text = tokens.text[tokens.starts[run.first] : tokens.ends[run.last - 1]]
        is_short = len(run) == 1 and len(text) <= SHORTENED and text.isascii()
        return len(text) > 1 and text.isupper() and (is_short or not self.is_vietnamese)

    @property
    def begins_like_office(self) -> bool:
        """Whether it begins as an office or firm does and not with a sure surname."""
        return self.run.keys[:1] in office_beginnings() and not self.is_sure


Rule = Callable[[RunCandidate], str | None]


def decided_by(rules: Sequence[Rule], candidate: RunCandidate) -> str:
    """Return the reason of the first rule that decides; ``NO_NAME`` where it refuses or none
    does."""
    for rule in rules:
        reason = rule(candidate)
        if reason is not None:
            return reason
    return NO_NAME


def single_syllable(c: RunCandidate) -> str | None:
    """One syllable is never a full name."""
    return NO_NAME if len(c.run) == 1 else None


def never_a_name(c: RunCandidate) -> str | None:
    """*Phó Chủ tịch*, *HĐND*: begins an office whatever stands before it."""
    found = never_names()
    return NO_NAME if c.keys[:1] in found or c.keys[:2] in found else None


def behind_a_thing(c: RunCandidate) -> str | None:
    """*đường Nguyễn Huệ* is a street, unless the archive knows a person; but every province is in
    the gazetteer, so behind *tỉnh* a surname begins a name (*HĐND tỉnh Hoàng Văn Vịnh*)."""
    run = c.run
    if run.cue != "other" or c.evidence.is_person(c.keys):
        return None
    is_whole = c.is_vietnamese and c.is_sure and 3 <= len(run) <= 4
    return (
        "surname" if is_whole and tuple(run.cue_words.lower().split()) in complete_kinds() else ""
    )


def abbreviation(c: RunCandidate) -> str | None:
    """*UBND TP* and *M.U* are no names."""
    return NO_NAME if c.is_abbreviation else None


def body_behind_office(c: RunCandidate) -> str | None:
    """*ông Nguyễn Hưng, Tổng Giám đốc TPBank*, *Chủ tịch Tottenham, Daniel Levy*: what stands
    behind the office of somebody who is named beside it is where that office is."""
    return NO_NAME if c.run.cue == "title" and not c.is_vietnamese and is_apposed(c) else None


def office(c: RunCandidate) -> str | None:
    """*Bộ Tư pháp*, *Công ty Hoa Sen*; behind a title it may be a name."""
    return NO_NAME if c.begins_like_office and not c.run.follows_title else None


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


def named(c: RunCandidate) -> str | None:
    """*một cô gái người Mỹ có tên Lynne Cox*: somebody is called so."""
    return "named" if not c.is_vietnamese and len(c.run) <= 3 and _is_called(c) else None


def speaker(c: RunCandidate) -> str | None:
    """*"…", Davide Farnocchia nói*: whoever said what was quoted just before."""
    keys, run = c.tokens.keys, c.run
    is_quoted = run.first > 1 and c.tokens.pieces[2 * run.first - 1] in QUOTED
    says = any(tuple(keys[run.last : run.last + n]) in words_of_saying() for n in (1, 2))
    fits = is_quoted and says and not c.is_vietnamese and len(run) <= LONGEST_KOREAN
    return "speaker" if fits and not c.evidence.is_other(c.keys) else None


def title_behind(c: RunCandidate) -> str | None:
    """*Hà Nhật Lệ, Tỉnh ủy viên*, *Zhao Tong - một chuyên gia*: an office stands behind a name,
    with a surname if it is Vietnamese."""
    begins_like_name = c.is_sure or c.keys[0] in unsure() or not c.is_vietnamese
    fits = len(c.run) in BYLINE and begins_like_name
    return "title_after" if fits and title_after(c.run, c.tokens) else None


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


def foreign_first_name(c: RunCandidate) -> str | None:
    """*Angela Merkel*: a foreign first name begins a name."""
    is_first_name = not c.is_vietnamese and c.keys[0] in first_names()
    return "first_name" if is_first_name and len(c.run) <= LONGEST_SURE else None


def other_in_archive(c: RunCandidate) -> str | None:
    """The archive uses it for a street, a firm or a place."""
    return NO_NAME if c.evidence.is_other(c.keys) else None


def sure_surname(c: RunCandidate) -> str | None:
    """*Nguyễn Văn An*: a surname that is nothing else begins a name."""
    fits = c.is_vietnamese and c.is_sure and len(c.run) <= LONGEST_SURE
    return "surname" if fits else None


def korean_surname(c: RunCandidate) -> str | None:
    """*Park Hang Seo*: a Korean surname begins a name."""
    fits = c.keys[0] in KOREAN and len(c.run) <= LONGEST_KOREAN and not c.is_vietnamese
    return "surname" if fits else None


def person_in_archive(c: RunCandidate) -> str | None:
    """The archive uses it for a person more often than for anything else."""
    return "archive" if c.evidence.is_person(c.keys) else None


def unsure_surname(c: RunCandidate) -> str | None:
    """*cùng Hà Thị Khiết*: an unsure surname behind a word that a person may follow."""
    fits = c.is_vietnamese and c.keys[0] in unsure() and len(c.run) in (3, 4)
    return "surname" if c.run.cue == "weak" and fits else None


FULL_NAME_RULES: Final[tuple[Rule, ...]] = (
    single_syllable,
    never_a_name,
    byline,
    behind_a_thing,
    abbreviation,
    office,
    body_behind_office,
    title_before,
    office_before,
    named,
    speaker,
    title_behind,
    credit,
    foreign_first_name,
    other_in_archive,
    sure_surname,
    korean_surname,
    person_in_archive,
    unsure_surname,
)


def thing_before(c: RunCandidate) -> str | None:
    """*đường Láng* is a street."""
    return NO_NAME if c.run.cue == "other" else None


def office_alone(c: RunCandidate) -> str | None:
    """*Trường* is a school and a given name: behind a pronoun, or of a full name of the document,
    it is the name."""
    is_meant = c.run.cue == "pronoun" or (c.whole is not None and not c.run.begins_sentence)
    return NO_NAME if c.begins_like_office and not is_meant else None


def initials(c: RunCandidate) -> str | None:
    """*bệnh nhân N.V.Đ*, *chị T.T.P.*: letters with dots behind a word for a person."""
    run, tokens = c.run, c.tokens
    text = tokens.text[tokens.starts[run.first] : tokens.ends[run.last - 1]]
    is_spelt = len(run) > 1 and "." in text and max(map(len, c.keys)) == 1
    is_meant = run.cue == "pronoun" or (len(run) > 2 and run.cue in ("title", "weak"))
    is_meant = is_meant or is_alone_in_last_line(run, tokens)
    return "initials" if is_spelt and is_meant else None


def named_by_part(c: RunCandidate) -> str | None:
    """*người Anh tên là Leo*: somebody is called so by a part of a name."""
    return "named" if len(c.run) == 1 and not c.is_vietnamese and _is_called(c) else None


def short_behind_title(c: RunCandidate) -> str | None:
    """*ông Hùng*, *bà Thu Hà*: a title or pronoun stands before a part of a name."""
    return "title_before" if c.run.follows_title and len(c.run) <= 2 else None


def part_of_name(c: RunCandidate) -> str | None:
    """*Hùng* of *Nguyễn Mạnh Hùng* in the same document, unless the capital is that of a sentence
    and the word mostly a small one."""
    is_word = c.run.begins_sentence and c.evidence.is_word(c.keys[0])
    return "part_of_name" if c.whole is not None and not is_word else None


PART_RULES: Final[tuple[Rule, ...]] = (
    initials,
    abbreviation,
    thing_before,
    office_alone,
    never_a_name,
    body_behind_office,
    named_by_part,
    short_behind_title,
    part_of_name,
)


def is_apposed(c: RunCandidate) -> bool:
    """Tell whether a name stands before the title of a run and a mark, without a title itself, or
    behind the run and a comma."""
    tokens, run = c.tokens, c.run
    keys, classes = tokens.keys, tokens.classes
    if (
        run.last + 2 < len(keys)
        and keys[run.last] == COMMA
        and tokens.pieces[2 * run.last + 1] == ","
    ):
        behind = classes[run.last + 1 : run.last + 3]
        if len(c.run) == 1 and behind == CAPITAL * 2:
            return True
    at = run.first - len(run.cue_words.split()) - 1
    if at < 2 or keys[at] != COMMA or classes[at - 2 : at] != CAPITAL * 2:
        return False
    first = at
    while first > 0 and classes[first - 1] == CAPITAL:
        first -= 1
    said = cues_before().get((keys[first],)) or cue_before(tokens, first)[0]
    return said == "pronoun"


def _is_called(c: RunCandidate) -> bool:
    """Tell whether the words before a run say that somebody is called so."""
    keys, first = c.tokens.keys, c.run.first
    if not any(tuple(keys[first - n : first]) in naming_words() for n in (1, 2, 3) if n <= first):
        return False
    before = keys[max(first - CALLED_WITHIN, 0) : first]
    return any(
        tuple(before[at : at + length]) in words_for_people()
        for at in range(len(before))
        for length in (1, 2, 3)
    )


def title_after(run: CapitalisedRun, tokens: Tokens) -> str:
    """Return the office that stands behind a run and a comma, up to the next mark; empty if none
    does."""
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
    behind = tokens.text[tokens.ends[at - 1] :].strip()
    return behind.startswith("(") and behind.find(")") == len(behind) - 1


def _is_agency(tokens: Tokens, at: int) -> bool:
    """Tell whether nothing or only the agency stands behind a byline: ``(TTXVN)``."""
    raw = [tokens.pieces[2 * one + 1] for one in range(at, len(tokens.keys))]
    return all(not one[0].isalnum() or one.isupper() or one[0].isupper() for one in raw)
