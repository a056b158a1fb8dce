"""Pages: facts from the head, text as a reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Failure
from corpus.formats.options import WHOLE_PAGE
from corpus.formats.source_file import Source
from corpus.formats.web.html import parse_html, read_html
from corpus.formats.web.html_elements import SILENT

SILENT_NAMES = sorted(SILENT)
HOSTILE = (
    "<p> </p> <b a='x> \" ' <!-- --> <script> </script> <rt> <ruby> <template> </template> <title> "
    "</title> <time> </time> <pre> </pre> <meta <br> Lưu 宁 &amp; &# < > = /"
)


def read(folder: Path, data: bytes) -> list[Document | Failure]:
    path = folder / "a.html"
    path.write_bytes(data)
    return list(read_html(Source(path, "a.html")))


def body(markup: str) -> str:
    return str(parse_html(markup)["body"])


def test_facts_of_a_page(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
        <title>Lưu Ninh &amp; đoàn
          Việt Nam</title>
        <meta property="og:site_name" content="Báo Lạng Sơn">
        <meta name="author" content="A">
        <meta property='article:published_time' content='2023-02-28T10:00:00+07:00'>
        <link rel="canonical" href="https://example.org/a">
        </head><body><p>Hai bên đã hội đàm.</body></html>""".encode(),
    )
    assert isinstance(document, Document)
    assert document.title == "Lưu Ninh & đoàn Việt Nam"
    assert document.body == "Hai bên đã hội đàm."
    assert document.date == "2023-02-28"
    assert document.source == "Báo Lạng Sơn"
    assert document.url == "https://example.org/a"
    assert document.lang == "vi"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Nam</p><p>Ninh</p>", "Nam\n\nNinh"),
        ("<td>Nam</td><td>Ninh</td>", "Nam\n\nNinh"),
        ("<b>Lưu</b> <i>Ninh</i>", "Lưu Ninh"),
        ("刘<span>宁</span>会<wbr>见", "刘宁会见"),
        ("Lưu\n   Ninh", "Lưu Ninh"),
        ("Lưu<br>Ninh", "Lưu\nNinh"),
        ("Lưu<br/><br/>Ninh", "Lưu\n\nNinh"),
        ("<pre>Lưu\nNinh</pre>", "Lưu\nNinh"),
        ("刘<ruby>宁<rp>(</rp><rt>níng</rt><rp>)</rp></ruby>会见", "刘宁会见"),
        ("<ruby>刘<rt>liú<rt>lau</ruby>宁", "刘宁"),
        ("a<!-- <p>không -->b", "ab"),
        ("&#272;o&agrave;n &lt;b&gt; &nbsp;x", "Đoàn <b> \xa0x"),
        ("1 < 2 và 3 > 2", "1 < 2 và 3 > 2"),
        ('<p title="a > b">x', "x"),
        ('<p title="it"s">x', "x"),
        ("<P CLASS=a>x</P\n>y", "x\n\ny"),
        ("<![if !IE]>x<![endif]>", "x"),
        ("<?xml version='1.0'?>x", "x"),
        ("<textarea><b>x</textarea>", "<b>x"),
        # What is never closed hides nothing.
        ("<noscript>Lưu Ninh", "Lưu Ninh"),
        ("<!-- Lưu Ninh", "Lưu Ninh"),
        ("<script src='a.js'/>Lưu Ninh", "Lưu Ninh"),
        ("<p>Lưu <b", "Lưu <b"),
    ],
)
def test_the_text_of_markup(markup: str, text: str) -> None:
    assert body(markup) == text


@pytest.mark.parametrize("name", SILENT_NAMES)
def test_silent_elements_leave_nothing(name: str) -> None:
    assert body(f"Lưu <{name}>if (a<b) x</{name.upper()} >Ninh") == "Lưu Ninh"


def test_markup_within_a_script_is_no_markup() -> None:
    assert body('<script>"<p>x</p><!--"</script>Ninh<template><p>y</p></template>') == "Ninh"


def test_only_the_first_title_counts() -> None:
    page = parse_html("<title>Tin</title><svg><title>biểu tượng</title></svg>x")
    assert (page["title"], page["body"]) == ("Tin", "x")


def test_og_title_stands_in_for_a_missing_title() -> None:
    assert parse_html("<meta property=og:title content=Tin>x")["title"] == "Tin"


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        ("<meta name=pubdate content=20230228>", "20230228"),
        ('<meta itemprop="datePublished" content="2023-02-28">', "2023-02-28"),
        ("<time datetime=2023-02-28>hôm qua</time>", "2023-02-28"),
        ("<time>28/2/2023</time>", "28/2/2023"),
        ("<time>3 giờ trước</time><time>28/2/2023</time>", "28/2/2023"),
        ("<meta name=date content=x><time datetime=2023-02-28></time>", "2023-02-28"),
        ("<time>3 giờ trước</time>", ""),
        ("<p>Ngày 28/2/2023</p>", ""),  # a day in the text is not the day of the paper
        ("<meta name=date content=31/2/2023>", "31/2/2023"),  # is reported later
    ],
)
def test_the_date_is_the_surest_statement_that_is_one(markup: str, date: str) -> None:
    assert parse_html(markup + "x")["date"] == date


def test_an_impossible_date_is_reported_and_the_page_kept(tmp_path: Path) -> None:
    document, failure = read(tmp_path, b"<meta name=date content=31/2/2023><p>x")
    assert isinstance(document, Document)
    assert document.date == ""
    assert isinstance(failure, Failure)
    assert not failure.lost


def test_addresses_that_are_not_of_the_web_are_passed_over() -> None:
    head = "<link rel=canonical href='javascript:x'><meta property=og:url content='http://a.b/'>"
    assert parse_html(head)["url"] == "http://a.b/"


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "big5"])
def test_the_declared_charset_is_read(tmp_path: Path, charset: str) -> None:
    markup = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>山</p>'
    (document,) = read(tmp_path, markup.encode(charset))
    assert isinstance(document, Document)
    assert document.body == "山"


def test_a_page_without_text_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, b"<html><body><script>x</script></body></html>")
    assert isinstance(failure, Failure)


def test_a_reference_of_thousands_of_digits_is_harmless() -> None:
    assert body(f"a&#{'9' * 5000};b") == "a\ufffdb"


NAMES = ("Lưu", "宁")
VISIBLE = "<p> </p> <b> </b> <br> <span> </span> <td> <pre> </pre> <time> </time> & < / = - !"


@given(st.lists(st.sampled_from([*NAMES, *VISIBLE.split()]), max_size=40))
def test_no_name_between_visible_elements_is_lost(pieces: list[str]) -> None:
    # A blank behind "<" and "&": what follows is then no tag and no reference.
    text = body("".join(f"{piece} " if piece in "<&/" else piece for piece in pieces))
    for name in NAMES:
        assert text.count(name) == pieces.count(name)
    assert text == text.strip()


@given(
    st.lists(st.sampled_from([*NAMES, *VISIBLE.split()]), max_size=20),
    st.sampled_from(SILENT_NAMES),
)
def test_what_stands_in_a_silent_element_is_not_text(pieces: list[str], name: str) -> None:
    markup = "".join(pieces).replace("<", "< ")
    assert body(f"Lưu<{name}>{markup}</{name}>Ninh") == "LưuNinh"


@given(st.text(max_size=200) | st.lists(st.sampled_from(HOSTILE.split()), max_size=30).map("".join))
def test_any_markup_gives_each_name_once_and_a_title_of_one_line(markup: str) -> None:
    page = parse_html(markup)
    for name in NAMES:
        assert f"{page['title']} {page['body']}".count(name) <= markup.count(name)
    assert "\n" not in str(page["title"])
    assert "\n\n\n" not in str(page["body"])


STORY = "".join(
    f"<p>{one}</p>"
    for one in (
        "Sáng 28/2, hai bên đã hội đàm tại cửa khẩu Hữu Nghị về thông quan hàng hóa.",
        "Đồng chí Lưu Ninh cảm ơn sự đón tiếp của <b>tỉnh Lạng</b> Sơn.",
        "Ảnh: Vũ Giang",
        "Hai bên thống nhất kéo dài giờ làm việc của cửa khẩu thêm hai giờ mỗi ngày.",
    )
)
MENU = "<ul>" + "".join(f"<li><a href=/{i}>Mục số {i}</a></li>" for i in range(9)) + "</ul>"


def test_the_article_is_the_text_of_a_page() -> None:
    text = body(f"{MENU}<h1>Hội đàm</h1>{STORY}{MENU}<p>© Báo Lạng Sơn</p>")
    assert text.split("\n\n") == [
        "Sáng 28/2, hai bên đã hội đàm tại cửa khẩu Hữu Nghị về thông quan hàng hóa.",
        "Đồng chí Lưu Ninh cảm ơn sự đón tiếp của tỉnh Lạng Sơn.",
        "Ảnh: Vũ Giang",
        "Hai bên thống nhất kéo dài giờ làm việc của cửa khẩu thêm hai giờ mỗi ngày.",
    ]


def test_readings_and_lines_are_in_the_article_what_they_are_elsewhere() -> None:
    name = "刘<ruby>宁<rp>(</rp><rt>níng</rt><rp>)</rp></ruby>"
    line = f"<p>{name}在南宁会见越南代表团。<br>双方举行会谈。</p>"
    text = body(f"{MENU}{line * 4}{MENU}")
    assert text.split("\n\n") == ["刘宁在南宁会见越南代表团。\n双方举行会谈。"] * 4


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Kính gửi: Sở Ngoại vụ</p>{STORY}<p>Nơi nhận: như trên</p>",  # a letter: no furniture
        f"{MENU}<p>Hội chợ</p><p>Nam Ninh</p>{MENU}",  # nothing that is a text
    ],
)
def test_where_there_is_no_article_the_whole_page_is_the_text(markup: str) -> None:
    assert body(markup) == parse_html(markup, WHOLE_PAGE)["body"]


def test_a_page_in_gb18030_is_shown_to_the_witness_as_it_was_decoded(tmp_path: Path) -> None:
    line = "<p>双方在友谊关口岸举行会谈，商定延长通关时间，方便两国边民往来。</p>"
    page = f'<meta charset="gb2312"><a href=x>首页</a>{line * 5}<a href=y>打印</a>'
    (document,) = read(tmp_path, page.encode("gb18030"))
    assert isinstance(document, Document)
    assert document.body.count("友谊关口岸") == 5
    assert "首页" not in document.body
