"""The table of characters that look alike."""

from __future__ import annotations

from importlib.resources import files

from synonyms.lookalikes import lookalikes
from synonyms.spelling import character_key, is_han


def _groups() -> list[str]:
    text = files("synonyms").joinpath("data", "han_lookalikes.tsv").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_each_group_is_of_different_simplified_characters() -> None:
    groups = _groups()
    assert len(groups) > 300
    for group in groups:
        assert len(set(group)) == len(group) > 1, group
        assert all(is_han(char) and character_key(char) == char for char in group), group


def test_no_group_is_part_of_another() -> None:
    sets = [frozenset(group) for group in _groups()]
    assert [one for one in sets if sum(one <= other for other in sets) > 1] == []


def test_likeness_goes_both_ways() -> None:
    assert set("已巳") <= set(lookalikes("己"))
    for char in "己未冶刁":
        assert all(char in lookalikes(other) for other in lookalikes(char))
    assert lookalikes("x") == ()
