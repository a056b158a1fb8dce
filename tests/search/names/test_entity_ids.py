"""The ids of one kind that a name stands for."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.request_errors import BadRequest, NotThere


@pytest.mark.parametrize(
    ("name", "kind", "ids"),
    [
        ("Hữu Nghị", "gate", ("huu-nghi",)),
        ("友谊关", "gate", ("youyiguan",)),
        ("huu-nghi", "", ("huu-nghi",)),
        ("Lưu Ninh", "person", ("liu-ning",)),
        ("Trần Cường", "person", ("trần cường",)),
        # Two gates of the gazetteer, of which no document says anything.
        ("北山", "gate", ("beishan-hekou", "beishan-ningming")),
    ],
)
def test_a_name_stands_for_ids_of_a_kind(
    archive: Archive, name: str, kind: str, ids: tuple[str, ...]
) -> None:
    assert sorted(archive.of_kind(name, kind)) == sorted(ids)


@pytest.mark.parametrize(
    ("name", "kind"), [("Lưu Ninh", "gate"), ("友谊关", "person"), ("Trần Cường", "organisation")]
)
def test_a_name_of_another_kind_is_refused(archive: Archive, name: str, kind: str) -> None:
    with pytest.raises(BadRequest, match="names nothing of this kind"):
        archive.of_kind(name, kind)


def test_a_name_of_nothing_is_refused(archive: Archive) -> None:
    with pytest.raises(NotThere):
        archive.of_kind("không ai cả", "person")
