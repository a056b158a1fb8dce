"""A person's offices through time: one row a year, with the words of both languages for an office
beside each other (*bí thư tỉnh ủy* 省委书记), as the lexicon joins them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import Struct

from indexer import fields
from indexer.analysis.name_keys import Keys, keys_of
from search.group_counts import GroupCount, as_written, written_titles
from search.names.lexicon_lookup import BEHIND, lexicon


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the words that most mentions have in each language; either may be empty.
    ``titles`` are all words for it, so that its mentions can be asked for."""

    vi: str
    zh: str
    mentions: int
    titles: tuple[str, ...] = field(default=(), compare=False)


class YearOffices(Struct, frozen=True):
    """The offices of one year, most mentioned first, and the first and last date of them all (empty
    where undated)."""

    year: str
    offices: tuple[Office, ...]
    first: str
    last: str


class TitledCount(NamedTuple):
    """A count of mentions and one of the titles that they have: as it is counted, and written."""

    title: str
    written: str
    counted: GroupCount


def offices_by_year(counts: Iterable[GroupCount]) -> tuple[YearOffices, ...]:
    """Return the offices next to a person's name by year; those without a date come last."""
    by_year: defaultdict[str, list[TitledCount]] = defaultdict(list)
    for one in _titled(counts):
        by_year[one.counted.group.year].append(one)
    office_of = _office_of_titles(one for of_year in by_year.values() for one in of_year)
    years = sorted(by_year, key=lambda year: (year == fields.UNKNOWN, year))
    return tuple(_of_year(year, by_year[year], office_of) for year in years)


def counts_by_office(counts: Iterable[GroupCount]) -> list[list[TitledCount]]:
    """Return the counts of mentions with an office, those of each office together, most mentioned
    first. Mentions with two offices are counts of both."""
    titled = list(_titled(counts))
    by_office = _by_office(titled, _office_of_titles(titled))
    return sorted(by_office, key=lambda own: -sum(one.counted.mentions for one in own))


def _titled(counts: Iterable[GroupCount]) -> Iterator[TitledCount]:
    return (
        TitledCount(title, text, one)
        for one in counts
        for title, text in written_titles(one.group).items()
    )


def _by_office(
    titled: Iterable[TitledCount], office_of: Mapping[str, str]
) -> list[list[TitledCount]]:
    found: defaultdict[str, list[TitledCount]] = defaultdict(list)
    for one in titled:
        found[office_of[one.title]].append(one)
    return list(found.values())


def _of_year(year: str, titled: list[TitledCount], office_of: Mapping[str, str]) -> YearOffices:
    offices = list(map(the_office, _by_office(titled, office_of)))
    offices.sort(key=lambda one: (-one.mentions, one.vi, one.zh))
    dates = [date for *_, one in titled for date in (one.first, one.last) if date]
    return YearOffices(year, tuple(offices), min(dates, default=""), max(dates, default=""))


def the_office(titled: Iterable[TitledCount]) -> Office:
    """Return the office that these counts are of."""
    words: Counter[tuple[str, str]] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted = set()
    for title, text, one in titled:
        words[one.group.lang, title] += one.mentions
        written[title][text] += one.mentions
        counted.add(one)
    texts = {title: as_written(times) for title, times in written.items()}
    titles = tuple(texts[title] for title in sorted(texts))
    # A mention with two words for the office (*đại tướng, Đại tướng*) is one.
    mentions = sum(one.mentions for one in counted)
    vi, zh = (texts.get(_most(words, lang), "") for lang in ("vi", "zh"))
    return Office(vi, zh, mentions, titles)


def _most(words: Counter[tuple[str, str]], lang: str) -> str:
    """Return the word of a language that most mentions have; empty if none has one."""
    own = [(-count, title) for (of, title), count in words.items() if of == lang]
    return min(own)[1] if own else ""


def _office_of_titles(titled: Iterable[TitledCount]) -> dict[str, str]:
    """Map each title to one that stands for its office: the least of those that the lexicon gives
    for each other."""
    titles = {one.title for one in titled}
    by_keys: dict[Keys, str] = {}
    found = {}
    for title in sorted(titles):  # Ủy and uỷ have the same keys.
        found[title] = by_keys.setdefault(keys_of(title), title)

    def office(title: str) -> str:
        while found[title] != title:
            title = found[title]
        return title

    for keys, title in by_keys.items():
        for form in lexicon().forms(keys):
            other = by_keys.get(form.keys)
            if other is not None and form.weight <= BEHIND:
                first, second = sorted((office(title), office(other)))
                found[second] = first
    return {title: office(title) for title in titles}
