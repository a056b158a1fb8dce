"""Decoding: the right encoding is found, or an error says what to do."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding.encoding import CODECS, MARKS, decode
from corpus.decoding.legacy import LEGACY, decode_legacy, encode_legacy
from corpus.decoding.vietnamese_guess import CERTAIN
from corpus.read_errors import ReadError

VI = (
    "Chiều 28/2, tại Nam Ninh, Bí thư Tỉnh ủy Lạng Sơn đã hội đàm với Bí thư Khu ủy Quảng Tây "
    "Lưu Ninh về việc mở thêm lối thông quan ở cửa khẩu Hữu Nghị và xây dựng cửa khẩu thông minh."
)
ZH = (
    "二月二十八日下午，广西壮族自治区党委书记刘宁在南宁会见谅山省委书记一行，"
    "双方就友谊关口岸扩大开放交换意见。"
)
ZT = (
    "二月二十八日下午，廣西壯族自治區黨委書記劉寧在南寧會見諒山省委書記一行，"
    "雙方就友誼關口岸擴大開放交換意見。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (VI, "utf-8", "utf-8"),
        (VI, "utf-8-sig", "utf-8"),
        (ZH, "utf-8", "utf-8"),
        (VI, "utf-16", "utf-16-le"),
        (ZH, "utf-16", "utf-16-le"),
        (VI, "utf-16-le", "utf-16-le"),
        (VI, "utf-16-be", "utf-16-be"),
        (ZH, "utf-16-le", "utf-16-le"),  # hardly a zero byte in it
        (ZT, "utf-16-be", "utf-16-be"),
        ("plain English words\n", "utf-16-le", "utf-16-le"),
        (ZH, "utf-32", "utf-32-le"),
        (ZH, "gb18030", "gb18030"),
        (ZT, "gb18030", "gb18030"),  # traditional, and yet not Big5
        (VI, "gb18030", "gb18030"),  # four bytes a letter
        ("北𣴓河 " + ZH, "gb18030", "gb18030"),
        (ZT, "big5", "big5"),
        ("恒生 碁 裏 " + ZT, "cp950", "big5"),
        ("佢哋嘅嘢 " + ZT, "big5hkscs", "big5-hkscs"),
    ],
)
def test_each_encoding_is_read_and_named(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == named


@pytest.mark.parametrize("name", LEGACY)
def test_an_encoding_from_before_unicode_is_read_where_the_words_are_vietnamese(name: str) -> None:
    decoded = decode(encode_legacy(VI, name))
    assert decoded.text == VI
    assert decoded.encoding == name
    assert CERTAIN <= decoded.confidence <= 1


@pytest.mark.parametrize("name", LEGACY)
def test_words_too_few_for_a_proof_are_refused(name: str) -> None:
    # As Big5 or GB18030 such letters are Han characters within words: "kh季u".
    with pytest.raises(ReadError, match="does not read as Vietnamese"):
        decode(encode_legacy("Cửa khẩu Hữu Nghị mở lại", name))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_languages_are_not_taken_for_windows_1258(encoding: str) -> None:
    french = "Le président a été reçu à l'Élysée, où il a déjà évoqué la coopération frontalière."
    with pytest.raises(ReadError, match="save the file as UTF-8"):
        decode(french.encode(encoding))


@pytest.mark.parametrize("text", ["刘宁会见", "中国越南", "广西谅山"])
def test_a_title_of_four_characters_is_enough_for_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("text", ["劉寧會見", "中國越南", "廣西諒山"])
def test_a_title_of_four_characters_is_enough_for_big5(text: str) -> None:
    assert decode(text.encode("big5")).text == text


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"").text == ""


def test_a_stray_zero_byte_does_not_make_text_binary() -> None:
    assert decode((VI + "\0").encode()).text == VI + "\0"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f",
        b"\0" * 1000,
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2lZ\1\0\0 \5\0\0\x13\0\x08\2[Content",
    ],
)
def test_binary_data_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError, match="not text"):
        decode(data)


def test_damaged_utf_8_is_named_and_located_and_not_read_as_chinese() -> None:
    data = VI.encode()
    at = data.index(b"Nam Ninh")
    broken = data[:at] + b"\xff" + data[at:]
    with pytest.raises(ReadError, match=f"1 damaged places, the first at byte {at}"):
        decode(broken)


def test_text_that_belies_its_mark_is_an_error() -> None:
    with pytest.raises(ReadError, match="byte order mark"):
        decode(b"\xff\xfe" + b"abc")


class TestDeclared:
    """A page's own charset."""

    def test_settles_what_is_too_rare_to_be_plausible(self) -> None:
        assert decode("蚍蜉".encode("gb18030"), "gb2312").text == "蚍蜉"

    def test_gives_way_to_utf_8(self) -> None:
        assert decode(ZH.encode(), "gb2312").encoding == "utf-8"

    def test_gives_way_to_what_the_text_shows(self) -> None:
        assert decode(ZT.encode("big5"), "gb2312").text == ZT
        assert decode(ZH.encode("gb18030"), "iso-8859-1").text == ZH

    def test_allows_western_pages(self) -> None:
        assert decode("à Hanoï".encode("cp1252"), "ISO-8859-1").text == "à Hanoï"

    def test_big5_may_be_that_of_hong_kong(self) -> None:
        assert decode("佢哋嘅".encode("big5hkscs"), "big5").text == "佢哋嘅"

    def test_of_no_known_label_is_passed_over(self) -> None:
        # Python's codecs would run "zlib" or "rot13".
        assert decode(b"abc", "rot13").text == "abc"


SENTENCES = (
    "Đồng chí Nguyễn Quốc Đoàn tiếp đoàn đại biểu Khu tự trị dân tộc Choang Quảng Tây.",
    "Kim ngạch xuất nhập khẩu qua cửa khẩu Tân Thanh tăng 12,5% so với cùng kỳ năm trước.",
    "Hai bên nhất trí khôi phục lối mở Cốc Nam – Lộng Nghịu sau dịch bệnh.",
)
CHINESE = (
    "双方同意加快智慧口岸建设，提高通关效率。",
    "今年前十个月，友谊关口岸进出口货运量同比增长百分之十二。",
    "自治区主席会见了来访的越南客人，并介绍了边境贸易的情况。",
)
TRADITIONAL = (
    "雙方同意加快智慧口岸建設，提高通關效率。",
    "自治區主席會見了來訪的越南客人，並介紹了邊境貿易的情況。",
)
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]


def paragraphs(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=30).map("\n".join)


@given(paragraphs(SENTENCES + CHINESE + TRADITIONAL), st.sampled_from(UNICODE))
def test_encoding_and_decoding_give_the_text_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(paragraphs(TRADITIONAL))
def test_big5_gives_the_text_back(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@given(paragraphs(SENTENCES), st.sampled_from(list(LEGACY)))
def test_old_encodings_give_the_text_back(text: str, name: str) -> None:
    text = text.replace("–", "-")  # VISCII and VPS have none
    assert decode(encode_legacy(text, name)).text == text


def strictly_decoded(data: bytes, encoding: str) -> list[str]:
    """Every text that the bytes may be in an encoding, without a replaced character."""
    if encoding in LEGACY:
        return [decode_legacy(data, encoding)]
    found = []
    for mark in (b"", *(mark for mark, name in MARKS if name == encoding)):
        with suppress(UnicodeDecodeError):
            found.append(data.removeprefix(mark).decode(CODECS.get(encoding, encoding)))
    return found


@given(st.binary(max_size=400), st.sampled_from(["", "gb2312", "big5", "utf-8", "latin1", "x"]))
def test_any_bytes_are_decoded_strictly_or_refused(data: bytes, declared: str) -> None:
    try:
        decoded = decode(data, declared)
    except ReadError:
        return
    assert decoded.text in strictly_decoded(data, decoded.encoding)
