"""What a profile has to say, found by looking at each mention alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer import fields
from indexer.corrections.overlay import flat
from indexer.facet_values import key_of
from indexer.linking.mention import OTHER
from search.concordance.mention_filter import MentionFilter
from search.concordance.mention_lines import SORTINGS, MentionLine
from search.entities.profile import Profile, ProfileRequest
from search.group_counts import TitleCount
from synonyms.word_lists import word_list


def asks(line: MentionLine, wanted: MentionFilter, but: str = "") -> bool:
    """Whether a filter asks for a mention, found by looking at it alone; ``but`` says what of the
    filter does not count."""
    label = line.mention.label
    has = {
        "label": {label} if label == OTHER else {label, "meant"},
        "form": {flat(line.surface)},
        "year": {line.date[:4] or fields.UNKNOWN},
        "lang": {line.lang},
        "title": set(titles_of(line)),
        "source": {key_of(line.source)},
    }
    for name, own in has.items():
        fold = {"source": key_of, "title": str.lower}.get(name, str)
        values = set(map(fold, wanted.of(name)))
        if name != but and values and not values & own:
            return False
    if but != "form" and flat(line.surface) in wanted.of("off"):
        return False
    day = line.date.replace("-", "").ljust(8, "0")
    low, high = wanted.since.replace("-", ""), wanted.until.replace("-", "") or "9"
    is_bounded = bool(wanted.since or wanted.until)
    return not is_bounded or (day != "0" * 8 and low.ljust(8, "0") <= day <= high.ljust(8, "9"))


def listed(lines: Sequence[MentionLine], asked: ProfileRequest) -> list[MentionLine]:
    """The mentions that a request lists, in its order, found by looking at each."""
    return sorted((one for one in lines if asks(one, asked.wanted)), key=SORTINGS[asked.sorting])


def titles_of(line: MentionLine) -> dict[str, str]:
    """The offices of a mention as they are counted, each as the mention writes it."""
    of_line = flat(line.mention.title).replace("、", ", ").split(", ")
    own = [one for one in of_line if one and one.lower() not in word_list("profiles", "address")]
    return {one.lower(): one for one in own[::-1]}


def titles(lines: Sequence[MentionLine]) -> dict[str, TitleCount]:
    """The titles next to the name, counted one by one."""
    dates: dict[str, list[str]] = {}
    written: dict[str, list[str]] = {}
    for line in lines:
        for title, text in titles_of(line).items():
            dates.setdefault(title, []).append(line.date)
            written.setdefault(title, []).append(text)
    return {
        max(written[title], key=lambda one: (written[title].count(one), one)): TitleCount(
            len(all_), min(filter(None, all_), default=""), max(all_)
        )
        for title, all_ in dates.items()
    }


def check(found: Profile, lines: Sequence[MentionLine]) -> None:
    """A profile is what all mentions of its entity give, one by one: each number obeys all filters,
    those that can be narrowed to all but their own."""
    asked = found.asked

    def counted(but: str) -> list[MentionLine]:
        return [line for line in lines if asks(line, asked.wanted, but)]

    chosen = listed(lines, asked)
    assert found.documents == len({line.doc for line in chosen})
    assert found.documents_by_lang == Counter({line.doc: line.lang for line in chosen}.values())
    assert found.labels == Counter(line.mention.label for line in counted("label"))
    assert found.forms == Counter(flat(line.surface) for line in counted("form"))
    assert found.langs == Counter(line.lang for line in counted("lang"))
    assert found.reasons == Counter(
        line.mention.reason for line in counted("label") if line.mention.label == OTHER
    )
    assert found.titles == titles(counted("title"))
    assert sum(office.mentions for year in found.offices for office in year.offices) >= sum(
        1 for line in counted("title") if titles_of(line)
    )
    years: dict[str, Counter[str]] = {}
    for line in counted("year"):
        years.setdefault(line.date[:4] or fields.UNKNOWN, Counter())[line.lang] += 1
    assert found.years == years
    assert list(found.years) == sorted(years)
    sources: dict[str, set[str]] = {}
    for line in counted("source"):
        sources.setdefault(key_of(line.source) or fields.UNKNOWN, set()).add(line.doc)
    assert {key_of(one.value): one.count for one in found.facets["source"] if one.count} == {
        source: len(documents) for source, documents in sources.items()
    }
    dates = sorted(line.date for line in chosen if line.date)
    assert (found.first, found.last) == ((dates[0], dates[-1]) if dates else ("", ""))
    assert found.total == len(chosen)
    assert list(found.lines) == chosen[asked.offset : asked.offset + asked.limit]
