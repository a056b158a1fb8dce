"""What a page says of itself: its title, day and site, by whatever means it says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.date_origins import TEXT
from corpus.document import Document
from corpus.formats.source_file import Source
from corpus.formats.web.html import parse_html, read_html

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


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        ("<title>Hội đàm - Thời sự - Báo Lạng Sơn</title>", "<h1>Hội đàm</h1>", "Hội đàm"),
        ("<title>Báo Lạng Sơn | Hội đàm</title>", "<div>Hội đàm</div>", "Hội đàm"),
        ("<title>会谈_新华网</title>", "<h2>会谈</h2>", "会谈"),
        ("<title>双方举行会谈-新华网</title>", "", "双方举行会谈"),
        # The header of the site is a heading, too, and all that the page says of itself.
        (
            "<title>Cổng thông tin điện tử tỉnh Lạng Sơn</title>",
            "<h1>Cổng thông tin điện tử tỉnh Lạng Sơn</h1><p>Hội đàm giữa hai Bí thư</p>",
            "Hội đàm giữa hai Bí thư",
        ),
        (
            "<meta property=og:site_name content=Tin><meta property=og:title content=Tin>",
            "<h1>Tin</h1><h2>Hội đàm</h2>",
            "Tin",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Hội đàm"}'
            "</script><title>Tin</title>",
            "<p>Hội đàm</p>",
            "Hội đàm",
        ),
    ],
)
def test_the_title_is_not_the_site(head: str, above: str, title: str) -> None:
    assert parse_html(f"<head>{head}</head>{MENU}{above}{STORY}{MENU}")["title"] == title


@pytest.mark.parametrize(
    ("above", "date"),
    [
        ("<h1>Hội đàm</h1><div>Thứ ba, 28/02/2023 - 14:20</div>", "2023-02-28"),
        ("<div>18:55, 28/2/2023</div><h1>Hội đàm</h1>", "2023-02-28"),
        ("<h1>Hội đàm</h1><p>发布时间：2023-02-28　来源：本站</p>", "2023-02-28"),
        ("<h1>Hội đàm</h1><p>Ảnh: Vũ Giang</p>", ""),
        # Today's, in the header.
        (f"<div>Thứ tư, 5/6/2024</div>{MENU}<h1>Hội đàm</h1>", ""),
    ],
)
def test_the_day_by_the_title_is_that_of_the_text(tmp_path: Path, above: str, date: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{MENU}{above}{STORY}{MENU}", "utf-8")
    (document,) = read_html(Source(path, "a.html"))
    assert isinstance(document, Document)
    assert (document.date, document.date_origin) == (date, TEXT if date else "")


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("data", "date", "source"),
    [
        ('{"@type":"NewsArticle","datePublished":"2023-02-28"}', "2023-02-28", ""),
        ('[{"@graph":[{"@type":["Article"],"datePublished":"2023-02-28"}]}]', "2023-02-28", ""),
        ('{"@type":"NewsArticle","publisher":{"name":"Báo Lạng Sơn"}}', "", "Báo Lạng Sơn"),
        ('{"@type":"WebSite","datePublished":"2023-02-28"}', "", ""),
        ('{"@type":"NewsArticle","datePublished":', "", ""),
        ("[" * 100_000, "", ""),
    ],
)
def test_linked_data_states_the_day_and_the_site(data: str, date: str, source: str) -> None:
    page = parse_html(LINKED.replace("{}", data) + STORY)
    assert (page["date"], page["source"]) == (date, source)


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("<meta property=og:site_name content=Tin><meta name=author content=A>", "Tin"),
        ("<link rel=canonical href='https://www.baolangson.vn/a'><meta name=author content=A>",
         "Báo Lạng Sơn"),
        ("<meta name=author content=A>", "A"),
    ],
)  # fmt: skip
def test_the_source_is_the_site_and_the_author_only_without_one(head: str, source: str) -> None:
    assert parse_html(head + STORY)["source"] == source
