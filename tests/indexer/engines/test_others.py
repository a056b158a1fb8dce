"""Pages that run across the border between hits and others."""

from __future__ import annotations

import pytest

from indexer.engines.others import parted


@pytest.mark.parametrize("total", range(4))
@pytest.mark.parametrize("others", range(4))
def test_a_page_has_the_places_of_one_list(total: int, others: int) -> None:
    whole = [*range(total), *(100 + place for place in range(others))]
    for offset in range(9):
        for limit in range(9):
            hits, beyond = parted(total, others, offset, limit)
            page = [*hits, *(100 + place for place in beyond)]
            assert page == whole[offset : offset + limit]
