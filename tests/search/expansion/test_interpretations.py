"""What a name without tones may mean: grouped by reading, ranked, what was typed told apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.pairs import CAP, HALF, OTHER
from search.expansion.interpretations import (
    AS_TYPED_RIVAL,
    AS_TYPED_SHARE,
    Interpretation,
    Reading,
    absorbed,
    as_typed_first,
    group,
    score,
)
from search.terms.forms import ANY, Form
from synonyms.variants import canonical


def reading(text: str) -> tuple[str, ...]:
    return tuple(map(canonical, text.split()))


def vi(text: str, case: str = CAP, kind: str = "toneless") -> Form:
    keys = tuple(text.split())
    return Form(keys, case, kind, readings=frozenset([reading(text)]))


def zh(text: str, *readings: str, lesser: tuple[str, ...] = (), weight: int = 0) -> Form:
    return Form(
        tuple(text),
        ANY,
        "han",
        weight,
        frozenset(map(reading, readings)),
        frozenset(map(reading, lesser)),
    )


def grouped(
    found: Mapping[Form, int], people: Mapping[Reading, int] | None = None
) -> list[Interpretation]:
    """As ``group``, where no Vietnamese form stands in any other capitals."""
    most: dict[tuple[str, ...], int] = {}
    for form, count in found.items():
        if form.lang == "vi":
            most[form.keys] = most.get(form.keys, 0) + count
    return group(found, most, people or {}, lambda reading: "")


def named(found: Mapping[Form, int]) -> dict[str, list[str]]:
    return {one.name: [form.shown for form in one.forms] for one in grouped(found)}


def test_forms_of_one_reading_are_one_interpretation() -> None:
    found = {
        vi("châu tấn"): 5,
        zh("周迅", "châu tấn"): 9,
        vi("chu tân"): 5,
        zh("朱新", "chu tân"): 9,
    }
    assert {name: set(forms) for name, forms in named(found).items()} == {
        "Châu Tấn": {"Châu Tấn", "周迅"},
        "Chu Tân": {"Chu Tân", "朱新"},
    }


def test_variants_are_one_reading_named_as_it_is_mostly_written() -> None:
    assert named({vi("võ hoàng"): 2, vi("vũ hoàng"): 7}) == {"Vũ Hoàng": ["Vũ Hoàng", "Võ Hoàng"]}


def test_a_han_form_speaks_for_the_reading_that_a_capitalised_form_bears_out() -> None:
    # 担 is oftener read đảm, but the man is Vũ Đức Đam.
    han = zh("武德担", "võ đức đảm", lesser=("võ đức đam",))
    assert set(named({han: 3, vi("vũ đức đam"): 8})) == {"Vũ Đức Đam"}
    # A word in lower case bears no name out.
    assert "Võ Đức Đảm" in named({han: 3, vi("vũ đức đam", OTHER): 8})


def test_a_han_form_with_two_readings_stands_in_both() -> None:
    found = {zh("长乐", "trường lạc", "trưởng lạc"): 3}
    assert list(named(found).values()) == [["长乐"], ["长乐"]]


def test_what_both_scripts_bear_out_goes_before_what_one_does() -> None:
    found = {
        vi("châu tấn"): 10,
        zh("周迅", "châu tấn"): 10,
        vi("chu tân"): 30,
        zh("冰箱", "băng tương"): 500,
    }
    assert [one.name for one in grouped(found)] == ["Châu Tấn", "Chu Tân", "băng tương"]


def test_without_a_vietnamese_mention_a_surname_goes_first() -> None:
    found = {zh("朱新", "chu tân"): 20, zh("冰箱", "băng tương"): 20}
    # A name is written as one; a word is not.
    assert [one.name for one in grouped(found)] == ["Chu Tân", "băng tương"]


def test_a_reading_that_only_pinyin_leads_to_stands_behind_one_typed() -> None:
    typed = vi("bảo an")
    by_pinyin = Form(("bao", "ân"), CAP, "hanviet", readings=frozenset([("bao", "ân")]))
    assert [one.name for one in grouped({typed: 10, by_pinyin: 40})] == ["Bảo An", "Bao Ân"]


def test_forms_of_a_reading_stand_best_weight_first_then_most_frequent() -> None:
    found = {
        zh("刘宁", "lưu ninh"): 3,
        zh("留咛", "lưu ninh", weight=2): 900,
        vi("lưu ninh"): 5,
    }
    assert named(found) == {"Lưu Ninh": ["Lưu Ninh", "刘宁", "留咛"]}


@pytest.mark.parametrize("case", [CAP, HALF])
def test_half_capitals_bear_a_name_out_and_name_it(case: str) -> None:
    form = vi("liên hợp", case)
    (only,) = grouped({form: 4, vi("liên hợp", OTHER): 9})
    assert only.name == form.shown


COUNTS = st.integers(0, 10**6)


SOME = st.integers(1, 10**6)


@given(SOME, COUNTS, COUNTS, st.booleans())
def test_more_capitalised_documents_never_lower_a_score(
    capitalised: int, other: int, han: int, is_name: bool
) -> None:
    fewer = score(capitalised, capitalised + other, han, is_name)
    assert score(capitalised + 1, capitalised + 1 + other, han, is_name) >= fewer


@given(SOME, COUNTS, COUNTS, COUNTS, st.booleans())
def test_what_stands_more_in_lower_case_or_less_in_chinese_is_less_likely_meant(
    capitalised: int, lower: int, han: int, more: int, is_name: bool
) -> None:
    anyhow = capitalised + lower
    assert score(capitalised, anyhow + more, han, is_name) <= score(
        capitalised, anyhow, han, is_name
    )
    assert score(capitalised, anyhow, han + more, is_name) >= score(
        capitalised, anyhow, han, is_name
    )


NHA_TRANG, WHITE_HOUSE = vi("nha trang", kind="typed"), vi("nhà trắng")


def ranked(*forms: Form) -> list[Interpretation]:
    return [Interpretation(reading(" ".join(f.keys)), f.shown, (f,), 0.0) for f in forms]


@pytest.mark.parametrize(
    ("own", "rival", "anyhow", "is_first"),
    [
        (100, 100, 100, True),
        (100, 100 * AS_TYPED_RIVAL, 100, True),
        # Another is far more frequent: an English text's Luu Ninh.
        (100, 100 * AS_TYPED_RIVAL + 1, 100, False),
        # Mostly a word: thanh long is a fruit.
        (100, 100, int(100 / AS_TYPED_SHARE) + 1, False),
        (0, 100, 0, False),
    ],
)
def test_ascii_that_is_a_name_as_it_stands_goes_first(
    own: int, rival: int, anyhow: int, is_first: bool
) -> None:
    found = {NHA_TRANG: own, WHITE_HOUSE: rival}
    order = as_typed_first(ranked(WHITE_HOUSE, NHA_TRANG), NHA_TRANG, found, anyhow)
    assert [one.name for one in order] == (
        ["Nha Trang", "Nhà Trắng"] if is_first else ["Nhà Trắng", "Nha Trang"]
    )


def test_what_was_typed_takes_the_place_of_the_name_it_is_another_spelling_of() -> None:
    typed, name, other = vi("liu ning", kind="pinyin"), vi("lưu ninh"), vi("liễu ninh")
    own = Interpretation(("liu", "ning"), "Liu Ning", (name, typed), 0.0)
    first, behind = ranked(name, other)
    assert absorbed([first, behind, own], typed.keys) == [own, behind]
    # A reading with a form of its own stays.
    both = Interpretation(reading("lưu ninh"), "Lưu Ninh", (name, other), 0.0)
    assert absorbed([both, own], typed.keys) == [both, own]
    assert absorbed([first, behind], typed.keys) == [first, behind]


def test_a_reading_by_which_somebody_is_called_goes_before_one_that_is_rarer() -> None:
    """*ton duong*: two Chinese documents mention 孙杨, whom no Vietnamese one does."""
    found = {vi("tôn đường"): 1, zh("孙杨", "tôn dương"): 2}
    assert grouped(found)[0].reading == reading("tôn đường")
    assert grouped(found, {reading("tôn dương"): 2})[0].reading == reading("tôn dương")
    assert grouped(found, {reading("tôn đường"): 1})[0].reading == reading("tôn đường")
