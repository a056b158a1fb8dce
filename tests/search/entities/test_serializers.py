"""Profiles as JSON."""

from __future__ import annotations

import json

import pytest

from search.archive import Archive
from search.entities.profile import ProfileRequest
from search.entities.serializers import mentions_json, profile_json


@pytest.mark.parametrize(
    ("one", "side"), [("liu-ning", ""), ("huu-nghi", "both"), ("trần cường", "")]
)
def test_a_profile_is_json_with_the_numbers_of_the_profile(
    archive: Archive, one: str, side: str
) -> None:
    profile = archive.profile(one, ProfileRequest(side=side))
    shape = json.loads(json.dumps(profile_json(profile)))
    assert shape["documents"] == profile.documents > 0
    mentions = sum(form["mentions"] for form in shape["forms"])
    assert mentions == sum(sum(year["mentions"].values()) for year in shape["years"])
    assert mentions == profile.total
    assert (shape["crossing"] is None) == (one != "huu-nghi")
    lines = json.loads(json.dumps(mentions_json(profile)))
    assert lines["total"] == len(lines["lines"]) == mentions
    assert lines["ids"] == list(profile.ids)


def test_forms_stand_most_mentioned_first(archive: Archive) -> None:
    forms = profile_json(archive.profile("liu-ning", ProfileRequest()))["forms"]
    assert isinstance(forms, list)
    assert len(forms) > 1
    counts = [one["mentions"] for one in forms]
    assert counts == sorted(counts, reverse=True)
