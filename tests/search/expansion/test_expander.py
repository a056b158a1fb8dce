"""One part of a query to its forms: only what exists, counted, in one hop."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import analyse
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.expansion.expander import expand as expand_linked
from search.expansion.expansion import Expansion
from search.expansion.linking import link
from search.names.name_lookup import NameLookup
from search.terms.forms import plan_of
from search.terms.query_term import QueryTerm, quoted_term, term_of
from synonyms.gazetteer import load
from synonyms.readings import Weight


@pytest.fixture(scope="module")
def aliases() -> NameLookup:
    return NameLookup(load())


def part(text: str) -> QueryTerm:
    tokens = analyse(text)
    return term_of(text, tokens, 0, len(tokens))


def kinds(expansion: Expansion) -> dict[str, str]:
    return {form.shown: form.kind for form in expansion.found}


def expand(reader: Reader, names: NameLookup, term: QueryTerm) -> Expansion:
    return expand_linked(reader, names, link(names, term))


QUERIES = [
    *(
        "刘宁",
        "劉寧",
        "Lưu Ninh",
        "lưu ninh",
        "luu ninh",
        "Liu Ning",
        "liuning",
        "周迅",
        "chau tan",
    ),
    *("Hữu Nghị", "hữu nghị", "huu nghi", "友谊", "友谊关", "Nha Trang", "Vũ Hoàng", "Trần Cuong"),
    *("Ninh", "ninh", "宁", "vo", "Hong Kong", "hội đàm về cửa khẩu", "zzz xxx"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_form_is_listed_with_exactly_the_documents_its_plan_finds(
    reader: Reader, aliases: NameLookup, query: str
) -> None:
    for form, count in expand(reader, aliases, part(query)).found.items():
        assert count == reader.count(plan_of(form)) > 0, form


@pytest.mark.parametrize("query", QUERIES)
def test_a_form_is_listed_once(reader: Reader, aliases: NameLookup, query: str) -> None:
    found = expand(reader, aliases, part(query)).found
    assert len({(form.keys, form.case) for form in found}) == len(found)


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        (
            "刘宁",
            {"刘宁": "typed", "Lưu Ninh": "hanviet", "lưu trữ": "hanviet", "Liu Ning": "pinyin"},
        ),
        ("Lưu Ninh", {"Lưu Ninh": "typed", "刘宁": "han", "Liu Ning": "alias"}),
        ("luu ninh", {"Lưu Ninh": "toneless", "刘宁": "han", "Liu Ning": "alias"}),
        (
            "Liu Ning",
            {"Liu Ning": "typed", "刘宁": "pinyin", "柳宁": "pinyin", "Lưu Ninh": "hanviet"},
        ),
        ("chau tan", {"Châu Tấn": "toneless", "周迅": "han", "朱新": "han"}),
        ("Hữu Nghị", {"Hữu Nghị": "typed", "hữu nghị": "lower", "友谊": "han"}),
        ("Vũ Hoàng", {"Võ Hoàng": "variant"}),
    ],
)
def test_every_form_has_its_kind(
    reader: Reader, aliases: NameLookup, query: str, forms: dict[str, str]
) -> None:
    assert kinds(expand(reader, aliases, part(query))) == forms


@pytest.mark.parametrize(
    ("one", "other"), [("刘宁", "劉寧"), ("Lưu Ninh", "LƯU NINH"), ("thủy điện", "thuỷ điện")]
)
def test_spellings_of_one_key_are_one_query(
    reader: Reader, aliases: NameLookup, one: str, other: str
) -> None:
    found = expand(reader, aliases, part(one)).found
    assert found
    assert found == expand(reader, aliases, part(other)).found


@pytest.mark.parametrize("query", ["刘宁", "柳宁", "周迅", "友谊"])
def test_han_never_meets_han_through_readings(
    reader: Reader, aliases: NameLookup, query: str
) -> None:
    found = expand(reader, aliases, part(query)).found
    assert [form.shown for form in found if form.lang == "zh"] == [query]


@pytest.mark.parametrize("query", ["Lưu Ninh", "刘宁", "Trần Cương", "Trần Cuong"])
def test_only_what_was_typed_without_tones_has_interpretations(
    reader: Reader, aliases: NameLookup, query: str
) -> None:
    assert expand(reader, aliases, part(query)).interpretations == []
    assert expand(reader, aliases, part("chau tan")).interpretations


def test_a_rare_reading_is_listed_with_its_weight(reader: Reader, aliases: NameLookup) -> None:
    weights = {form.shown: form.weight for form in expand(reader, aliases, part("刘宁")).found}
    assert weights["lưu trữ"] == Weight.RARE
    assert weights["Lưu Ninh"] == Weight.PRIMARY


def test_an_ascii_syllable_beside_toned_ones_is_exact(tmp_path: Path, aliases: NameLookup) -> None:
    build([Document(name, "", f"Ông {name}.", "vi") for name in ("Lưu Ninh", "Lưu Nịnh")], tmp_path)
    with Archive(tmp_path).reading() as reader:
        assert set(kinds(expand(reader, aliases, part("Lưu Ninh")))) == {"Lưu Ninh"}


def test_an_ascii_syllable_is_loosened_only_when_nothing_exists(
    reader: Reader, aliases: NameLookup
) -> None:
    assert set(kinds(expand(reader, aliases, part("Trần Cuong")))) == {"Trần Cương", "Trần Cường"}
    # A toned syllable never is.
    assert kinds(expand(reader, aliases, part("Trấn Cuong"))) == {}


@pytest.mark.parametrize(
    ("text", "forms"), [("Lưu Ninh", {"Lưu Ninh"}), ("劉寧", {"劉寧"}), ("luu ninh", set())]
)
def test_quotation_marks_mean_as_typed(
    reader: Reader, aliases: NameLookup, text: str, forms: set[str]
) -> None:
    assert set(kinds(expand(reader, aliases, quoted_term(text)))) == forms


@pytest.mark.parametrize("query", ["Ninh", "ninh", "宁", "Lưu", "luu"])
def test_one_syllable_does_not_cross_scripts(
    reader: Reader, aliases: NameLookup, query: str
) -> None:
    typed = part(query)
    found = expand(reader, aliases, typed).found
    assert found
    assert {form.lang for form in found} == {"zh" if typed.is_han else "vi"}


def test_one_syllable_is_asked_as_its_variants_too(reader: Reader, aliases: NameLookup) -> None:
    assert kinds(expand(reader, aliases, part("Vũ"))) == {"Võ": "variant"}


def test_glued_pinyin_is_only_names(reader: Reader, aliases: NameLookup) -> None:
    # 柳宁 is 刘宁's homophone, but no known name.
    assert "柳宁" not in kinds(expand(reader, aliases, part("liuning")))
    assert kinds(expand(reader, aliases, part("liuning")))["刘宁"] == "pinyin"


def test_a_part_longer_than_a_name_is_asked_as_typed(reader: Reader, aliases: NameLookup) -> None:
    expansion = expand(reader, aliases, part("hội đàm về cửa khẩu"))
    assert kinds(expansion) == {"hội đàm về cửa khẩu": "typed"}
    assert kinds(expand(reader, aliases, part("hoi dam ve cua khau"))) == {}


@pytest.mark.parametrize(
    ("query", "cases"),
    [("Hữu Nghị", {CAP, OTHER}), ("hữu nghị", {CAP, OTHER}), ("huu nghi", {CAP, OTHER})],
)
def test_every_way_of_capitals_that_exists_is_listed(
    reader: Reader, aliases: NameLookup, query: str, cases: set[str]
) -> None:
    found = expand(reader, aliases, part(query)).found
    assert {form.case for form in found if form.keys == ("hữu", "nghị")} == cases
    assert HALF not in {form.case for form in found}


def test_passing_a_cap_is_said(
    reader: Reader, aliases: NameLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not expand(reader, aliases, part("nha trang")).capped
    monkeypatch.setattr("search.expansion.candidates.CANDIDATES_LIMIT", 1)
    assert expand(reader, aliases, part("nha trang")).capped
