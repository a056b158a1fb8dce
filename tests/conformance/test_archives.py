"""What a reader is shown of the sample corpus is the same whatever engine has its index: results
with their order, counts, facets and marked spans, concordances, suggestions, dossiers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from indexer.engines import ENGINES
from search.archive import Archive
from search.concordance.mention_filter import MentionFilter
from search.entities.profile import ProfileRequest
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
    for request in (
        Request(query),
        Request(query, limit=50, offset=3),
        Request(query, filters={"lang": ("vi",)}),
    ):
        one, other = (archive.results(request) for archive in both)
        assert one == other
    every = [[hit.id for hit in archive.every_id(Request(query))] for archive in both]
    assert every[0] == every[1]


@pytest.mark.parametrize("query", QUERIES)
def test_every_line_of_a_concordance_is_the_same(both: tuple[Archive, Archive], query: str) -> None:
    one, other = (list(archive.every_match(Request(query))) for archive in both)
    assert one == other


@pytest.mark.parametrize("typed", TYPED)
def test_suggestions_are_the_same(both: tuple[Archive, Archive], typed: str) -> None:
    one, other = (archive.completions(typed, 20) for archive in both)
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_mentions_and_dossiers_are_the_same(both: tuple[Archive, Archive], name: str) -> None:
    ids = [archive.mentioned(name) for archive in both]
    assert ids[0] == ids[1]
    assert ids[0]
    for entity in ids[0]:
        mentions = [list(archive.mentions((entity,), MentionFilter())) for archive in both]
        assert mentions[0] == mentions[1]
        profiles = [archive.profile(entity, ProfileRequest()) for archive in both]
        assert profiles[0] == profiles[1]
