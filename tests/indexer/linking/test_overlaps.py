"""Spans of mentions, against looking at them one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.linking.mention import Mention
from indexer.linking.overlaps import Spans

MENTIONS = st.builds(
    lambda start, length: Mention(
        "body", start, start + length, "", "", "person", "person", "known_name"
    ),
    st.integers(0, 12),
    st.integers(1, 6),
)


@given(st.lists(MENTIONS, max_size=8), MENTIONS)
def test_hold_and_exceed_are_as_if_each_were_looked_at(
    mentions: list[Mention], one: Mention
) -> None:
    spans = Spans(mentions)
    length = one.end - one.start
    assert spans.overlap(one) == any(
        other.start < one.end and one.start < other.end for other in mentions
    )
    assert spans.hold_more_than(one) == any(
        other.start <= one.start and one.end <= other.end and other.end - other.start > length
        for other in mentions
    )


@given(st.lists(MENTIONS, min_size=1, max_size=8))
def test_another_field_is_elsewhere(mentions: list[Mention]) -> None:
    spans = Spans(mentions)
    elsewhere = mentions[0]._replace(field="title")
    assert not spans.overlap(elsewhere)
    assert not spans.hold_more_than(elsewhere)
