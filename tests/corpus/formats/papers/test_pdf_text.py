"""What a page of a PDF has as text, and in which order."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from corpus.date_origins import GUESSED
from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from tests.corpus.formats.papers.pdf_maker import Pdf, Text
from tests.corpus.formats.papers.test_pdf import column, document, text_of


def test_lines_become_paragraphs_with_a_blank_line_between(tmp_path: Path) -> None:
    page = column(
        50,
        700,
        "    Chiều 28/2, Bí thư Khu ủy Lưu Ninh đã đến",
        "thăm cửa khẩu Hữu Nghị, trao đổi về thông",
        "quan hàng hóa.",
        "    Hai bên nhất trí kéo dài thời gian mở cửa",
        "khẩu đến 19 giờ.",
    )
    assert document(tmp_path, Pdf([page])).body == (
        "Chiều 28/2, Bí thư Khu ủy Lưu Ninh đã đến thăm cửa khẩu Hữu Nghị, trao đổi về thông quan "
        "hàng hóa.\n\nHai bên nhất trí kéo dài thời gian mở cửa khẩu đến 19 giờ."
    )


def test_chinese_lines_are_joined_without_a_blank(tmp_path: Path) -> None:
    page = column(50, 700, "　　二月二十八日，广西壮族自治区党委书记刘", "宁在南宁会见越南客人。")
    found = document(tmp_path, Pdf([page]))
    assert found.body == "二月二十八日，广西壮族自治区党委书记刘宁在南宁会见越南客人。"
    assert found.lang == "zh"


def test_columns_are_read_one_after_the_other_below_their_common_heading(tmp_path: Path) -> None:
    left = [f"trái dòng {number} của cột bên trái" for number in range(8)]
    right = [f"phải dòng {number} của cột bên phải" for number in range(8)]
    # Drawn row by row, as some programs do: the order in the file is not that of reading.
    rows = [
        item
        for at, (one, other) in enumerate(zip(left, right, strict=True))
        for item in (Text(50, 650 - 12 * at, one), Text(230, 650 - 12 * at, other))
    ]
    page = [Text(60, 700, "BÁO LẠNG SƠN SỐ RA HẰNG NGÀY", 14), *rows]
    found = document(tmp_path, Pdf([page]))
    assert found.title == "BÁO LẠNG SƠN SỐ RA HẰNG NGÀY"
    assert found.body.replace("\n\n", " ") == " ".join(left + right)


def test_three_chinese_columns(tmp_path: Path) -> None:
    texts = [[f"{name}栏第{number}行边境口岸通关便利" for number in range(6)] for name in "左中右"]
    page = [line for at, lines in enumerate(texts) for line in column(50 + 145 * at, 700, *lines)]
    assert document(tmp_path, Pdf([page])).body == "".join(line for one in texts for line in one)


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    names = ["Nông Lương Chấn", "Lê Văn A", "Hồ Tiến Thiệu", "Vi Văn B", "Trần Cường"]
    page = [
        *column(50, 700, *names),
        *column(300, 700, *[f"chức vụ {at}" for at in range(5)]),
    ]
    rows = [f"{name} chức vụ {at}" for at, name in enumerate(names)]
    found = document(tmp_path, Pdf([page]))
    assert (found.title, found.body) == (rows[0], "\n\n".join(rows[1:]))


def test_heads_feet_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages = [
        [
            Text(200, 810, "Công báo tỉnh Lạng Sơn, số 12"),
            *column(50, 700, f"Điều {number}. Nội dung của trang này", "viết tiếp ở dòng sau."),
            Text(290, 30, f"- {number + 6} -"),
        ]
        for number in range(1, 6)
    ]
    body = document(tmp_path, Pdf(pages)).body
    assert "Công báo" not in body
    assert "- 7 -" not in body
    assert body.count("Nội dung của trang này viết tiếp") == 5


def test_what_stands_at_the_top_of_two_pages_only_is_text(tmp_path: Path) -> None:
    pages = [[Text(200, 810, "Phụ lục"), *column(50, 700, "Nội dung.")] for _ in range(2)]
    assert document(tmp_path, Pdf(pages)).body.count("Phụ lục") == 2


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The delegations signed an agree-", "ment on trade", "agreement on trade"),
        ("Các nước láng giềng như In-đô-nê-", "xi-a đã ký", "In-đô-nê-xi-a đã ký"),
        ("Công suất tối đa và mô-", "men xoắn cực đại", "mô-men xoắn"),
        ("Quan hệ hữu nghị giữa Trung -", "Việt lâu đời", "Trung - Việt lâu đời"),
        ("Nhiệm kỳ của ông là 2016-", "2021 tại tỉnh", "2016-2021 tại"),
        (
            "The dele\u00adgations of both sides co\u00ad",
            "operate",
            "delegations of both sides cooperate",
        ),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_joined(
    tmp_path: Path, first: str, second: str, expected: str
) -> None:
    assert expected in text_of(document(tmp_path, Pdf([column(50, 700, first, second)])))


def test_a_paragraph_goes_on_over_the_page_and_pages_say_where_they_begin(tmp_path: Path) -> None:
    pages = [
        column(50, 700, "Tin từ cửa khẩu.", "Đoàn đại biểu cấp cao do Bí thư Khu ủy Lưu"),
        column(50, 700, "Ninh dẫn đầu đã đến Lạng Sơn để dự hội đàm,", "ký kết."),
        [],
        column(50, 700, "Trang bốn có một câu."),
    ]
    found = document(tmp_path, Pdf(pages))
    assert "Bí thư Khu ủy Lưu Ninh dẫn đầu" in found.body
    second, third, fourth = found.pages
    assert found.body[second:].startswith("Ninh dẫn đầu")
    assert third == fourth
    assert found.body[fourth:] == "Trang bốn có một câu."
    assert [found.page_at(found.body.index(word)) for word in ("Lưu", "Ninh", "bốn")] == [1, 2, 4]


@pytest.mark.parametrize(
    ("font", "convert", "encoding"),
    [(".VnTime", to_tcvn3, "tcvn3"), ("ABCDEF+VNI-Times", to_vni, "vni")],
)
def test_the_name_of_a_font_tells_the_encoding(
    tmp_path: Path, font: str, convert: object, encoding: str
) -> None:
    text = "Bí thư Tỉnh ủy Lạng Sơn và Bí thư Khu ủy Quảng Tây ký thỏa thuận hợp tác"
    written = to_tcvn3(text) if convert is to_tcvn3 else to_vni(text)
    page = [*column(50, 700, written, font=font), *column(50, 640, "Đã là Unicode, giữ nguyên.")]
    found = document(tmp_path, Pdf([page]))
    assert text_of(found).startswith(text)
    assert found.body.endswith("Đã là Unicode, giữ nguyên.")
    assert found.repaired == encoding


def test_an_u_with_horn_at_the_end_of_a_line_is_no_hyphen(tmp_path: Path) -> None:
    """Fonts of TCVN3 write ư with the code of the soft hyphen, which PDFium takes for a hyphen."""
    lines = (
        "Các nước láng giềng như",
        "anh em, gặp vào thứ tư",
        "này, quan hệ nước Trung-",
        "Việt.",
    )
    page = column(50, 700, *map(to_tcvn3, lines), font=".VnTime")
    assert text_of(document(tmp_path, Pdf([page]))) == (
        "Các nước láng giềng như anh em, gặp vào thứ tư này, quan hệ nước Trung-Việt."
    )


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    page = column(50, 700, to_tcvn3("đoàn đại biểu tỉnh lạng sơn"), font=".VnTimeH")
    assert document(tmp_path, Pdf([page])).title == "ĐOÀN ĐẠI BIỂU TỈNH LẠNG SƠN"


def test_radicals_become_the_characters_they_show(tmp_path: Path) -> None:
    page = column(50, 700, "⼴⻄⻓期开放⻔户，友谊关通⻋。", "ﬁnal text of the page in English")
    assert "广西长期开放门户，友谊关通车。" in document(tmp_path, Pdf([page])).body


def test_blanks_that_the_file_lacks_are_found_by_the_gaps(tmp_path: Path) -> None:
    """Programs that set each word at its place write no blanks."""
    words = ("Ông", "nói:", "“Cửa", "khẩu”", "đã", "mở.")
    vi = [Text(50 + 40 * at, 700, word) for at, word in enumerate(words)]
    zh = [
        Text(50, 640, "他说：“口岸"),
        Text(107, 640, "已”于"),
        Text(134, 640, "2023年重开。"),
    ]
    body = text_of(document(tmp_path, Pdf([[*vi, *zh]])))
    assert "Ông nói: “Cửa khẩu” đã mở." in body
    assert "他说：“口岸已”于2023年重开。" in body


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    lines = ("Chiều nay, đoàn đại biểu tỉnh đã đến thăm", "cửa khẩu quốc tế Hữu Nghị.")
    page = [*column(50, 500, *lines)]
    assert document(tmp_path, Pdf([page], turned=turned)).body == " ".join(lines)


def test_the_title_is_what_the_file_says_if_the_first_page_has_it(tmp_path: Path) -> None:
    page = [
        Text(50, 780, "ỦY BAN NHÂN DÂN TỈNH", 20),
        Text(50, 700, "Về việc mở lại cửa khẩu Chi Ma", 12),
        *column(50, 660, "Căn cứ tình hình thực tế."),
    ]
    stated = Pdf([page], {"Title": "Về việc mở lại cửa khẩu Chi Ma"})
    assert document(tmp_path, stated).title == "Về việc mở lại cửa khẩu Chi Ma"
    for wrong in ("Microsoft Word - QD 12.doc", "Giấy mời họp năm 2009", "a.pdf", ""):
        found = document(tmp_path, Pdf([page], {"Title": wrong}))
        assert found.title == "ỦY BAN NHÂN DÂN TỈNH"
        assert found.body.startswith("Về việc")


def test_the_day_a_file_was_made_is_a_guess(tmp_path: Path) -> None:
    page = column(50, 700, "Chiều nay, hai bên đã hội đàm.")
    found = document(tmp_path, Pdf([page], {"CreationDate": "D:20230228101500+07'00'"}))
    assert (found.date, found.date_origin) == ("2023-02-28", GUESSED)
    assert document(tmp_path, Pdf([page], {"CreationDate": "D:20231399"})).date == ""


def test_offsets_are_those_of_the_stored_text(tmp_path: Path) -> None:
    """The letters of these pages are decomposed: each is two or three characters in the file."""
    line = unicodedata.normalize("NFD", "Thường trực Tỉnh ủy Lạng Sơn họp.")
    found = document(tmp_path, Pdf([column(50, 700, line)] * 3))
    assert found.pages == (found.body.index("Th", 5), found.body.rindex("Th"))
