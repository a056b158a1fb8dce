"""What a document says of its mentions as values, and back."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from indexer.annotation.mention_groups import (
    MentionGroup,
    from_value,
    to_value,
    values_prefix,
    weights,
)
from indexer.annotation.records import date_key, date_of_key
from indexer.corrections.overlay import flat

cells = st.text(max_size=8).map(flat)
groups = st.builds(MentionGroup, *[cells] * 7)


@given(group=groups, place=st.integers(0, 12))
def test_a_value_gives_its_group_back(group: MentionGroup, place: int) -> None:
    value = to_value(group, 1 << place)
    assert from_value(value) == (group, 1 << place)
    assert value.startswith(values_prefix(group.entity))


@given(group=groups, other=groups)
def test_a_value_begins_with_the_prefix_of_its_entity_only(
    group: MentionGroup, other: MentionGroup
) -> None:
    begins = to_value(group, 1).startswith(values_prefix(other.entity))
    assert begins == (group.entity == other.entity)


@given(count=st.integers(1, 100_000))
def test_weights_are_different_and_add_up(count: int) -> None:
    found = list(weights(count))
    assert sum(found) == count
    assert set(Counter(found).values()) == {1}


@given(
    day=st.dates(),
    length=st.sampled_from([0, 4, 7, 10]),
)
def test_a_key_of_a_date_gives_the_date_back(day: object, length: int) -> None:
    date = str(day)[:length]
    assert date_of_key(date_key(date)) == date
