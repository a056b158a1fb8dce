"""What was counted is kept for one state of an index, within bounds."""

from __future__ import annotations

from indexer.engines.protocol import DatedValue
from indexer.kept_values import KeptValues, Key
from indexer.plan import Everything


def key(prefix: str) -> Key:
    return (Everything(), "mentions", prefix)


class Counting:
    """Counts how often it is asked."""

    def __init__(self, values: int = 1) -> None:
        self.asked = 0
        self._values = values

    def __call__(self) -> tuple[DatedValue, ...]:
        self.asked += 1
        one = DatedValue("value", self.asked, "00000000", "00000000")
        return (one,) * self._values


def test_the_same_question_is_counted_once() -> None:
    kept, counting = KeptValues(), Counting()
    first = kept.values("1", key("a"), counting)
    assert kept.values("1", key("a"), counting) == first
    assert counting.asked == 1
    kept.values("1", key("b"), counting)
    assert counting.asked == 2


def test_another_state_of_the_index_is_counted_anew() -> None:
    kept, counting = KeptValues(), Counting()
    before = kept.values("1", key("a"), counting)
    assert kept.values("2", key("a"), counting) != before
    # A reader of the state before, who is still at it, is told nothing of the new one.
    assert kept.values("1", key("a"), counting)[0].documents == 3


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept, counting = KeptValues(most=4), Counting()
    for prefix in ("a", "b", "a", "c"):  # Each takes two places.
        kept.values("1", key(prefix), counting)
    assert counting.asked == 3
    kept.values("1", key("a"), counting)
    assert counting.asked == 3
    kept.values("1", key("b"), counting)
    assert counting.asked == 4


def test_what_is_more_than_all_room_is_not_kept() -> None:
    kept, counting = KeptValues(most=4), Counting(values=9)
    assert len(kept.values("1", key("a"), counting)) == 9
    kept.values("1", key("a"), counting)
    assert counting.asked == 2
