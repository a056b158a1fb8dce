"""Names and what is typed have the same keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.completion.fold import bare, keys_in, levels, pinyin_key, spelt, typed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hữu Nghị Quan", "hữu nghị quan"),
        ("HỮU NGHỊ", "hữu nghị"),
        ("Hu\u031b\u0303u Nghi\u0323", "hữu nghị"),  # Typed as letters and combining marks.
        ("thuỷ điện Hoà Bình", "thủy điện hòa bình"),
        ("友誼關", "友谊关"),
        ("Km3+4 (Hải Yên)", "km3 4 hải yên"),
        ("cửa khẩu 友谊关 Việt", "cửa khẩu 友谊关 việt"),
        ("Kim Jong-un", "kim jong un"),
    ],
)
def test_a_key_is_lower_case_simplified_and_without_marks(text: str, key: str) -> None:
    assert spelt(keys_in(text)) == key


def test_a_key_stands_with_its_tones_and_without() -> None:
    assert levels("đông hưng") == ("đông hưng", "dong hung")
    assert levels("nha trang") == ("nha trang",)
    assert levels("友谊关") == ("友谊关",)


def test_what_has_tones_is_looked_for_with_and_without_them() -> None:
    found = typed("Hữu n")
    assert found is not None
    assert (found.toned, found.plain, found.pinyin) == (("hữu n",), "huu n", "")


def test_the_tone_of_a_syllable_that_goes_on_may_stand_elsewhere() -> None:
    # hòa is complete, hoàng is not: its beginning is written as it will be.
    found = typed("Lưu hoà")
    assert found is not None
    assert found.toned == ("lưu hòa", "lưu hoà")


def test_what_has_no_tones_may_be_pinyin_with_or_without_spaces() -> None:
    for text in ("Liu n", "liun"):
        found = typed(text)
        assert found is not None
        assert found.pinyin == "~liun"
        assert found.toned == ()
    assert pinyin_key(keys_in("劉寧")) == "~liuning"


def test_a_space_ends_a_word() -> None:
    found = typed("hữu ")
    assert found is not None
    assert found.plain == "huu "


@pytest.mark.parametrize("text", ["", " ", "?!", "\u200b"])
def test_without_a_letter_nothing_is_typed(text: str) -> None:
    assert typed(text) is None


@given(st.text(st.sampled_from("Hữu Nghị Quan đườngHOÀ友誼關.-1 "), min_size=1, max_size=30))
def test_a_name_begins_with_whatever_was_typed_of_it(text: str) -> None:
    whole = bare(spelt(keys_in(text)))
    for at in range(1, len(text) + 1):
        found = typed(text[:at])
        # A hyphen or a dot at the end is a mark as long as nothing follows.
        if found is not None:
            assert f"{whole} ".startswith(found.plain)
