"""Tell which of a document's known names are places or countries there, by what stands beside them.

The model has read a foreign name in one to three sentences of the archive and takes many a town of
the news of war for a person (马什哈德, 库拉霍沃). A document that speaks of a town says so at least
once: 首府朱奈纳, 库拉霍沃、波克罗夫斯克方向; and one that speaks of a person gives an office, or
says what he does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from indexer.ner.chinese.candidates import DOT
from indexer.ner.chinese.foreign_runs import JOINTS
from indexer.ner.chinese.lexicon import (
    before_places,
    behind_places,
    great_countries,
    little_characters,
    ordinary,
    pair_words,
    short_countries,
    sounds,
)
from indexer.ner.chinese.standing import NameAt, has_cue, office_stands_before

_LIST: Final = "[\u4e00-\u9fff·]{2,8}[、和与及至]"
"""A part of a list, with what joins it to the next."""

_REACH: Final = 40
"""Characters before a name in which a list of places may begin."""


def without_places(plain: str, found: Iterable[NameAt]) -> list[NameAt]:
    """Leave out the names that only cues of places speak of, and pairs of countries (孟中)."""
    found = list(found)
    by_name: dict[str, list[NameAt]] = {}
    for one in found:
        by_name.setdefault(one.name, []).append(one)
    out = {name for name, places in by_name.items() if _is_no_person(plain, name, places)}
    return [one for one in found if one.name not in out]


def _is_no_person(plain: str, name: str, places: list[NameAt]) -> bool:
    is_pair = _is_pair(plain, name, places)
    is_foreign = not JOINTS.isdisjoint(name) or sounds().issuperset(name.replace(DOT, ""))
    is_place = is_foreign and any(_is_place(plain, one) for one in places)
    if is_pair:
        # Two countries do things too: 韩朝举行会谈.
        return not any(office_stands_before(plain, one.start) for one in places)
    if not is_place:
        return False
    return not any(has_cue(plain, one.start, one.end) for one in places)


def _is_pair(plain: str, name: str, places: list[NameAt]) -> bool:
    """Tell whether a name is two countries, or a little word and one: 孟中|关系, 向|尼."""
    countries = short_countries()
    if len(name) != 2 or name[1] not in countries:
        return False
    is_pair = name[0] in countries and (
        not great_countries().isdisjoint(name)
        or any(plain.startswith(pair_words(), one.end) for one in places)
    )
    return is_pair or (name[0] in ordinary() and name[0] in little_characters())


def _is_place(plain: str, one: NameAt) -> bool:
    """Tell whether a word for a place stands beside a name, or beside the list that it is in."""
    before = plain[max(0, one.start - _REACH) : one.start]
    return bool(_behind().match(plain, one.end) or _before().search(before))


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile(
        f"(?:[、和与及至][\u4e00-\u9fff·]{{2,8}}){{0,4}}?(?:{'|'.join(behind_places())})"
    )


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(before_places())})(?:{_LIST}){{0,4}}$")
