"""What is offered beside an answer and never searched unasked."""

from __future__ import annotations

from collections.abc import Callable

from search.answer.models import Results

Ask = Callable[..., Results]


def offered(results: Results, sort: str) -> dict[str, int]:
    return {one.text: one.count for one in results.suggestions if one.sort == sort}


def test_the_other_script_of_one_syllable_is_offered_and_not_searched(ask: Ask) -> None:
    found = ask("Ninh")
    assert all(hit.lang == "vi" for hit in found.hits)
    assert offered(found, "other_script") == {"宁": 3}
    assert offered(ask("宁"), "other_script") == {"ninh": 3}


def test_a_name_of_two_syllables_crosses_scripts_by_itself(ask: Ask) -> None:
    assert offered(ask("Lưu Ninh"), "other_script") == {}


def test_a_near_spelling_is_offered_where_nothing_was_found(ask: Ask) -> None:
    found = ask("Hữu Nghii")
    assert found.total == 0
    assert offered(found, "near") == {"Hữu Nghị": ask("Hữu Nghị").total}


def test_related_names_are_offered_with_what_to_beware_of(ask: Ask) -> None:
    found = ask("Lạng Sơn")
    assert "凉山" not in {row.form for row in found.forms}
    # Only what exists is offered: no document says 凉山 here.
    assert "凉山" not in offered(found, "related")


def test_what_is_asked_is_not_offered(ask: Ask) -> None:
    found = ask("Hữu Nghị")
    asked = {row.form for row in found.forms}
    assert not asked & {one.text for one in found.suggestions}


def test_quotation_marks_are_offered_nothing(ask: Ask) -> None:
    assert ask('"Ninh"').suggestions == ()
