"""Which forms are asked by themselves: capitals, rare readings, homophones, ASCII as it stands."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import analyse
from search.expansion.default_forms import (
    HOMOPHONE_SHARE,
    WORD_SHARE,
    default_forms,
    reading_as_typed,
)
from search.expansion.expansion import Expansion
from search.expansion.interpretations import Interpretation
from search.terms.forms import ANY, Form
from search.terms.query_term import QueryTerm, quoted_term, term_of
from synonyms.readings import Weight


def part(text: str) -> QueryTerm:
    tokens = analyse(text)
    return term_of(text, tokens, 0, len(tokens))


def vi(text: str, case: str = CAP, kind: str = "toneless", weight: int = 0) -> Form:
    return Form(tuple(text.split()), case, kind, weight)


def zh(text: str, *readings: str, kind: str = "han", weight: int = 0) -> Form:
    return Form(tuple(text), ANY, kind, weight, frozenset(tuple(one.split()) for one in readings))


def reading(name: str, *forms: Form) -> Interpretation:
    return Interpretation(tuple(name.lower().split()), name, forms, 1.0)


def shown(
    query: str | QueryTerm,
    found: Mapping[Form, int],
    readings: tuple[Interpretation, ...] = (),
    *,
    known: str = "",
    chosen: Interpretation | None = None,
) -> set[tuple[str, str]]:
    """The forms asked, as (text, way of capitals); ``known`` is what the gazetteer has."""
    typed = part(query) if isinstance(query, str) else query
    expansion = Expansion(typed, dict(found), interpretations=list(readings))
    forms = default_forms(expansion, lambda keys: keys == tuple(known), chosen)
    return {(form.shown, form.case) for form in forms}


def test_a_rare_reading_is_asked_only_when_there_is_no_better() -> None:
    better = vi("lưu ninh", kind="hanviet")
    rare = vi("lưu trữ", kind="hanviet", weight=Weight.RARE)
    assert shown("刘宁", {better: 1, rare: 900}) == {("Lưu Ninh", CAP)}
    assert shown("刘宁", {rare: 900}) == {("Lưu Trữ", CAP)}
    secondary = vi("lưu chữ", kind="hanviet", weight=Weight.SECONDARY)
    assert ("Lưu Chữ", CAP) in shown("刘宁", {better: 1, secondary: 1})


@pytest.mark.parametrize(
    ("query", "kind"),
    [("友谊", "hanviet"), ("Hữu Nghị", "variant"), ("Huu Nghi", "toneless")],
)
def test_reached_from_chinese_or_without_tones_or_by_capitals_a_form_is_capitalised(
    query: str, kind: str
) -> None:
    found = {vi("hữu nghị", case, kind): 5 for case in (CAP, HALF, OTHER)}
    assert shown(query, found) == {("Hữu Nghị", CAP), ("Hữu nghị", HALF)}


@pytest.mark.parametrize("query", ["友谊", "Hữu Nghị", "huu nghi"])
def test_lower_case_is_asked_when_nothing_capitalised_exists(query: str) -> None:
    assert shown(query, {vi("hữu nghị", OTHER, "hanviet"): 5}) == {("hữu nghị", OTHER)}


def test_a_form_in_lower_case_is_not_asked_beside_another_that_is_capitalised() -> None:
    # Typed with tones and capitals, any capitalised form is what was meant.
    found = {vi("võ lý", CAP, "variant"): 2, vi("vũ lý", OTHER, "lower"): 90}
    assert shown("Vũ Lý", found) == {("Võ Lý", CAP)}


def test_typed_in_lower_case_with_tones_both_are_asked() -> None:
    found = {vi("hữu nghị", case, "typed"): 5 for case in (CAP, OTHER)}
    assert shown("hữu nghị", found) == {("Hữu Nghị", CAP), ("hữu nghị", OTHER)}


@pytest.mark.parametrize(
    ("capitals", "is_asked"), [(1, True), (10, False)], ids=["plainly a word", "often a name"]
)
def test_what_is_plainly_a_word_is_asked_in_lower_case_without_tones(
    capitals: int, is_asked: bool
) -> None:
    found = {vi("hội đàm", CAP): capitals, vi("hội đàm", OTHER): WORD_SHARE + 1}
    assert (("hội đàm", OTHER) in shown("hoi dam", found)) is is_asked
    assert ("hội đàm", OTHER) not in shown("Hoi Dam", found)


def test_a_word_reached_by_a_less_usual_reading_stays_out() -> None:
    found = {
        vi("lưu trữ", CAP, "hanviet", Weight.SECONDARY): 1,
        vi("lưu trữ", OTHER, "hanviet", Weight.SECONDARY): 900,
    }
    assert shown("刘宁", found) == {("Lưu Trữ", CAP)}


@pytest.mark.parametrize(
    ("rare", "known", "is_asked"),
    [
        ("忠国", "", False),
        # Known to the gazetteer, or a surname in front: no chance.
        ("忠国", "忠国", True),
        ("钟国", "", True),
    ],
)
def test_a_homophone_by_chance_is_not_asked(rare: str, known: str, is_asked: bool) -> None:
    found = {zh("中国", "trung quốc"): HOMOPHONE_SHARE + 1, zh(rare, "trung quốc"): 1}
    assert ((rare, ANY) in shown("Trung Quốc", found, known=known)) is is_asked
    assert ("中国", ANY) in shown("Trung Quốc", found, known=known)


def test_a_homophone_that_is_frequent_enough_or_of_another_reading_is_asked() -> None:
    often = {zh("中国", "trung quốc"): HOMOPHONE_SHARE, zh("忠国", "trung quốc"): 1}
    assert ("忠国", ANY) in shown("trung quoc", often)
    other = {zh("中国", "trung quốc"): 5000, zh("忠国", "trúng quốc"): 1}
    assert ("忠国", ANY) in shown("trung quoc", other)


def test_what_was_typed_in_chinese_is_never_a_homophone_by_chance() -> None:
    found = {zh("忠国", "trung quốc", kind="typed"): 1, zh("中国", "trung quốc"): 5000}
    assert ("忠国", ANY) in shown("忠国", found)


@pytest.mark.parametrize("name", ["Hữu nghị quan", "hữu nghị quan"])
def test_an_alias_is_asked_in_the_capitals_it_has(name: str) -> None:
    alias = Form(("hữu", "nghị", "quan"), ANY, "alias", text=name)
    other = Form(("đồng", "đăng"), OTHER, "alias")
    found = {alias: 1, other: 1, zh("友谊关", kind="typed"): 5}
    assert shown("友谊关", found) == {(name, ANY), ("đồng đăng", OTHER), ("友谊关", ANY)}


def test_quotation_marks_ask_what_was_typed_whatever_its_capitals() -> None:
    typed = Form(("hữu", "nghị"), ANY, "typed", text="hữu nghị")
    assert shown(quoted_term("Hữu Nghị"), {typed: 5}) == {("hữu nghị", ANY)}


NHA_TRANG, WHITE_HOUSE = vi("nha trang", kind="typed"), vi("nhà trắng")
AS_TYPED, OTHER_READING = reading("Nha Trang", NHA_TRANG), reading("Nhà Trắng", WHITE_HOUSE)


@pytest.mark.parametrize(
    ("query", "order", "expected"),
    [
        # ASCII with capitals that is a name as it stands is asked alone,
        ("Nha Trang", (AS_TYPED, OTHER_READING), {("Nha Trang", CAP)}),
        # but not from a telephone,
        ("nha trang", (AS_TYPED, OTHER_READING), {("Nha Trang", CAP), ("Nhà Trắng", CAP)}),
        # nor where another reading is likelier.
        ("Nha Trang", (OTHER_READING, AS_TYPED), {("Nha Trang", CAP), ("Nhà Trắng", CAP)}),
    ],
)
def test_ascii_as_it_stands_is_asked_first(
    query: str, order: tuple[Interpretation, ...], expected: set[tuple[str, str]]
) -> None:
    assert shown(query, {NHA_TRANG: 9, WHITE_HOUSE: 9}, order) == expected


def test_a_reading_that_the_reader_chose_is_asked_instead() -> None:
    readings = (AS_TYPED, OTHER_READING)
    found = {NHA_TRANG: 9, WHITE_HOUSE: 9}
    assert shown("Nha Trang", found, readings, chosen=OTHER_READING) == {("Nhà Trắng", CAP)}


def test_a_spelling_in_pinyin_never_stands_for_itself_alone() -> None:
    typed, pinyin = vi("liu ning", kind="typed"), zh("刘宁", "lưu ninh", kind="pinyin")
    first = reading("Liu Ning", typed)
    found = {typed: 5, pinyin: 5}
    expansion = Expansion(part("Liu Ning"), found, interpretations=[first])
    assert reading_as_typed(expansion) is None
    assert shown("Liu Ning", found, (first,)) == {("Liu Ning", CAP), ("刘宁", ANY)}


def test_of_nothing_found_nothing_is_asked() -> None:
    assert shown("Lưu Ninh", {}) == set()
