"""The compact map keeps what a dict would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.digest_map import DigestMap

DIGESTS = st.integers(0, (1 << 64) - 1)
# Some that share a place, and 0, which marks a free one.
KEYS = DIGESTS | st.integers(0, 5) | st.sampled_from([n << 44 for n in range(6)])


@given(st.lists(st.tuples(KEYS, DIGESTS)))
def test_it_keeps_what_a_dict_keeps(pairs: list[tuple[int, int]]) -> None:
    known: dict[int, int] = {}
    kept = DigestMap()
    for key, value in pairs:
        assert kept.get(key) == known.get(key)
        known[key] = kept[key] = value
        assert kept.get(key) == value
    for key, value in known.items():
        assert key in kept
        assert kept.get(key) == value


def test_it_grows() -> None:
    kept = DigestMap()
    for key in range(1, 20_001):
        kept[key * key] = key
    assert all(kept.get(key * key) == key for key in range(1, 20_001))
    assert 2 not in kept
