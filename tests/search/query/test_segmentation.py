"""Bare words to parts: what in a query is a name, a word, a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import MARKS, analyse
from search.expansion.restoration import Restored
from search.names.name_lookup import NameLookup
from search.query.pieces import pieces_of
from search.query.segmentation import segment_text, telling
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


TONED = {
    **{"luu": "lưu", "tran": "trần", "cuong": "cương", "kho": "kho", "bai": "bãi"},
    **{"hop": "hợp", "tac": "tác", "kinh": "kinh", "te": "tế", "va": "và", "chong": "chống"},
}


FOREIGN = ("里亚布科夫", "安东尼奥·古特雷斯")


class Written:
    """As an expander counts over an index that holds these names and every single syllable."""

    def documents(self, term: QueryTerm) -> int:
        return 1 if len(term.keys) == 1 else WRITTEN.get(term.keys, 0)

    def documents_as_name(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        return 0 if term.keys == words else WRITTEN.get(term.keys, 0)

    def documents_as_words(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        return WRITTEN.get(words, 0)

    def crosses(self, term: QueryTerm) -> bool:
        return len(term.keys) < 4

    def restored(self, term: QueryTerm) -> Restored:
        """As in an archive that has capitals for these names, and tones for these words."""
        keys = tuple(TONED.get(key, key) for key in term.keys) if term.is_toneless else term.keys
        classes = ["l"] * len(keys)
        for at in range(len(keys) - 1):
            if keys[at : at + 2] in WRITTEN:
                classes[at] = classes[at + 1] = "C"
        return Restored(keys, "".join(classes))

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
        # But a mark that stands in the name of something does not.
        (
            "tàu, đường sắt Thành Đô – Côn Minh, Nha Trang",
            ["tàu", "đường sắt Thành Đô – Côn Minh", "Nha Trang"],
        ),
        ("duong sat thanh do - con minh", ["duong sat thanh do - con minh"]),
        ("Nha Trang - Côn Minh", ["Nha Trang", "Côn Minh"]),
        # Up to four characters that begin with a surname are one part, unless it holds a name.
        ("刘宁会见", ["刘宁", "会见"]),
        ("杨秀珠", ["杨秀珠"]),
        ("刘宁会见越南客人", ["刘宁", "会见", "越南", "客人"]),
        # The gazetteer's longest name is one part, though a segmenter would cut it.
        ("hàng qua cửa khẩu quốc tế", ["hàng", "qua", "cửa khẩu quốc tế"]),
        # So are words of the lexicon; a set phrase that nobody has in the other language is words.
        ("chống buôn lậu ở cửa khẩu", ["chống buôn lậu", "ở", "cửa khẩu"]),
        ("hợp tác kinh tế", ["hợp tác", "kinh tế"]),
        ("经济合作", ["经济", "合作"]),
        # A segmenter leaves it whole; the lexicon has its words.
        ("产品质量", ["产品", "质量"]),
        ("hop tac kinh te", ["hop tac", "kinh te"]),
        ("xuất khẩu nông sản", ["xuất khẩu", "nông sản"]),
        # A capital at the beginning of a sentence says nothing, unless it is a name.
        ("Mỹ áp thuế", ["Mỹ", "áp thuế"]),
        # Names side by side are each a name; a word that is no Vietnamese syllable is one, too.
        ("Việt Nam Trung Quốc", ["Việt Nam", "Trung Quốc"]),
        ("đội Panthers thua", ["đội", "Panthers", "thua"]),
        # A sentence with a number is no number of a document.
        ("2015年黑豹队", ["2015", "年", "黑豹", "队"]),
        # Document numbers stay whole, as typed.
        ("12/2024/NĐ-CP biên giới", ["12/2024/NĐ-CP", "biên giới"]),
        ("国函〔2024〕5号", ["国函〔2024〕5号"]),
    ],
)
def test_a_query_is_cut_into_names_and_words(
    query: str, parts: list[str], aliases: NameLookup
) -> None:
    assert texts(query, aliases) == parts


def test_a_name_with_a_mark_inside_has_the_keys_of_its_words(aliases: NameLookup) -> None:
    [term] = segment_text("đường sắt Thành Đô - Côn Minh", aliases, Written())
    assert term.keys == ("đường", "sắt", "thành", "đô", "côn", "minh")
    assert term.classes == "llCCCC"
    assert aliases.knows(term.keys)


def test_a_document_number_is_asked_as_typed(aliases: NameLookup) -> None:
    assert [part.exact for part in segment_text("12/2024/NĐ-CP biên giới", aliases, Written())] == [
        True,
        False,
    ]


def test_the_reading_of_words_without_tones_is_chosen_for_the_whole(aliases: NameLookup) -> None:
    found = segment_text("hop tac va kinh te", aliases, Written())
    assert [part.meant for part in telling(found)] == [("hợp", "tác"), ("kinh", "tế")]
    # A name may be any that is spelt so.
    assert [part.reading for part in segment_text("luu ninh", aliases, Written())] == [()]


def test_a_first_syllable_keeps_its_capital_if_it_is_a_name(aliases: NameLookup) -> None:
    assert segment_text("Mỹ áp thuế", aliases, Written())[0].is_capital
    assert not segment_text("Đội bóng thua", aliases, Written())[0].is_capital


def test_in_a_text_with_tones_a_syllable_without_marks_is_complete(aliases: NameLookup) -> None:
    found = segment_text("gạo sang chợ", aliases, Written())
    assert [(part.text, part.complete) for part in found][1] == ("sang", True)


def test_little_words_are_left_out_unless_they_are_all_there_is(aliases: NameLookup) -> None:
    asked = segment_text("giá gạo là bao nhiêu", aliases, Written())
    assert [part.text for part in telling(asked)] == ["giá gạo"]
    alone = segment_text("bao nhiêu", aliases, Written())
    assert telling(alone) == alone


def test_what_nobody_has_is_searched_by_its_words_but_no_name_by_its_syllables() -> None:
    whole = QueryTerm("hội đàm cửa khẩu", ("hội", "đàm", "cửa", "khẩu"), "llll")
    assert [part.text for part in pieces_of(whole)] == ["hội đàm", "cửa khẩu"]
    pairs = QueryTerm("黑豹队", ("黑", "豹", "队"), "hhh")
    assert [part.text for part in pieces_of(pairs)] == ["黑豹", "队"]
    assert pieces_of(QueryTerm("Trần Văn Ninh", ("trần", "văn", "ninh"), "CCC")) == []
    assert pieces_of(QueryTerm("Lưu Ninh", ("lưu", "ninh"), "CC", exact=True)) == []


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
