"""Crawls: the address of a page, and whose date it has."""

from __future__ import annotations

from pathlib import Path

from corpus.date_origins import GUESSED
from corpus.document import Document, Failure
from corpus.readers import read_paths
from tests.corpus.awkward.makers import VI, ZH, Page, page, warc_of


def read(folder: Path, *pages: Page, **headers: str) -> list[Document | Failure]:
    (folder / "a.warc").write_bytes(warc_of(pages, **headers))
    return list(read_paths([folder]))


def test_a_page_has_its_address_and_the_day_of_the_crawl_as_a_guess(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ("https://x.vn/tin/1?p=2", "text/html", page(VI).encode()))
    assert isinstance(one, Document)
    assert one.url == "https://x.vn/tin/1?p=2"
    assert one.place.endswith("a.warc#/x.vn/tin/1?p=2")
    assert (one.date, one.date_origin) == ("2024-05-06", GUESSED)


def test_the_date_of_the_page_itself_is_the_better_one(tmp_path: Path) -> None:
    data = page(VI).replace(
        "<title>", '<meta property="article:published_time" content="2023-02-28"><title>'
    )
    (one,) = read(tmp_path, ("https://x.vn/1", "text/html", data.encode()))
    assert isinstance(one, Document)
    assert one.date == "2023-02-28"
    assert one.date_origin != GUESSED


def test_the_charset_of_http_is_a_declaration_for_the_page(tmp_path: Path) -> None:
    data = page(ZH).encode("gbk")
    (one,) = read(tmp_path, ("https://x.cn/", "text/html; charset=gb2312", data))
    assert isinstance(one, Document)
    assert (one.encoding, ZH in one.body) == ("gb18030", True)


def test_what_is_no_page_is_counted_by_what_it_is(tmp_path: Path) -> None:
    pictures = [(f"https://x.vn/{n}.png", "image/png", b"1") for n in range(3)]
    gone = [(f"https://x.vn/{n}", "404", b"no") for n in range(2)]
    text = ("https://x.vn/a", "text/plain", VI.encode())
    first, failure = read(tmp_path, *pictures, text, *gone)
    assert isinstance(first, Document)
    assert isinstance(failure, Failure)
    assert not failure.lost
    assert failure.count == 5
    assert failure.reason.endswith("image/png (3), answers with status 404 (2)")
