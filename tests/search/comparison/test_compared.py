"""Entities beside each other: the numbers are those of their profiles."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.comparison.compared import MOST, CompareRequest, Count, compared
from search.comparison.narrowing import LANGS, narrowing
from search.comparison.serializers import comparison_json
from search.comparison.subject import subject_of
from search.comparison.tables import COMPARE_COLUMNS, comparison_lines
from search.entities.profile import ProfileRequest
from search.request import Request
from search.request_errors import BadRequest, NotThere

NAMED = ("huu-nghi", "liu-ning", "trần cường", "lang-son")
FILTERS: list[list[tuple[str, str]]] = [
    [],
    [("lang", "zh")],
    [("lang", "vi"), ("from", "2022")],
    [("from", "2023-02"), ("to", "2024-05-01")],
    [("source", "nowhere")],
]


@pytest.mark.parametrize("side", ["", "both", "CN"])
@pytest.mark.parametrize("pairs", FILTERS)
def test_each_number_is_that_of_the_profile(
    archive: Archive, pairs: list[tuple[str, str]], side: str
) -> None:
    wanted = narrowing(pairs)
    found = compared(archive, CompareRequest(NAMED, side, wanted))
    assert len(found.compared) == len(NAMED)
    for one in found.compared:
        own = archive.profile(one.subject.id, ProfileRequest(wanted, side=side))
        assert one.subject.ids == own.ids
        assert one.total == Count(own.documents, own.total)
        assert one.together == own.together[: len(one.together)]
        assert dict(one.forms).items() <= own.forms.items()
        for lang in LANGS:
            of_lang = narrowing([*(pair for pair in pairs if pair[0] != "lang"), ("lang", lang)])
            asked = not wanted.of("lang") or lang in wanted.of("lang")
            narrowed = archive.profile(one.subject.id, ProfileRequest(of_lang, side=side))
            told = Count(narrowed.documents, narrowed.total) if asked else Count()
            assert one.by_lang[lang] == told
            for year, counts in one.years.items():
                of_year = archive.profile(
                    one.subject.id, ProfileRequest(of_lang.but(year=(year,)), side=side)
                )
                told = Count(of_year.documents, of_year.total) if asked else Count()
                assert counts[lang] == told
            summed = [counts[lang] for counts in one.years.values()]
            assert sum(count.documents for count in summed) == one.by_lang[lang].documents
            assert sum(count.mentions for count in summed) == one.by_lang[lang].mentions


def test_a_gate_of_two_has_both_its_sides(archive: Archive) -> None:
    found = compared(archive, CompareRequest(("huu-nghi", "liu-ning")))
    gate, person = found.compared
    assert [one.id for one in gate.sides] == ["huu-nghi", "youyiguan"]
    assert person.sides == ()
    for one in gate.sides:
        own = archive.profile(one.id, ProfileRequest())
        assert sum(count.documents for count in one.by_lang.values()) == own.documents
    whole = compared(archive, CompareRequest(("huu-nghi",), "both")).compared[0]
    assert whole.total.mentions == sum(
        count.mentions for one in whole.sides for count in one.by_lang.values()
    )


def test_documents_of_any_and_of_all(archive: Archive) -> None:
    one = compared(archive, CompareRequest(("liu-ning",)))
    assert one.any_documents == one.all_documents == one.compared[0].total.documents > 0
    two = compared(archive, CompareRequest(("liu-ning", "lang-son")))
    assert two.any_documents > two.all_documents > 0
    assert compared(archive, CompareRequest()).any_documents == 0


def test_a_name_in_any_spelling_is_one_column(archive: Archive) -> None:
    found = compared(archive, CompareRequest(("Lưu Ninh", "刘宁", "luu ninh", "liu-ning")))
    assert [one.subject.id for one in found.compared] == ["liu-ning"]
    assert found.unclear == ()


def test_what_is_not_clear_is_asked_back(archive: Archive) -> None:
    found = compared(archive, CompareRequest(("zxqvw", "Trần Cương")))
    assert [one.text for one in found.unclear] == ["zxqvw"]
    assert found.unclear[0].offered == ()
    assert len(found.compared) == 1


def test_more_than_stand_beside_each_other_are_refused(archive: Archive) -> None:
    with pytest.raises(BadRequest):
        CompareRequest(tuple(f"a{number}" for number in range(MOST + 1)))
    with pytest.raises(BadRequest):
        compared(archive, CompareRequest(("n" * 201,)))


def test_the_lines_of_a_file_have_every_number(archive: Archive) -> None:
    found = compared(archive, CompareRequest(NAMED))
    lines = [line.shape() for batch in comparison_lines(found) for line in batch]
    assert all(tuple(line) == COMPARE_COLUMNS for line in lines)
    for one in found.compared:
        own = [line for line in lines if line["entity"] == one.subject.id and not line["side"]]
        by_year = [line["mentions"] for line in own if line["year"]]
        (total,) = [line for line in own if not line["year"] and not line["lang"]]
        assert sum(map(int, map(str, by_year))) == total["mentions"] == one.total.mentions
    shape = comparison_json(found)
    assert len(list(shape["entities"])) == len(NAMED)  # type: ignore[call-overload]


def test_an_id_that_nobody_knows_is_no_entity(archive: Archive) -> None:
    with archive.asking_of(Request("")) as context, pytest.raises(NotThere):
        subject_of(context, "nobody at all")
