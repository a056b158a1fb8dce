"""The two languages beside each other: volumes, the first, what only one mentions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.document import Document
from indexer import fields
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.comparison.narrowing import LANGS, narrowing
from search.comparison.serializers import sides_json
from search.comparison.tables import SIDES_COLUMNS, sides_lines
from search.comparison.two_sides import SidesRequest, TwoSides, two_sides, unit
from search.entities.profile import ProfileRequest
from search.request import Request
from search.request_errors import NotThere

GATE = "Hàng qua cửa khẩu Hữu Nghị tăng mạnh, ông Lưu Ninh cho biết."
DOCUMENTS = [
    Document("v1", "Tin", GATE, "vi", "2022-02-03"),
    Document("v2", "Tin", "Cửa khẩu Hữu Nghị mở lại ở Lạng Sơn.", "vi", "2022-02-20"),
    Document("v3", "Tin", "Cửa khẩu Hữu Nghị đông xe.", "vi", "2022"),
    Document("v4", "Tin", "Cửa khẩu Hữu Nghị vắng.", "vi"),
    Document("z1", "通关", "越南友谊口岸恢复通关，陈刚到北京。", "zh", "2022-02-05"),
    Document("z2", "刘宁", "广西壮族自治区党委书记刘宁会见客人。", "zh", "2021-03-01"),
    Document("z3", "刘宁", "广西壮族自治区党委书记刘宁讲话。", "zh"),
]


@pytest.fixture(scope="module")
def sides_archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("sides") / "index"
    build(DOCUMENTS, folder)
    return Archive(folder)


def volumes(found: TwoSides) -> dict[str, tuple[int, ...]]:
    return {one.name: tuple(one.documents[lang] for lang in LANGS) for one in found.periods}


def test_volumes_are_by_year_and_by_month_within_a_short_time(sides_archive: Archive) -> None:
    years = two_sides(sides_archive, SidesRequest())
    assert (years.by, volumes(years)) == (
        "year",
        {"2021": (0, 1), "2022": (3, 1), fields.UNKNOWN: (1, 1)},
    )
    dates = narrowing([("from", "2022"), ("to", "2022")])
    months = two_sides(sides_archive, SidesRequest(wanted=dates))
    # Of a document only the year is known: it is in these dates, in no month.
    assert volumes(months) == {"2022-02": (2, 1), fields.UNKNOWN: (1, 0)}
    assert months.periods[0].newest["vi"].id == "v2"
    # What has no date is in no dates, and is said.
    assert [one.undated for one in months.sides] == [1, 1]


@pytest.mark.parametrize(
    ("since", "until", "by"),
    [
        ("2022-02", "2022-02", "month"),
        ("2022", "2023", "month"),
        ("2022-01", "2023-12-31", "month"),
        ("2022-01", "2024-01", "year"),
        ("2022", "", "year"),
        ("", "2022-02", "year"),
        ("2024", "2022", "month"),
    ],
)
def test_the_unit_of_a_time(since: str, until: str, by: str) -> None:
    assert unit(narrowing([("from", since), ("to", until)])) == by


def test_who_was_first_is_the_earliest_with_a_date(sides_archive: Archive) -> None:
    found = two_sides(sides_archive, SidesRequest("liu-ning"))
    assert [one.first and one.first.id for one in found.sides] == ["v1", "z2"]
    later = two_sides(sides_archive, SidesRequest("liu-ning", wanted=narrowing([("from", "2022")])))
    assert [one.first and one.first.id for one in later.sides] == ["v1", None]


def test_only_one_side_mentions_what_the_other_never_does(sides_archive: Archive) -> None:
    found = two_sides(sides_archive, SidesRequest(wanted=narrowing([("from", "2022")])))
    only = {(one.lang, one.kind): {row[0] for row in one.found} for one in found.only}
    assert "lang-son" in only["vi", "place"]
    assert "bac-kinh" in only["zh", "place"]
    assert "liu-ning" in only["vi", "person"]
    # Of the whole archive it would be most names: nothing is listed.
    assert two_sides(sides_archive, SidesRequest()).only == ()


def test_a_count_of_one_side_is_that_of_its_click(archive: Archive) -> None:
    found = two_sides(archive, SidesRequest("liu-ning"))
    told = [(one.lang, row) for one in found.only for row in one.found]
    assert told
    for lang, (entity, _, documents) in told:
        narrowed = two_sides(archive, SidesRequest("liu-ning", also=(entity,)))
        counts = {side.lang: side.documents for side in narrowed.sides}
        assert counts.pop(lang) == documents > 0
        assert set(counts.values()) == {0}


@pytest.mark.parametrize("named", ["liu-ning", "huu-nghi", "lang-son", ""])
@pytest.mark.parametrize("dates", [[], [("from", "2021"), ("to", "2023")]])
def test_each_number_is_that_of_the_profile(
    archive: Archive, named: str, dates: list[tuple[str, str]]
) -> None:
    found = two_sides(archive, SidesRequest(named, wanted=narrowing(dates)))
    for side in found.sides:
        wanted = narrowing([*dates, ("lang", side.lang)])
        if named:
            own = archive.profile(named, ProfileRequest(wanted))
            assert (side.documents, side.mentions) == (own.documents, own.total)
        else:
            request = Request("", {"lang": (side.lang,)}, since=wanted.since, until=wanted.until)
            assert side.documents == archive.results(request).total
        assert side.documents == sum(one.documents[side.lang] for one in found.periods)
        assert [one.lang for one in side.newest] == [side.lang] * min(5, side.documents)


def test_a_name_that_is_not_clear_is_asked_back(archive: Archive) -> None:
    found = two_sides(archive, SidesRequest("zxqvw"))
    assert found.unclear is not None
    assert found.sides == ()
    with pytest.raises(NotThere):
        two_sides(archive, SidesRequest("liu-ning", also=("nobody at all",)))


def test_the_lines_of_a_file_have_every_number(archive: Archive) -> None:
    found = two_sides(archive, SidesRequest("liu-ning"))

    def lines(part: str) -> Iterator[dict[str, object]]:
        for batch in sides_lines(found):
            yield from (one for one in (line.shape() for line in batch) if one["part"] == part)

    assert all(tuple(one) == SIDES_COLUMNS for one in lines("volume"))
    for side in found.sides:
        of_lang = [one["documents"] for one in lines("volume") if one["lang"] == side.lang]
        assert sum(map(int, map(str, of_lang))) == side.documents
    assert len(list(lines("only"))) == sum(len(one.found) for one in found.only)
    assert sides_json(found)["by"] == "year"
