"""One count, one meaning: a number on a page is the number of lines of its list, or of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.pipeline.indexing import DEFAULT_ENGINE, build
from search.archive import Archive
from search.concordance import match_lines
from search.concordance.match_lines import Concordance
from search.concordance.mention_filter import EVERY_MENTION, MentionFilter
from search.concordance.mention_lines import SORTINGS
from search.entities.profile import ProfileRequest
from search.request import Request

QUERIES = ("Hữu Nghị", "友谊关", "Lưu Ninh", "Tập Cận Bình", "cửa khẩu", "zxqv", "-xe")


@pytest.fixture(scope="module")
def archive(sample_index: Callable[[str], Path]) -> Archive:
    return Archive(sample_index(DEFAULT_ENGINE))


def lines_of_export(archive: Archive, query: str) -> int:
    return sum(map(len, archive.every_match(Request(query))))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("sorting", list(SORTINGS))
def test_a_concordance_counts_the_lines_of_its_file(
    archive: Archive, query: str, sorting: str
) -> None:
    for offset, limit in ((0, 7), (7, 7), (0, 50), (1_000, 50)):
        found = archive.concordance(Request(query, offset=offset, limit=limit), sorting)
        assert (found.seen, found.whole) == (lines_of_export(archive, query), True)
        assert len(found.lines) == max(0, min(limit, found.seen - offset))


@pytest.mark.parametrize("offset", [0, 20, 60])
def test_a_concordance_that_is_not_counted_to_its_end_says_so_and_goes_on(
    archive: Archive, offset: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = archive.concordance(Request("cửa khẩu", limit=500), "date")
    monkeypatch.setattr(match_lines, "BATCH", 2)
    monkeypatch.setattr(match_lines, "COUNTED_DOCUMENTS", 6)

    def page(at: int) -> Concordance:
        return archive.concordance(Request("cửa khẩu", offset=at, limit=20), "date")

    found = page(offset)
    assert not found.whole
    assert offset + 20 < found.seen < whole.seen
    assert found.lines == whole.lines[offset : offset + 20]


@pytest.mark.parametrize("entity", ["huu-nghi", "youyiguan", "liu-ning", "china"])
def test_a_profile_counts_the_lines_of_its_file_and_of_its_list(
    archive: Archive, entity: str
) -> None:
    lines = [line for batch in archive.mentions([entity]) for line in batch]
    found = archive.profile(entity, ProfileRequest(limit=10_000))
    every = archive.profile(entity, ProfileRequest(EVERY_MENTION, limit=1))
    assert sum(every.labels.values()) == every.total == len(lines)
    assert found.total == len(found.lines) == len([x for x in lines if x.mention.label != "other"])
    left_out = archive.profile(
        entity, ProfileRequest(MentionFilter({"label": ("other",)}), limit=10_000)
    )
    assert found.total + left_out.total == len(lines)


def test_matches_of_a_name_and_mentions_of_who_bears_it_are_two_things(tmp_path: Path) -> None:
    """A query finds a text wherever it stands; a mention is what was decided of it there."""
    from corpus.document import Document

    text = "Bệnh viện Hữu Nghị ở xa cửa khẩu Hữu Nghị."
    build([Document("a", "Tin", text, "vi", "2024")], tmp_path)
    archive = Archive(tmp_path)
    assert archive.concordance(Request("Hữu Nghị"), "date").seen == 2
    assert archive.profile("huu-nghi", ProfileRequest()).total == 1
