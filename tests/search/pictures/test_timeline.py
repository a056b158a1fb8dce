"""Forms through the years: the numbers are those that the dossier lists."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.pipeline.indexing import DEFAULT_ENGINE
from search.archive import Archive
from search.concordance.mention_filter import ALL_MEANT, MentionFilter
from search.entities.profile import ProfileRequest
from search.pictures.timeline import Timeline, timeline
from search.request import Request


@pytest.fixture(scope="module")
def archive(sample_index: Callable[[str], Path]) -> Archive:
    return Archive(sample_index(DEFAULT_ENGINE))


def timeline_of(archive: Archive, *ids: str, wanted: MentionFilter = ALL_MEANT) -> Timeline:
    with archive.asking_of(Request("")) as context:
        return timeline(context, ids, wanted)


@pytest.mark.parametrize("entity_id", ["huu-nghi", "liu-ning"])
@pytest.mark.parametrize(
    "wanted",
    [ALL_MEANT, ALL_MEANT.but(lang=("vi",)), replace(ALL_MEANT, since="2022", until="2024")],
)
def test_every_number_is_what_the_dossier_lists(
    archive: Archive, entity_id: str, wanted: MentionFilter
) -> None:
    found = timeline_of(archive, entity_id, wanted=wanted)
    assert found.forms
    for one in found.forms:
        for year, mentions in one.years.items():
            asked = wanted.but(form=(one.form,), year=(year,), lang=(one.lang,))
            assert archive.profile(entity_id, ProfileRequest(asked)).total == mentions
    assert found.mentions == archive.profile(entity_id, ProfileRequest(wanted)).total


def test_a_crossing_has_the_mentions_of_both_gates(archive: Archive) -> None:
    both = timeline_of(archive, "huu-nghi", "youyiguan")
    alone = [timeline_of(archive, one).mentions for one in ("huu-nghi", "youyiguan")]
    assert both.mentions == sum(alone)


def test_years_have_no_gap_and_the_undated_are_none_of_them(archive: Archive) -> None:
    found = timeline_of(archive, "huu-nghi", "youyiguan")
    years = list(map(int, found.years))
    assert years == list(range(years[0], years[-1] + 1))
    dated = {year for one in found.forms for year in one.years if year != "unknown"}
    assert {found.years[0], found.years[-1]} <= dated <= set(found.years)


def test_what_nothing_mentions_has_no_years(archive: Archive) -> None:
    found = timeline_of(archive, "nobody-at-all")
    assert (found.years, found.is_undated, found.forms, found.most) == ((), False, (), 0)
