"""Forms: shown apart, asked by the cheapest plan, and found where that plan says they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.document import Document
from indexer import fields
from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import MARKS, analyse
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from indexer.plan import And, AnyOf, Nothing, Phrase
from search.archive import Archive
from search.terms.forms import ANY, Form, occurrences, plan_of, plan_of_any, single_term

TEXTS = [
    "Lưu Ninh thăm Hữu Nghị.",
    "ông Lưu Ninh nói về tình hữu nghị",
    "bàn về Lưu, Ninh",
    "cửa khẩu Hữu Nghị, tình hữu nghị",
    "Hữu nghị là quý",
    "qua Hữu nghị quan",
    "HỮU NGHỊ QUAN",
    "Ông Tập Cận Bình họp",
    "cầu Bắc Luân 2 và mốc 1119",
    "cầu Bắc Luân II",
    "ông Kim Jong-un",
    "trùm Osama bin Laden",
    "họp ở Liên hợp quốc",
    "ở thành phố Hồ Chí Minh",
    "Công tác lưu trữ",
    "刘宁会见",
    "学习近平",
    "习近平访问友谊关。",
]
ANALYSED = [analyse(text) for text in TEXTS]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """An index of ``TEXTS``, each document's id its place there."""
    folder = tmp_path_factory.mktemp("forms") / "index"
    build([Document(str(at), "", text, "vi") for at, text in enumerate(TEXTS)], folder)
    with Archive(folder).reading() as reader:
        yield reader


def form(text: str, case: str = ANY, kind: str = "typed") -> Form:
    return Form(tuple(analyse(text).keys), case, kind)


def neighbours(length: int) -> set[tuple[str, ...]]:
    """Every row of so many keys that stands in one of the texts with no mark between."""
    return {
        row
        for tokens in ANALYSED
        for at in range(len(tokens) - length + 1)
        if MARKS.isdisjoint(row := tuple(tokens.keys[at : at + length]))
    }


@pytest.mark.parametrize(
    ("length", "case"),
    [*((length, case) for length in (1, 2, 3, 4) for case in (CAP, ANY)), (2, HALF), (2, OTHER)],
)
def test_the_plan_of_a_form_finds_the_documents_it_stands_in(
    texts: Reader, length: int, case: str
) -> None:
    for keys in neighbours(length):
        one = Form(keys, case, "typed")
        found = {int(hit.id) for hit in texts.every(plan_of(one))}
        stands = {at for at, tokens in enumerate(ANALYSED) if any(occurrences([one], tokens))}
        assert found == stands, one


@pytest.mark.parametrize(
    ("text", "case", "term"),
    [
        ("lưu ninh", CAP, "^lưu_ninh"),
        ("liên hợp", HALF, "~liên_hợp"),
        ("刘宁", ANY, "刘_宁"),
        ("tập cận bình", CAP, "^tập_cận_bình"),
        ("习近平", ANY, "习_近_平"),
        ("huế", CAP, "^huế"),
        # No term says lower case; 友 is no surname; a name of four has no term.
        ("hữu nghị", OTHER, None),
        ("友谊关", ANY, None),
        ("hữu nghị quan", ANY, None),
        ("hồ chí minh city", CAP, None),
        # A triple begins with a capital, which a digit is not.
        ("2 tháng chín", CAP, None),
    ],
)
def test_a_form_of_one_term_is_asked_by_that_term(text: str, case: str, term: str | None) -> None:
    one = form(text, case)
    assert single_term(one) == term
    if term is not None:
        assert plan_of(one) == AnyOf(fields.PAIR, (term,))
        assert plan_of(one, fields.TITLE_PAIR) == AnyOf(fields.TITLE_PAIR, (term,))


def test_a_longer_form_is_its_pairs_confirmed_by_a_phrase() -> None:
    assert plan_of(form("友谊关")) == And(
        (
            AnyOf(fields.PAIR, ("友_谊",)),
            AnyOf(fields.PAIR, ("谊_关",)),
            Phrase((("友",), ("谊",), ("关",))),
        )
    )


@pytest.mark.parametrize(
    ("text", "case", "found"),
    [
        ("hữu nghị", CAP, {0, 3, 6}),
        ("hữu nghị", HALF, {5}),
        # At the start of a sentence a capital says nothing.
        ("hữu nghị", OTHER, {1, 3, 4}),
        ("liên hợp quốc", HALF, {12}),
        # Digits, numerals, particles and a tail behind a hyphen fit any capitals.
        ("bắc luân 2", CAP, {8}),
        ("bắc luân ii", CAP, {9}),
        ("jong un", CAP, {10}),
        ("osama bin laden", CAP, {11}),
        ("mốc 1119", CAP, set()),
        # 学习近平 ("study recent peace") holds the name's characters; that is not told apart.
        ("习近平", ANY, {16, 17}),
    ],
)
def test_capitals_tell_forms_apart(texts: Reader, text: str, case: str, found: set[int]) -> None:
    assert {int(hit.id) for hit in texts.every(plan_of(form(text, case)))} == found


def test_forms_are_shown_as_a_person_writes_them() -> None:
    assert [form("lưu ninh", case).shown for case in (CAP, HALF, OTHER, ANY)] == [
        *("Lưu Ninh", "Lưu ninh", "lưu ninh", "lưu ninh")
    ]
    assert form("劉寧").shown == "刘宁"
    assert Form(("tà", "lùng"), CAP, "alias", text="Tà-lùng").shown == "Tà-lùng"


@pytest.mark.parametrize(
    ("text", "kind", "lang"),
    [("liu ning", "pinyin", "latin"), ("刘宁", "pinyin", "zh"), ("lưu ninh", "hanviet", "vi")],
)
def test_a_spelling_in_pinyin_is_neither_language(text: str, kind: str, lang: str) -> None:
    assert form(text, CAP, kind).lang == lang


def test_terms_of_many_forms_are_asked_together_and_nothing_asks_nothing() -> None:
    names = [form("lưu ninh", CAP), form("刘宁"), form("lưu ninh", CAP, "alias")]
    assert plan_of_any(names) == AnyOf(fields.PAIR, ("^lưu_ninh", "刘_宁"))
    assert plan_of_any([]) == Nothing()
    assert plan_of_any([Form(("huế",), HALF, "typed")]) == Nothing()


def test_the_longest_form_at_a_place_is_given_once() -> None:
    tokens = analyse("ông Tập Cận Bình, họ Tập")
    forms = [form(text, CAP) for text in ("tập", "tập cận", "tập cận bình")]
    assert [(at, one.shown) for at, one in occurrences(forms, tokens)] == [
        (1, "Tập Cận Bình"),
        (6, "Tập"),
    ]


def test_of_two_ways_of_capitals_each_place_has_its_own() -> None:
    tokens = analyse("cửa khẩu Hữu Nghị, tình hữu nghị")
    forms = [form("hữu nghị", OTHER, "lower"), form("hữu nghị", CAP)]
    assert [(at, one.kind) for at, one in occurrences(forms, tokens)] == [
        (2, "typed"),
        (6, "lower"),
    ]


def test_what_a_form_is_found_as_does_not_depend_on_the_order_of_forms() -> None:
    tokens = analyse("Ông Lưu Ninh nói.")
    any_case = Form(("lưu", "ninh"), ANY, "alias")
    capital = Form(("lưu", "ninh"), CAP, "typed")
    for forms in ([any_case, capital], [capital, any_case]):
        assert list(occurrences(forms, tokens)) == [(1, capital)]
