"""Bare words to parts: what in a query is a name, a word, a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import MARKS, analyse
from search.names.name_lookup import NameLookup
from search.query.segmentation import segment_text, segmented_loosely
from search.terms.query_term import QueryTerm
from synonyms.gazetteer import load


@pytest.fixture(scope="module")
def aliases() -> NameLookup:
    return NameLookup(load())


WRITTEN = {
    ("lưu", "ninh"): 5,
    ("trần", "cương"): 4,
    ("luu", "ninh"): 5,
    ("tran", "cuong"): 4,
    ("nha", "trang"): 9,
}


FOREIGN = ("里亚布科夫", "安东尼奥·古特雷斯")


class Written:
    """As an expander counts over an index that holds these names and every single syllable."""

    def documents(self, term: QueryTerm) -> int:
        return 1 if len(term.keys) == 1 else WRITTEN.get(term.keys, 0)

    def is_foreign_name(self, term: QueryTerm) -> bool:
        return term.text in FOREIGN


def texts(query: str, aliases: NameLookup) -> list[str]:
    return [part.text for part in segment_text(query, aliases, Written())]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("Lưu Ninh", ["Lưu Ninh"]),
        # A run that is written nowhere as a whole but consists of names that are.
        ("Lưu Ninh Trần Cương", ["Lưu Ninh", "Trần Cương"]),
        ("luu ninh tran cuong", ["luu ninh", "tran cuong"]),
        ("đồng chí Lưu Ninh phát biểu", ["đồng chí", "Lưu Ninh", "phát biểu"]),
        # Marks and scripts part.
        ("Lưu Ninh, Nha Trang", ["Lưu Ninh", "Nha Trang"]),
        ("刘宁 Nha Trang", ["刘宁", "Nha Trang"]),
        # Up to four characters are one part, more are words.
        ("刘宁会见", ["刘宁会见"]),
        ("刘宁会见越南客人", ["刘宁", "会见", "越南", "客人"]),
        # The gazetteer's longest name is one part, though a segmenter would cut it.
        ("hàng qua cửa khẩu quốc tế", ["hàng", "qua", "cửa khẩu quốc tế"]),
        # Document numbers stay whole, as typed.
        ("12/2024/NĐ-CP biên giới", ["12/2024/NĐ-CP", "biên giới"]),
        ("国函〔2024〕5号", ["国函〔2024〕5号"]),
    ],
)
def test_a_query_is_cut_into_names_and_words(
    query: str, parts: list[str], aliases: NameLookup
) -> None:
    assert texts(query, aliases) == parts


def test_a_document_number_is_asked_as_typed(aliases: NameLookup) -> None:
    assert [part.exact for part in segment_text("12/2024/NĐ-CP biên giới", aliases, Written())] == [
        True,
        False,
    ]


def test_a_looser_cut_takes_words_but_no_single_syllables_of_a_name(aliases: NameLookup) -> None:
    whole = QueryTerm("hội đàm cửa khẩu", ("hội", "đàm", "cửa", "khẩu"), "llll")
    finer = segmented_loosely([whole])
    assert finer is not None
    assert [part.text for part in finer] == ["hội đàm", "cửa khẩu"]
    assert segmented_loosely([QueryTerm("Lưu Ninh", ("lưu", "ninh"), "CC", exact=True)]) is None


@given(st.text(st.sampled_from("Lưu Ninh刘宁会见 cửakhẩu,.12/-"), max_size=40))
def test_every_token_of_a_query_is_in_a_part(aliases: NameLookup, query: str) -> None:
    parts = segment_text(query, aliases, Written())
    wanted = [key for key in analyse(query).keys if key not in MARKS]
    assert [key for part in parts for key in part.keys if key not in MARKS] == wanted


@pytest.mark.parametrize("query", FOREIGN)
def test_a_long_foreign_name_in_chinese_is_one_term(query: str, aliases: NameLookup) -> None:
    assert texts(query, aliases) == [query]


def test_a_long_run_that_is_no_foreign_name_is_divided(aliases: NameLookup) -> None:
    assert len(texts("巴勒斯坦伊斯兰", aliases)) > 1
