"""Give people the offices that stand before their names with the bodies that these are of.

*Bộ trưởng Bộ Công an Tô Lâm*, *Giám đốc Sở Y tế tỉnh Lạng Sơn Nguyễn Văn A*: between an office and
a name stands its body, which is known only when all mentions of a document are. So this is the last
step: it changes titles, and neither finds nor drops anybody.

A country or a place alone is no body: the *Tổng thống* of *Tổng thống Mỹ Donald Trump* is the
office that the lexicon has in both languages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, HAN_CLASS, LOWER, MARKS
from indexer.linking.context import FieldContext
from indexer.linking.mention import ORGANISATION, PERSON, Mention
from indexer.ner.person_name import MOST_TITLES, held_together
from indexer.ner.vietnamese.capitalised_runs import cue_before
from indexer.ner.vietnamese.lexicon import one_syllable_countries, within_offices
from indexer.ner.vietnamese.offices import is_held_beside
from indexer.organisations.organisation_words import levels_vi, regions_vi

LONGEST: Final = 16
"""Most tokens between an office and the name of its holder."""

_AT: Final = ("tại",)
"""Before the seat of an office: *Đại sứ Mỹ tại Việt Nam*."""


_GAP: Final = 8
"""Most code points between a name and the office behind it."""

_DEPUTY: Final = "phó"
"""Before an office it makes another one: *Phó Đại sứ*."""


class _Office(NamedTuple):
    """An office with its body: its tokens from ``first`` to before ``last``."""

    first: int
    last: int


def with_offices(
    contexts: Mapping[str, FieldContext], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return the mentions of a document, people with their offices before their names."""
    readers: dict[str, _Offices] = {}
    found: list[Mention] = []
    for one in mentions:
        text = contexts[one.field].text if one.label == PERSON else ""
        if text[one.start - 1 : one.start].isspace() and not _stands_behind(one, text):
            reader = readers.get(one.field)
            if reader is None:
                own = [other for other in mentions if other.field == one.field]
                reader = readers[one.field] = _Offices(contexts[one.field], own)
            titles = reader.before(one.start)
            if len(titles) > len(one.title):
                one = one._replace(title=titles)
        found.append(one)
    return found


def _stands_behind(mention: Mention, text: str) -> bool:
    """Tell whether the title of a mention was read behind its name."""
    first = mention.title.split(" ", 1)[0]
    behind = text[mention.end : mention.end + len(first) + _GAP].lstrip(" ,\n")
    return bool(first) and behind.startswith(first)


class _Offices:
    """Reads the offices before names in one text."""

    def __init__(self, context: FieldContext, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._tokens = context.tokens
        self._mentions = mentions

    @cached_property
    def _bodies(self) -> dict[int, int]:
        """The first token of an organisation by the one behind it."""
        starts, ends = self._tokens.starts, self._tokens.ends
        return {
            bisect_left(ends, one.end) + 1: bisect_left(starts, one.start)
            for one in self._mentions
            if one.label == ORGANISATION
        }

    @cached_property
    def _people(self) -> frozenset[int]:
        """The tokens of people's names."""
        starts, ends = self._tokens.starts, self._tokens.ends
        return frozenset(
            at
            for one in self._mentions
            if one.label == PERSON
            for at in range(bisect_left(starts, one.start), bisect_left(ends, one.end) + 1)
        )

    def before(self, start: int) -> str:
        """Return the offices that end before the name at an offset, with those of the same person
        before them; empty if none does."""
        tokens = self._tokens
        at = bisect_left(tokens.starts, start)
        if not at or tokens.classes[at] == HAN_CLASS or tokens.keys[at - 1] in MARKS:
            return ""
        titles: list[str] = []
        while len(titles) < MOST_TITLES and (office := self._office(at)) is not None:
            titles.insert(0, self._text(office))
            at = office.first - 1
            if at < 1 or self._tokens.pieces[2 * at + 1] != ",":
                break
        return ", ".join(held_together(titles, is_held_beside)) if titles else ""

    def _office(self, at: int) -> _Office | None:
        """Return the office that ends before a token, with its body."""
        first, has_body = at, False
        while at - first <= LONGEST:
            # Trưởng | ban Tuyên giáo: the head of a body may be the end of its office.
            for end in (first, first + 1) if has_body else (first,):
                cue, words = cue_before(self._tokens, end)
                if cue == "title":
                    begin = end - len(words.split())
                    begin -= begin > 0 and self._tokens.keys[begin - 1] == _DEPUTY
                    return _Office(begin, at if has_body else end)
            before, is_body = self._unit(first)
            if before == first or not self._people.isdisjoint(range(before, first)):
                return None
            first, has_body = before, has_body or is_body
        return None

    def _unit(self, at: int) -> tuple[int, bool]:
        """Return the first token of the part of a body that ends before a token, and whether it is
        more than a place; the token itself where none does."""
        tokens = self._tokens
        is_end = at < 1 or tokens.keys[at - 1] in MARKS or "\n" in tokens.pieces[2 * at]
        if is_end:
            return at, False
        if at in self._bodies:
            return self._bodies[at], True
        place = self._context.ending_at(at)
        if place is not None:
            return place.first, any(one.entity.kind == "organisation" for one in place.entities)
        return self._words(at)

    def _words(self, at: int) -> tuple[int, bool]:
        """Do the same for a word that no list of names has."""
        keys, classes = self._tokens.keys, self._tokens.classes
        for length in (2, 1):
            words = tuple(keys[max(at - length, 0) : at])
            if words in within_offices():
                return at - length, False
            if words in levels_vi() or words in regions_vi() or words == _AT:
                return at - length, True
        if classes[at - 1] == CAPITAL:
            return at - 1, keys[at - 1] not in one_syllable_countries()
        is_word = classes[max(at - 2, 0) : at] == CAPITAL + LOWER
        is_word = is_word and (keys[at - 2], keys[at - 1]) in dictionary_vi()
        return (at - 2, True) if is_word else (at, False)

    def _text(self, office: _Office) -> str:
        """Return an office as it stands, a comma within its body with a blank that does not part
        it: commas part offices."""
        tokens = self._tokens
        text = tokens.text[tokens.starts[office.first] : tokens.ends[office.last - 1]]
        return " ".join(text.split()).replace(", ", ",\u00a0")
