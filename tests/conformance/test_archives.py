"""What a reader is shown of the sample corpus is the same whatever engine has its index: results
with their order, counts, facets and marked spans, concordances, suggestions, dossiers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from same_archives import check_answers, check_dossiers, check_suggestions

from indexer.engines import ENGINES
from search.archive import Archive
from search.request import Request
from tests.cluster import usable

QUERIES = (
    "Lưu Ninh",
    "luu ninh",
    "刘宁",
    "劉寧",
    "hữu nghị",
    "cua khau bang tuong va huu nghi",
    "友谊关 -浦寨",
    '"hội đàm"',
    "quan hệ hợp tác",
    "Trần Cương đi Quảng Tây khi nào?",
    "năm 2023",
    "kinh te near cua khau",
    "习近平 苏林",
    "không-có-gì",
)
TYPED = ("l", "lưu", "luu n", "刘", "huu ng", "cửa", "q", "𠀀")
NAMES = ("Hữu Nghị", "Lưu Ninh", "Tô Lâm", "Quảng Tây")


@pytest.fixture(scope="module")
def archive_of(sample_index: Callable[[str], Path]) -> Callable[[str], Archive]:
    return cache(lambda engine: Archive(sample_index(engine)))


@pytest.fixture(params=[name for name in ENGINES if name != "tantivy"])
def both(
    request: pytest.FixtureRequest, archive_of: Callable[[str], Archive]
) -> tuple[Archive, Archive]:
    """An archive on the default engine, and one on another."""
    if "tantivy" not in usable(ENGINES):
        pytest.skip("tantivy is not installed")
    return archive_of("tantivy"), archive_of(request.param)


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_the_same(both: tuple[Archive, Archive], query: str) -> None:
    check_answers(both, query)


@pytest.mark.parametrize("query", QUERIES)
def test_every_line_of_a_concordance_is_the_same(both: tuple[Archive, Archive], query: str) -> None:
    one, other = (list(archive.every_match(Request(query))) for archive in both)
    assert one == other


@pytest.mark.parametrize("typed", TYPED)
def test_suggestions_are_the_same(both: tuple[Archive, Archive], typed: str) -> None:
    check_suggestions(both, typed)


@pytest.mark.parametrize("name", NAMES)
def test_mentions_and_dossiers_are_the_same(both: tuple[Archive, Archive], name: str) -> None:
    check_dossiers(both, name)
