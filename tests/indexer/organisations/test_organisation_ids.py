"""Ids of organisations from texts: told from those of people, and written as names."""

from __future__ import annotations

import pytest

from indexer.organisations.organisation_ids import id_of, is_organisation, spelt


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


def test_writing_an_id_does_not_change_it() -> None:
    for name in ("Công ty TNHH Hòa Bình", "Trung tâm Y tế huyện Yên Thủy", "Báo Tiền Phong"):
        assert id_of(spelt(id_of(name))) == id_of(name)
