"""Name variants as rules on a syllable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synonyms.readings import readings_of, table
from synonyms.spelling import character_key
from synonyms.variants import canonical, variants_of

SYLLABLES = sorted({one.syllable for char in table() for one in readings_of(character_key(char))})


def spellings(syllable: str) -> set[str]:
    return {one.syllable for one in variants_of(syllable)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("võ", "vũ"), ("hoàng", "huỳnh"), ("chu", "châu"), ("phúc", "phước")),
        *(("lý", "lí"), ("quý", "quí"), ("kỳ", "kì"), ("mỹ", "mĩ"), ("hy", "hi")),
    ],
)
def test_variants_hold_in_both_directions(one: str, other: str) -> None:
    assert other in spellings(one)
    assert one in spellings(other)
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("syllable", ["huy", "mai", "thúy", "nghĩ", "chi", "tây", "hai"])
def test_i_and_y_alternate_only_where_nothing_else_follows(syllable: str) -> None:
    assert spellings(syllable) == set()


@given(st.sampled_from(SYLLABLES))
def test_a_variant_leads_back_and_is_never_the_syllable_itself(syllable: str) -> None:
    for other in spellings(syllable):
        assert other != syllable
        assert syllable in spellings(other)


@given(st.sampled_from(SYLLABLES))
def test_the_canonical_spelling_is_the_syllable_or_a_variant(syllable: str) -> None:
    assert canonical(syllable) in {syllable, *spellings(syllable)}


@pytest.mark.parametrize(
    ("one", "other", "rule", "weight"),
    [
        ("võ", "vũ", "name", 0),
        ("sinh", "sanh", "old", 1),
        ("trường", "tràng", "old", 1),
        ("lý", "lí", "i/y", 0),
    ],
)
def test_a_variant_knows_its_rule_and_weight(one: str, other: str, rule: str, weight: int) -> None:
    assert (other, rule, weight) in {
        (found.syllable, found.rule, found.weight) for found in variants_of(one)
    }


@pytest.mark.parametrize("onset", ["h", "k", "l", "m", "t", "s", "v", "qu"])
def test_i_and_y_alternate_after_each_onset_of_the_rule(onset: str) -> None:
    assert f"{onset}y" in {one.syllable for one in variants_of(f"{onset}i")}
