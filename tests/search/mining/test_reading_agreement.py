"""Names compared by readings: of as many syllables, and where one has a syllable more."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from search.mining.dated_names import Keys
from search.mining.reading_agreement import (
    MISSING,
    SAME,
    VietnameseNames,
    agreement_of,
    unequal_agreement,
)

SYLLABLES = ["hoàng", "đình", "ân", "an", "định", "lưu", "ninh", "vương"]


@pytest.mark.parametrize(
    ("characters", "syllables", "aligned"),
    [
        ("王元", "vương nguyên hoàn", "王/vương 元/nguyên /hoàn"),
        ("黄恩", "hoàng đình ân", "黄/hoàng /đình 恩/ân"),
        ("黄庭恩", "hoàng ân", "黄/hoàng 庭/ 恩/ân"),
    ],
)
def test_the_alignment_leaves_a_gap(characters: str, syllables: str, aligned: str) -> None:
    zh, vi = tuple(characters), tuple(syllables.split())
    found = unequal_agreement(zh, vi)
    assert found is not None
    cells = found.aligned(zh, vi)
    assert " ".join(f"{char}/{syllable}" for char, syllable, _ in cells) == aligned
    assert not found.whole
    assert found.surname


@pytest.mark.parametrize(
    ("characters", "syllables"),
    [
        # The surname is what one lacks.
        ("庭恩", "hoàng đình ân"),
        ("黄庭恩", "đình ân"),
        # Another syllable differs too.
        ("黄宁", "hoàng đình ân"),
        # As long as each other, and two syllables apart.
        ("黄恩", "hoàng ân"),
        ("黄恩", "hoàng đình an ân"),
        # One character agrees with too much.
        ("黄", "hoàng ân"),
    ],
)
def test_what_does_not_agree(characters: str, syllables: str) -> None:
    assert unequal_agreement(tuple(characters), tuple(syllables.split())) is None


def test_the_names_with_a_syllable_more_or_less_are_all_that_agree() -> None:
    random = Random(6)
    names: list[Keys] = list(
        {tuple(random.choices(SYLLABLES, k=random.choice((2, 3, 4)))) for _ in range(600)}
    )
    known = VietnameseNames(names)
    for characters in product("黄庭宁王", repeat=3):
        slow = {keys: found for keys in names if (found := unequal_agreement(characters, keys))}
        found = list(known.unequal(characters))
        assert dict(found) == slow
        assert len(found) == len(slow)
        assert all(one.degrees.count(MISSING) == 1 for one in slow.values())


def test_a_shorter_name_says_less() -> None:
    names: list[Keys] = [*product(SYLLABLES, repeat=3)]
    known = VietnameseNames(names)
    short, full = ("黄", "恩"), ("黄", "庭", "恩")
    keys = ("hoàng", "đình", "ân")
    gap = unequal_agreement(short, keys)
    whole = dict(known.like(full))[keys]
    assert gap is not None
    assert known.log10_chance(short, gap) > known.log10_chance(full, whole)


def test_the_names_like_a_chinese_one_are_all_that_agree_enough() -> None:
    random = Random(5)
    syllables = ["hoàng", "đình", "ân", "an", "định", "khải", "lưu", "ninh", "vương", "trần"]
    names: list[Keys] = list(
        {tuple(random.choices(syllables, k=random.choice((2, 3, 4)))) for _ in range(400)}
    )
    known = VietnameseNames(names)
    for characters in map(tuple, ("黄庭恩", "刘宁", "王庭安宁", "陈定安", "安安")):
        own = [keys for keys in names if len(keys) == len(characters)]
        slow = {keys: found for keys in own if (found := agreement_of(characters, keys))}
        like = list(known.like(characters))
        assert dict(like) == slow
        assert len(like) == len(slow)
        assert all(found.degrees.count(SAME) >= len(characters) - 1 for found in slow.values())


def test_a_rare_syllable_says_more_than_a_frequent_one() -> None:
    names: list[Keys] = [("nguyễn", "văn", str(at)) for at in range(50)]
    known = VietnameseNames([*names, ("quách", "văn", "an")])
    often = agreement_of(("阮", "文", "安"), ("nguyễn", "văn", "an"))
    seldom = agreement_of(("郭", "文", "安"), ("quách", "văn", "an"))
    assert often is not None
    assert seldom is not None
    assert known.log10_chance(("郭", "文", "安"), seldom) < known.log10_chance(
        ("阮", "文", "安"), often
    )
