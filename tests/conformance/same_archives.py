"""Compare what two archives answer."""

from __future__ import annotations

from search.archive import Archive
from search.concordance.mention_filter import MentionFilter
from search.entities.profile import ProfileRequest
from search.request import Request

Both = tuple[Archive, Archive]


def check_answers(both: Both, query: str) -> None:
    """Results with their order, counts, facets and marked spans, under filters and further on, and
    every hit."""
    for request in (
        Request(query),
        Request(query, limit=50, offset=3),
        Request(query, filters={"lang": ("vi",)}),
    ):
        one, other = (archive.results(request) for archive in both)
        assert one == other
    every = [[hit.id for hit in archive.every_id(Request(query))] for archive in both]
    assert every[0] == every[1]


def check_suggestions(both: Both, typed: str) -> None:
    """What is offered while this is typed."""
    one, other = (archive.completions(typed, 20) for archive in both)
    assert one == other


def check_dossiers(both: Both, name: str) -> None:
    """All mentions of whoever has this name, and the dossiers."""
    ids = [archive.mentioned(name) for archive in both]
    assert ids[0] == ids[1]
    assert ids[0]
    for entity in ids[0]:
        mentions = [list(archive.mentions((entity,), MentionFilter())) for archive in both]
        assert mentions[0] == mentions[1]
        profiles = [archive.profile(entity, ProfileRequest()) for archive in both]
        assert profiles[0] == profiles[1]
