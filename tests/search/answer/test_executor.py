"""Queries answered: which documents, through which forms, in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from search.answer.models import Results
from search.archive import Archive
from search.request import NEWEST, Request
from search.request_errors import BadRequest

Ask = Callable[..., Results]

LUU_NINH = {"vi-title", "vi-body", "vi-undated", "latin", "zh-body", "zh-trad"}


def ids(results: Results) -> set[str]:
    """The documents with all that was asked."""
    return {hit.id for hit in results.hits if not hit.beyond}


def on(results: Results) -> set[str]:
    return {row.form for row in results.forms if row.on}


@pytest.mark.parametrize(
    "query", ["Lưu Ninh", "lưu ninh", "luu ninh", "刘宁", "劉寧", "LƯU NINH", "Liu Ning", "liuning"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_name_in_any_spelling_finds_all_documents(ask: Ask, query: str, form: str) -> None:
    query = unicodedata.normalize(form, query)  # type: ignore[arg-type]
    found = ask(query)
    if found.interpretations:
        found = ask(query, reading=found.interpretations[0].reading)
    assert ids(found) == LUU_NINH
    assert found.total == len(LUU_NINH)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"công tác lưu trữ hồ sơ được tăng cường."', {"word"}),
        ('"đồng chí Lưu Ninh hội đàm"', {"vi-body"}),
        ('"Tin, ảnh"', set()),
        ('"ngắn. Hôm qua đồng chí"', {"vi-body"}),
        ('"ngắn. Hôm"', {"vi-body"}),
        ('"ngắn, Hôm"', set()),
        ('title:"ngắn. Hôm"', set()),
    ],
)
def test_a_mark_inside_quotation_marks_stands_in_the_document_too(
    ask: Ask, query: str, found: set[str]
) -> None:
    assert ids(ask(query)) == found


def test_a_name_in_pinyin_means_its_homophones_too(ask: Ask) -> None:
    found = ask("Liu Ning")
    assert [one.reading for one in found.interpretations] == ["Lưu Ninh", "Liễu Ninh"]
    assert ids(found) == {*LUU_NINH, "homophone"}


def test_a_rare_reading_is_not_asked_beside_better_ones(ask: Ask) -> None:
    assert "word" not in ids(ask("刘宁"))


def test_han_never_meets_han_through_readings(ask: Ask) -> None:
    assert "homophone" not in ids(ask("刘宁"))


def test_ascii_that_is_a_name_as_it_stands_goes_first(ask: Ask) -> None:
    found = ask("Nha Trang")
    assert found.interpretations[0].reading == "Nha Trang"
    assert ids(found) == {"nha-trang", "nha-trang-2", "nha-trang-3"}
    assert "white-house" in ids(ask("nha trang"))
    assert ask("nha trang").hits[0].id.startswith("nha-trang")


def test_what_both_scripts_bear_out_is_the_first_interpretation(ask: Ask) -> None:
    found = ask("chau tan")
    first = found.interpretations[0]
    assert first.reading == "Châu Tấn"
    assert set(first.forms) == {"Châu Tấn", "周迅"}
    assert first.count == 2
    assert {hit.id for hit in found.hits[:2]} == {"chau-tan-1", "chau-tan-2"}
    # Nothing is cut in silence: the others are found, behind.
    assert "chu-tan" in ids(found)


def test_an_interpretation_can_be_narrowed_to(ask: Ask) -> None:
    assert ids(ask("chau tan", reading="Châu Tấn")) == {"chau-tan-1", "chau-tan-2"}


def test_an_unknown_reading_is_said(ask: Ask) -> None:
    assert [one.code for one in ask("chau tan", reading="Xyz").notices] == ["unknown_reading"]


def test_tones_tell_names_apart(ask: Ask) -> None:
    assert ids(ask("Trần Cương")) == {"tran-cuong"}
    assert ids(ask("tran cuong")) == {"tran-cuong", "tran-cuong-2"}


def test_capitals_tell_the_gate_from_the_adjective(ask: Ask) -> None:
    found = ask("Hữu Nghị")
    assert "friendly" not in ids(found)
    lower = next(row for row in found.forms if row.form == "hữu nghị")
    assert (lower.kind, lower.count, lower.on) == ("lower", 1, False)
    assert "friendly" in ids(ask("Hữu Nghị", on=frozenset(["hữu nghị"])))
    assert {"gate", "friendly"} <= ids(ask("hữu nghị"))


def test_a_name_only_written_in_lower_case_is_found_so_and_that_is_said(ask: Ask) -> None:
    found = ask("Biên Giới")
    assert ids(found) == {"phrase"}
    assert "lower_only" in {one.code for one in found.notices}


def test_forms_are_switched_off_one_by_one_and_by_kind(ask: Ask) -> None:
    found = ask("Lưu Ninh", off=frozenset(["刘宁"]))
    assert ids(found) == {"vi-title", "vi-body", "vi-undated", "latin"}
    assert ids(ask("Lưu Ninh", without=frozenset(["han"]))) == ids(found)
    assert "latin" not in ids(ask("Lưu Ninh", without=frozenset(["alias"])))
    row = next(row for row in found.forms if row.form == "刘宁")
    assert (row.on, row.default, row.count) == (False, True, 2)


def test_tone_placement_and_variants_are_free(ask: Ask) -> None:
    assert ids(ask("thủy điện")) == ids(ask("thuỷ điện")) == {"hoa", "thuy-dien"}
    assert "hoa" in ids(ask("Vũ Hoàng"))
    assert "hoa" in ids(ask("Võ Huỳnh"))


def test_quotation_marks_mean_as_typed(ask: Ask) -> None:
    assert ids(ask('"Lưu Ninh"')) == {"vi-title", "vi-body", "vi-undated"}
    assert ids(ask('"luu ninh"')) == set()
    assert ids(ask('"劉寧"')) == {"zh-body", "zh-trad"}
    assert ids(ask('"thuỷ điện"')) == {"hoa", "thuy-dien"}


def test_without_takes_away_the_typed_form_and_its_regular_form(ask: Ask) -> None:
    assert ids(ask("tiếp khách -Trần Cương")) == {"tran-cuong-2"}
    # Never what only toneless readings give.
    assert "tran-cuong" in ids(ask("tiếp khách -tran cuong"))
    assert ids(ask("会见 -Lưu Ninh")) == set()


def test_or_and_parentheses(ask: Ask) -> None:
    assert ids(ask("(Trần Cương OR Trần Cường) tiếp khách")) == {"tran-cuong", "tran-cuong-2"}


def test_words_beside_near_must_all_be_there_and_nothing_follows(ask: Ask) -> None:
    found = ask('Tin, biên giới "hội đàm" near/5 "cửa khẩu"')
    assert ids(found) == {"phrase"}
    assert not found.others_total
    none = ask('Lưu Ninh, thủy điện "hội đàm" near/5 "cửa khẩu"')
    assert (none.total, none.others_total) == (0, 0)


def test_near_is_verified_in_both_orders(ask: Ask) -> None:
    assert ids(ask("cửa khẩu near hội đàm")) == {"phrase"}
    assert ids(ask("hội đàm near cửa khẩu")) == {"phrase"}
    assert ids(ask("Tin near biên giới")) == {"phrase"}
    assert ids(ask("Tin near/2 biên giới")) == set()


def test_a_beginning_finds_longer_keys(ask: Ask) -> None:
    assert ids(ask("trắn*")) == {"white-house"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title:Lưu Ninh", {"vi-title"}),
        ("title:luu ninh", {"vi-title"}),
        ('title:"Lạng Sơn"', {"vi-title"}),
        ("Lưu Ninh lang:zh", {"zh-body", "zh-trad"}),
        ("Lưu Ninh 2023..2024", {"zh-body", "vi-body"}),
        ("Lưu Ninh source:x", set()),
    ],
)
def test_fields_and_dates_narrow(ask: Ask, query: str, found: set[str]) -> None:
    assert ids(ask(query)) == found


def test_a_phrase_without_tones_finds_its_words_together(ask: Ask) -> None:
    assert ids(ask("hoi dam ve cua khau")) == {"phrase"}


def test_names_in_a_row_are_all_asked(ask: Ask) -> None:
    assert ids(ask("Lưu Ninh Lạng Sơn")) == {"vi-title"}
    assert ids(ask("luu ninh lang son")) == {"vi-title"}


def test_hits_of_a_name_stand_in_strata(ask: Ask) -> None:
    order = [hit.id for hit in ask("Lưu Ninh").hits]
    # All mention the man: in the title first, then newest first in either script, undated last.
    assert order == ["vi-title", "vi-body", "zh-body", "zh-trad", "latin", "vi-undated"]
    strata = [hit.stratum for hit in ask("Lưu Ninh").hits]
    assert strata == [0, 1, 1, 1, 1, 1]


def test_newest_first_is_by_date_alone(ask: Ask) -> None:
    order = [hit.id for hit in ask("Lưu Ninh", sorting=NEWEST).hits]
    assert order == ["vi-body", "zh-body", "zh-trad", "latin", "vi-title", "vi-undated"]


def test_pages_are_slices_of_every_id(archive: Archive) -> None:
    every = [hit.id for hit in archive.every_id(Request("Lưu Ninh"))]
    pages = [
        hit.id
        for offset in range(0, 6, 2)
        for hit in archive.results(Request("Lưu Ninh", offset=offset, limit=2)).hits
    ]
    assert pages == every
    assert len(every) == 6


def test_facets_count_what_other_filters_leave(ask: Ask) -> None:
    found = ask("Lưu Ninh", filters={"lang": ("zh",)})
    assert found.total == 2
    counts = {row.value: (row.count, row.chosen) for row in found.facets["lang"]}
    assert counts == {"vi": (4, False), "zh": (2, True)}
    years = {row.value: row.count for row in found.facets["year"]}
    assert years == {"2023": 1, "2022": 1}
    # The counts of forms follow the filters.
    assert {row.form: row.count for row in found.forms if row.on}.get("Lưu Ninh", 0) == 0


def test_nothing_found_tells_what_each_part_would_find(ask: Ask) -> None:
    found = ask("Lưu Ninh Nha Trang")
    assert found.total == 0
    assert {row.text: row.count for row in found.parts} == {"Lưu Ninh": 6, "Nha Trang": 3}


def test_an_unknown_document_is_the_askers_error(archive: Archive) -> None:
    with pytest.raises(BadRequest):
        archive.document("no such", Request(""))


def test_a_word_too_many_is_left_out_and_said(ask: Ask) -> None:
    words = " ".join(f"từ{number}" for number in range(300))
    # None of these words exists, so that each may be a slip.
    codes = [one.code for one in ask(words).notices]
    assert codes == ["words_left_out", "slips_left_out"]


@pytest.mark.parametrize(
    ("query", "tiers"),
    [
        ("Lưu Ninh", {"Lưu Ninh": "variant", "刘宁": "equivalent"}),
        ("刘宁", {"刘宁": "variant", "Lưu Ninh": "equivalent", "Liu Ning": "equivalent"}),
        ("Liu Ning", {"Liu Ning": "variant", "刘宁": "equivalent", "Lưu Ninh": "equivalent"}),
    ],
)
def test_a_form_says_whether_it_is_the_name_or_that_of_the_other_language(
    ask: Ask, query: str, tiers: dict[str, str]
) -> None:
    found = {row.form: row.tier for row in ask(query).forms}
    assert tiers.items() <= found.items()
