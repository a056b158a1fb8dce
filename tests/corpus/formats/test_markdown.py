"""Markdown: facts before the text, and names that stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.formats.markdown import front_matter, parse_markdown, read_markdown, without_marks
from corpus.formats.source_file import Source


def test_facts_title_and_text_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\n"
        'title: "Lưu Ninh: hội kiến"\n'
        "date: 28/2/2023\n"
        "Source: Báo Lạng Sơn\n"
        "url: https://example.org/a\n"
        "province: Lạng Sơn\n"
        "tags:\n  - biên giới\n"
        "tác giả: A\n"
        "---\n\n# Đầu đề\n\n**Lưu** Ninh đến Nam Ninh.\n",
        encoding="utf-8",
    )
    (document,) = read_markdown(Source(path, "a.md"))
    assert isinstance(document, Document)
    assert document.title == "Lưu Ninh: hội kiến"
    assert document.body == "Đầu đề\n\n\nLưu Ninh đến Nam Ninh."
    assert document.date == "2023-02-28"
    assert document.source == "Báo Lạng Sơn"
    assert document.url == "https://example.org/a"
    assert document.province == "Lạng Sơn"


def test_the_first_heading_is_the_title_and_leaves_the_text() -> None:
    record = parse_markdown("Lời dẫn\n\n# Hội *đàm* #\nHai bên.\n# Thứ hai\n")
    assert record["title"] == "Hội đàm"
    assert str(record["body"]).split("\n\n") == ["Lời dẫn", "Hai bên.", "Thứ hai"]


def test_without_a_heading_the_first_line_is_the_title_as_in_text() -> None:
    assert parse_markdown("Hội đàm\n\nHai bên.") == {"title": "Hội đàm", "body": "Hai bên."}


def test_a_heading_stands_between_blank_lines() -> None:
    # It ends no sentence of its own, so a pair would reach from it into the text.
    assert parse_markdown("# A\nNam\n## Ninh\nLạng")["body"] == "Nam\n\nNinh\n\nLạng"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Lưu** Ninh", "Lưu Ninh"),
        ("刘**宁**会见", "刘宁会见"),
        ("__Lưu__ _Ninh_", "Lưu Ninh"),
        ("***Lưu Ninh***", "Lưu Ninh"),
        ("**Lưu *Ninh***", "Lưu Ninh"),
        ("~~Lưu~~ Ninh", "Lưu Ninh"),
        ("**Lưu\nNinh**", "Lưu\nNinh"),
        ("[Lưu](https://a.b/c_(d)) Ninh", "Lưu Ninh"),
        ('[Lưu](/a "tựa đề") Ninh', "Lưu Ninh"),
        ("![Lưu Ninh](a.jpg)", "Lưu Ninh"),
        ("[![Lưu](a.jpg)](b.html) Ninh", "Lưu Ninh"),
        (r"\*Lưu\* Ninh", "*Lưu* Ninh"),
        # Not marks at all:
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("* một\n* hai", "* một\n* hai"),
        ("Nghị định [số 5](ngày 3 tháng 2)", "Nghị định [số 5](ngày 3 tháng 2)"),
        ("[1][2]", "[1][2]"),
        ("`**code**`", "`**code**`"),
    ],
)
def test_marks_go_and_names_stay_whole(marked: str, plain: str) -> None:
    assert without_marks(marked) == plain


def test_references_lose_their_label_where_it_is_defined() -> None:
    text = "Xem [Lưu][1] Ninh và [a][2].\n\n[1]: https://example.org"
    assert str(parse_markdown(text)["body"]).startswith("Xem Lưu Ninh và [a][2].")


def test_code_is_left_alone() -> None:
    code = "```\n# no heading\n**x**\n```"
    assert parse_markdown(f"# T\n\n{code}\n")["body"] == code


@pytest.mark.parametrize(
    "text",
    [
        "---\nLưu ý: không phải dữ kiện\n---\nx",
        "---\ntitle: không đóng",
        "---\nMột câu văn thường.\ntitle: x\n---\n",
        "--- \n\n---",
        "title: x",
    ],
)
def test_rules_and_text_are_not_taken_for_facts(text: str) -> None:
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("mark", ["`", "*", "_", "[", "[a](", "# ", "#", "***a**", "\\", "~"])
def test_hostile_repetition_ends(mark: str) -> None:
    # A quadratic pattern would take many minutes here ("`" once took 7), not be a little slow.
    parse_markdown(f"# {mark * 100_000}\n{mark * 100_000}")


@given(st.text(alphabet='aĐ中*_[]()`~#!\\-: \n"<>', max_size=120))
def test_letters_are_never_lost(text: str) -> None:
    # Links lose their address, so this text has none that could be one.
    text = text.replace("](", "] (")
    record = parse_markdown(text)
    kept = f"{record['title']}{record['body']}"
    assert [c for c in kept if c in "aĐ中"] == [c for c in text if c in "aĐ中"] or "#" in text
    assert sorted(c for c in kept if c.isalpha()) == sorted(c for c in text if c.isalpha())
