"""Near, verified on our own tokens."""

from __future__ import annotations

import pytest

from indexer.near import is_near, without_near
from indexer.plan import And, Everything, Near, Not, Phrase, any_of

LUU_NINH = (Phrase((("lưu",), ("ninh",))),)
GATE = (Phrase((("cửa",), ("khẩu",))),)


@pytest.mark.parametrize(
    ("text", "within", "near"),
    [
        ("lưu ninh cửa khẩu", 0, True),
        ("cửa khẩu lưu ninh", 0, True),
        ("lưu ninh thăm cửa khẩu", 0, False),
        ("lưu ninh thăm cửa khẩu", 1, True),
        ("cửa khẩu một hai ba lưu ninh", 2, False),
        # The nearer of two occurrences counts.
        ("lưu ninh một hai ba bốn lưu ninh thăm cửa khẩu", 1, True),
        ("lưu ninh", 10, False),
    ],
)
def test_near_counts_tokens_between_in_either_order(text: str, within: int, near: bool) -> None:
    assert is_near(text.split(), Near(LUU_NINH, GATE, within)) is near


def test_overlapping_occurrences_are_not_near() -> None:
    left = (Phrase((("a",), ("b",))),)
    right = (Phrase((("b",), ("c",))),)
    assert not is_near(["a", "b", "c"], Near(left, right, 5))


def test_alternatives_of_a_slot_count_alike() -> None:
    loose = (Phrase((("lưu", "lựu"), ("ninh",))),)
    assert is_near("lựu ninh thăm cửa khẩu".split(), Near(loose, GATE, 1))


def test_a_plan_without_near_finds_at_least_the_same_within_a_negation_too() -> None:
    near, gate = Near(LUU_NINH, GATE, 1), any_of(GATE)
    both = And((any_of(LUU_NINH), gate))
    assert without_near(near) == both
    assert without_near(And((gate, near))) == And((gate, both))
    # Who is not near may be found where both stand: nothing can be taken away.
    assert without_near(Not(near)) == Everything()
    assert without_near(And((gate, Not(And((near, gate)))))) == And((gate, Everything()))
    assert without_near(Not(gate)) == Not(gate)
