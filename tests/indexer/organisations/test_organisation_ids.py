"""Ids of organisations from texts: told from those of people, and written as names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.organisations.organisation_ids import id_of, is_organisation, spelt
from indexer.organisations.organisation_words import heads_vi, inside_vi


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Công ty TNHH Sao Mai", "Công ty TNHH Sao Mai"),
        ("bộ nông nghiệp VÀ phát triển nông thôn", "Bộ Nông nghiệp và Phát triển Nông thôn"),
        ("Sở GTVT Hà Nội", "Sở GTVT Hà Nội"),
        ("俄羅斯國防部", "俄罗斯国防部"),
    ],
)
def test_an_id_is_written_as_a_name(name: str, written: str) -> None:
    assert spelt(id_of(name)) == written
    assert is_organisation(id_of(name))


@pytest.mark.parametrize("entity", ["trường giang", "lưu ninh", "刘宁", "", "nguyễn thị bộ"])
def test_people_are_no_organisations(entity: str) -> None:
    assert not is_organisation(entity)


WORDS = sorted({word for head in heads_vi().values() for one in head for word in one.keys})
INSIDE = sorted(" ".join(keys) for keys in inside_vi())


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.lists(st.sampled_from([*INSIDE, "sao", "mai", "y tế", "nguyễn", "gtvt", "103"]), max_size=5),
)
@example(["công", "ty"], ["điện"])
@example(["bộ"], ["công", "thương"])
def test_writing_an_id_does_not_change_it(head: list[str], name: list[str]) -> None:
    an_id = id_of(" ".join((*head, *name)))
    assert id_of(spelt(an_id)) == an_id
