"""Pairs and triples: capitals, half capitals, marks, surnames."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.pairs import CAP, HALF, OTHER, case_of, pair_terms
from indexer.analysis.tokens import analyse


def terms(text: str) -> set[str]:
    return pair_terms(analyse(text))


def test_a_capitalised_name_stands_plain_and_capitalised() -> None:
    assert terms("gặp Lưu Ninh") >= {"gặp_lưu", "lưu_ninh", "^lưu_ninh", "^ninh"}


def test_lower_case_has_no_capitalised_pair() -> None:
    assert not any(term.startswith("^") for term in terms("tình hữu nghị"))


def test_no_pair_reaches_across_a_mark() -> None:
    assert terms("Việt Nam, Ninh Bình") == {
        *("việt_nam", "ninh_bình", "^việt_nam", "^ninh_bình"),
        *("^việt", "^nam", "^ninh", "^bình"),
    }
    assert terms("南、宁") == set()


def test_digits_numerals_particles_and_tails_count_as_capitalised() -> None:
    assert "^luân_2" in terms("cầu Bắc Luân 2")
    assert "^jong_un" in terms("ông Kim Jong-un")
    assert "^osama_bin" in terms("Osama bin Laden")
    assert "^mốc_1119" not in terms("mốc 1119")


def test_half_capitals_stand_apart_away_from_a_sentence_start() -> None:
    assert "~liên_hợp" in terms("tại Liên hợp quốc")
    assert "~liên_hợp" in terms("hôm nay, Liên hợp quốc")
    assert "~liên_hợp" not in terms("Liên hợp quốc họp")
    assert "~nghị_và" not in terms("ông Hữu Nghị và bà")


def test_lower_case_beside_capitals_is_marked() -> None:
    assert "=hữu_nghị" in terms("cửa khẩu Hữu Nghị, tình hữu nghị")
    assert "=hữu_nghị" not in terms("tình hữu nghị")
    assert "=hữu_nghị" not in terms("cửa khẩu Hữu Nghị")


def test_three_syllables_of_a_name_are_one_term() -> None:
    assert "^tập_cận_bình" in terms("Ông Tập Cận Bình")
    assert "习_近_平" in terms("国家主席习近平访问")


def test_a_han_triple_begins_with_a_surname() -> None:
    assert "友_谊_关" not in terms("友谊关口岸")


@given(st.text("Lưuninh hữuNghị,. 刘宁12-"))
def test_every_pair_is_of_neighbouring_keys(text: str) -> None:
    tokens = analyse(text)
    neighbours = {f"{a}_{b}" for a, b in pairwise(tokens.keys)}
    for term in pair_terms(tokens):
        bare = term.lstrip("^~=")
        parts = bare.split("_")
        assert len(parts) == 1 or all(f"{a}_{b}" in neighbours for a, b in pairwise(parts))


@given(st.text("Lưuninh hữuNghị,. 12-"))
def test_a_pair_has_the_way_of_capitals_that_its_place_has(text: str) -> None:
    tokens = analyse(text)
    found = pair_terms(tokens)
    for at in range(len(tokens) - 1):
        if "m" in tokens.classes[at : at + 2] or "c" in tokens.classes[at : at + 2]:
            continue
        pair = "_".join(tokens.keys[at : at + 2])
        case = case_of(tokens.classes, at, 2)
        if case in (CAP, HALF):
            assert case + pair in found
        elif CAP + pair in found or HALF + pair in found:
            assert OTHER + pair in found
