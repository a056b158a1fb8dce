"""A table in parts answers as the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synonyms.parted_tables import PartedTable, parted

keys = st.one_of(st.integers(0, 9_000), st.lists(st.text(), max_size=3).map(tuple))


@given(table=st.dictionaries(keys, st.text(), max_size=50), other=keys)
def test_a_table_in_parts_answers_as_the_whole(
    table: dict[int | tuple[str, ...], str], other: int | tuple[str, ...]
) -> None:
    found: PartedTable[int | tuple[str, ...], str] = PartedTable(parted(table))
    for key in (*table, other):
        assert found.get(key) == table.get(key)
        assert (key in found) == (key in table)
    found.read_all()
    for key in (*table, other):
        assert found.get(key) == table.get(key)
