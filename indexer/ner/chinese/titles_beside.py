"""The titles beside a Chinese name, with the organs that they are of."""

from __future__ import annotations

from indexer.ner.chinese.lexicon import (
    held_beside,
    office_before,
    office_behind,
    titles_pattern,
)
from indexer.ner.chinese.standing import LONGEST_OFFICE
from indexer.ner.person_name import MOST_TITLES, held_together
from synonyms.surnames import SURNAMES_ZH


def title_beside(plain: str, start: int, end: int) -> str:
    """Return the office before or behind a name, with the organ it is of (自治区党委书记), and the
    one of the party before that, which is the same person's (中共中央总书记、国家主席); of those
    behind all (苏林总书记、国家主席)."""
    titles: list[str] = []
    at = start
    while len(titles) < MOST_TITLES and (
        before := office_before().search(plain, max(at - LONGEST_OFFICE, 0), at)
    ):
        titles.insert(0, before[0])
        at = before.start() - 1
        if plain[at : at + 1] != "、":
            break
    if titles:
        return "、".join(held_together(titles, lambda one: one.endswith(held_beside())))
    return "、".join(_titles_behind(plain, end))


def _titles_behind(plain: str, end: int) -> list[str]:
    """Return the offices behind a name: all of a list, but for one before what may be another name
    (苏林总书记、国家主席梁强)."""
    behind = titles_pattern().match(plain, end)
    titles: list[str] = []
    while behind is not None and len(titles) < MOST_TITLES:
        if titles and plain[behind.end() : behind.end() + 1] in SURNAMES_ZH:
            break
        titles.append(behind[behind.lastindex or 0])
        behind = office_behind().match(plain, behind.end())
    return titles
