"""Find names that the archive doesn't know by the office or role beside them.

The model reads few sentences of each word, and takes a short foreign name for a place (总统萨塔) or
for nothing. Behind an office a run of foreign sounds up to the end of the clause, or to a word
that goes on behind names, is a person, if it is neither a word nor a place; and so is what stands
by itself between blanks (日本天皇 明仁), and a Chinese name that is whole words (委员|郭|卫民|为).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import Final

from indexer.analysis.segmenters import dictionary_zh, places_zh
from indexer.ner.chinese.borders import Borders
from indexer.ner.chinese.foreign_runs import run_before, run_behind, without_word_behind, word_end
from indexer.ner.chinese.lexicon import (
    little_characters,
    offices_as_such,
    ordinary,
    relations,
    sayings,
    states,
    titles_and_roles,
)
from indexer.ner.chinese.standing import PAUSES, NameAt, is_thing
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH

_BLANKS: Final = (" ", "\u3000")

_LONGEST_PLACE: Final = 6
"""Characters of the longest place that is looked for at the beginning of a run."""


def beside_office(plain: str, borders: Borders, closed: Collection[str]) -> Iterator[NameAt]:
    """Yield the names beside the offices of a text; ``closed`` are names of places and others."""
    for match in titles_and_roles().finditer(plain):
        at = match.end()
        if plain.startswith(offices_as_such(), at):
            continue
        is_apart = plain[at : at + 1] in _BLANKS
        at += is_apart
        name = _run(plain, at, borders, closed, match[0] in states())
        name = name or (_between_blanks(plain, at, closed) if is_apart else "")
        name = name or _chinese(plain, at, borders, closed)
        if name:
            yield NameAt(at, name)
        elif match[0] in states():
            before = _before(plain, match.start(), closed)
            if before:
                yield NameAt(match.start() - len(before), before)


def _run(plain: str, at: int, borders: Borders, closed: Collection[str], is_state: bool) -> str:
    """Return the run of foreign sounds behind an office, if it is a name."""
    places = borders.around(at).places
    end = word_end(plain, at, without_word_behind(plain, at, run_behind(plain, at)), places)
    name = plain[at:end]
    if len(name) < 2 or _begins_otherwise(plain, at, borders, closed, is_state):
        return ""
    if is_thing(plain, at, end) or not _may_end(plain, at, end, borders):
        return ""
    return name


def _begins_otherwise(
    plain: str, at: int, borders: Borders, closed: Collection[str], is_state: bool
) -> bool:
    """Tell whether a place or a word of everyday begins here. A head of state has no place behind
    the office: there a place that only the dictionary knows is a name (刚果总统萨苏)."""
    if any(plain[at : at + size] in closed for size in range(2, _LONGEST_PLACE + 1)):
        return True
    places = borders.around(at).places
    after = bisect_right(places, at)
    word = plain[at : places[after]] if after < len(places) else ""
    is_word = len(word) > 1 and word in dictionary_zh()
    return is_word and not (is_state and word in places_zh())


def _may_end(plain: str, start: int, end: int, borders: Borders) -> bool:
    """Tell whether a name may end here."""
    following = plain[end : end + 1]
    if not is_han(following) or following in PAUSES or following in little_characters():
        return True
    if any(plain.startswith(word, end) for word in sayings()):
        return True
    is_short = plain[start] in SURNAMES_ZH and end - start <= 2
    return not is_short and end in borders.around(start).borders


def _between_blanks(plain: str, at: int, closed: Collection[str]) -> str:
    """Return two to four characters that stand alone behind an office and a blank."""
    end = at
    while end - at <= 4 and is_han(plain[end : end + 1]):
        end += 1
    name = plain[at:end]
    is_alone = plain[end : end + 1] in ("", "\n", *_BLANKS)
    is_name = 2 <= len(name) <= 4 and is_alone
    return name if is_name and name not in dictionary_zh() and name not in closed else ""


def _chinese(plain: str, at: int, borders: Borders, closed: Collection[str]) -> str:
    """Return a surname with two characters that are words of the sentence by themselves."""
    name = plain[at : at + 3]
    end = at + 3
    if len(name) < 3 or name[0] not in SURNAMES_ZH or not all(map(is_han, name)):
        return ""
    words = borders.around(at).borders
    if at not in words or end not in words or at + 2 in words:
        return ""
    if name[1:] in places_zh() or (name[1:] in dictionary_zh() and name[0] in ordinary()):
        # 委员 谈|体会, 代表 全|中国.
        return ""
    is_open = name in dictionary_zh() or name in closed or is_thing(plain, at, end)
    following = plain[end : end + 1]
    is_end = following in PAUSES or following in little_characters()
    return "" if is_open or not is_end else name


def _before(plain: str, start: int, closed: Collection[str]) -> str:
    """Return the run before the office of a head of state: 同萨苏总统."""
    first = run_before(plain, start)
    name = plain[first:start]
    is_named = len(name) > 1 and first > 0 and plain[first - 1] in relations()
    if not is_named or any(name[:size] in closed for size in range(2, len(name) + 1)):
        return ""
    return "" if name in dictionary_zh() and name not in places_zh() else name
