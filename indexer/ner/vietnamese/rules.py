"""Decide whether a capitalised run of a Vietnamese text is a person's name: rules, in their order.

``FULL_NAME_RULES`` look for full names; of what they leave, ``PART_RULES`` look for parts that
stand for a full name (*ông Hùng*). Each rule looks at one candidate. It gives its reason where it
takes the run for a name, ``NO_NAME`` where it takes it for something else, and None where it has
nothing to say; the first that does not pass decides. The order and the words come from labelled
news (docs/measurements.md, People).
"""

from __future__ import annotations

from typing import Final

from indexer.analysis.tokens import CAPITAL
from indexer.ner.vietnamese.bylines import byline, credit, is_alone_in_last_line
from indexer.ner.vietnamese.lexicon import (
    KOREAN,
    complete_kinds,
    first_names,
    naming_words,
    never_names,
    unsure,
    words_for_people,
    words_of_saying,
)
from indexer.ner.vietnamese.offices import (
    body_behind_office,
    office,
    office_before,
    title_before,
    title_behind,
)
from indexer.ner.vietnamese.run_candidate import NO_NAME, Rule, RunCandidate, is_initials

QUOTES: Final = frozenset('"”»')
"""What ends a quotation."""

CALLED_WITHIN: Final = 10
"""Tokens before a name within which it is said who is called so."""

LONGEST_SURE: Final = 5
"""Syllables of the longest run that a surname or a foreign first name makes a name."""

OF_WOMEN: Final = "thị"
"""The middle name of women."""

LONGEST_KOREAN: Final = 3
"""Syllables of the longest run that a Korean surname makes a name."""


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


def named(c: RunCandidate) -> str | None:
    """*một cô gái người Mỹ có tên Lynne Cox*: somebody is called so."""
    return "named" if not c.is_vietnamese and len(c.run) <= 3 and _is_called(c) else None


def speaker(c: RunCandidate) -> str | None:
    """*"…", Davide Farnocchia nói*, *cảnh sát Campuchia Uk Heisela nói*: whoever said something,
    behind a quotation or a country."""
    keys, run = c.tokens.keys, c.run
    if c.is_vietnamese or len(run) > LONGEST_KOREAN:
        return None
    before = c.tokens.text[c.tokens.starts[run.first] - 3 : c.tokens.starts[run.first]]
    is_quoted = run.first > 1 and not QUOTES.isdisjoint(before)
    is_quoted = is_quoted or (run.first > 1 and c.tokens.classes[run.first - 1] == CAPITAL)
    says = any(tuple(keys[run.last : run.last + n]) in words_of_saying() for n in (1, 2))
    return "speaker" if is_quoted and says and not c.evidence.is_other(c.keys) else None


def foreign_first_name(c: RunCandidate) -> str | None:
    """*Angela Merkel*: a foreign first name begins a name."""
    is_first_name = not c.is_vietnamese and c.keys[0] in first_names()
    return "first_name" if is_first_name and len(c.run) <= LONGEST_SURE else None


def other_in_archive(c: RunCandidate) -> str | None:
    """The archive uses it for a street, a firm or a place."""
    return NO_NAME if c.evidence.is_other(c.keys) else None


def sure_surname(c: RunCandidate) -> str | None:
    """*Nguyễn Văn An*, *Trần Thị T.*: a surname that is nothing else begins a name."""
    is_begun = (c.is_vietnamese and c.is_sure) or c.is_shortened
    fits = is_begun and len(c.run) <= LONGEST_SURE
    return "surname" if fits else None


def middle_name(c: RunCandidate) -> str | None:
    """*Tẩn Thị Su*: what stands before a middle name of women is a surname, of whatever people."""
    fits = c.is_vietnamese and c.keys[1] == OF_WOMEN and 3 <= len(c.run) <= LONGEST_SURE
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
    credit,
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
    foreign_first_name,
    other_in_archive,
    sure_surname,
    middle_name,
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
    is_meant = is_meant or (len(c.run) > 1 and c.evidence.is_person(c.keys))
    return NO_NAME if c.begins_like_office and not is_meant else None


def initials(c: RunCandidate) -> str | None:
    """*bệnh nhân N.V.Đ*, *chị T.T.P.*: letters with dots behind a word for a person."""
    run, tokens = c.run, c.tokens
    if len(run) == 1:
        return None
    text = tokens.text[tokens.starts[run.first] : tokens.ends[run.last - 1]]
    is_spelt = "." in text and is_initials(run)
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
