"""Markdown: facts before the text, and names that stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.formats.texts import markdown_text
from corpus.formats.texts.markdown import front_matter, parse_markdown, read_markdown


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
        ("<Nam Ninh> và <Lưu>", "<Nam Ninh> và <Lưu>"),
        # CommonMark would keep the marks: punctuation inside, a letter outside.
        ("**“刘宁”**会见", "“刘宁”会见"),
        ('**"Lưu"**Ninh', '"Lưu"Ninh'),
        ("<b>Lưu</b> <span class='a_b_c'>Ninh</span>", "Lưu Ninh"),
        ("Lưu<br>Ninh<!-- **x** -->", "Lưu\nNinh"),
        ("Lưu &amp; Ninh", "Lưu & Ninh"),
        ("<https://a.b/c_d_e>", "https://a.b/c_d_e"),
    ],
)
def test_marks_go_and_names_stay_whole(marked: str, plain: str) -> None:
    assert parse_markdown(f"# T\n\n{marked}") == {"title": "T", "body": plain}


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


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("- một\n  **hai**\n- \n1. ba\n2.", "- một\nhai\n- \n1. ba\n2."),
        ("- a\n  - b\n    1) c", "- a\n- b\n1) c"),
        ("> Lưu\n> **Ninh\n> đến**", "Lưu\nNinh\nđến"),
        ("> a\n>\n> b", "a\n\nb"),
        ("- | a | **b** |\n  |---|---|\n  | c | d |", "- | a | b |\n| c | d |"),
        ("- ***\n- x", "- ***\n- x"),
        ("Lưu Ninh\n---\nx", "Lưu Ninh\n\nx"),
        ("> - # Lưu\n> x", "- Lưu\n\nx"),
        ("a\n\n***\n\nb", "a\n\n***\n\nb"),
        ("    **Lưu** Ninh", "Lưu Ninh"),  # papers indent their paragraphs: this is no code
        ("~~~ sql\nselect *\n  from a\n~~~\nb", "~~~ sql\nselect *\n  from a\n~~~\nb"),
        ("```\n**a**", "```\n**a**"),
        ("- ```\n  **a**\n  ```", "- ```\n**a**\n```"),
        ("[1]: http://a.b 'Lưu'\n\nx", "[1]: http://a.b 'Lưu'\n\nx"),
        ("<Nam Ninh>\n\nx", "<Nam Ninh>\n\nx"),
        ("<div class='a_b_c'>\n<p>Lưu <b>Ninh</b></p>\n</div>\n\n**x**", "Lưu Ninh\n\nx"),
        ("<title>Lưu</title>\n<p>Ninh", "Lưu\n\nNinh"),
        ("<!--\n\n**Lưu** Ninh", "**Lưu** Ninh"),  # never closed, so it hides nothing
    ],
)
def test_blocks_are_text_line_by_line(text: str, body: str) -> None:
    # Without what HTML blocks leave at the edges, and with one blank line for many.
    found = str(parse_markdown(f"# T\n\n{text}")["body"])
    while "\n\n\n" in found:
        found = found.replace("\n\n\n", "\n\n")
    assert found == body


def test_rows_of_a_table_keep_every_cell() -> None:
    # The parser drops "e": the header has two cells.
    text = "# T\n\n| a | **b** |\n|---|:-:|\n| [c](x) | d | e |\n| f |\n\ng"
    assert parse_markdown(text)["body"] == "| a | b |\n| c | d | e |\n| f |\n\ng"


@pytest.mark.parametrize("text", ["# Hội đàm", "Hội đàm\n===", "<b>Hội</b> đàm\n==="])
def test_a_heading_of_either_kind_is_the_title(text: str) -> None:
    assert parse_markdown(f"{text}\nHai bên.") == {"title": "Hội đàm", "body": "Hai bên."}


@pytest.mark.parametrize("text", ["> # Tin\n\nx", "- # Tin\n\nx", "## Tin\n\nx"])
def test_a_heading_in_a_quote_or_list_or_of_another_level_stays_in_the_text(text: str) -> None:
    assert "Tin" in str(parse_markdown(f"Lời dẫn.\n\n{text}")["body"])


@pytest.mark.parametrize("mark", [">", "- ", "1. ", "> - ", "[", "![", "*a ", "**“"])
def test_what_is_nested_too_deep_is_kept(mark: str) -> None:
    record = parse_markdown(f"Lời dẫn.\n\n{mark * 1_000} Lưu Ninh\n\nTrần Cương")
    assert "Lưu Ninh" in str(record["body"])
    assert "Trần Cương" in str(record["body"])


def test_a_text_of_too_many_marks_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown_text, "MOST_MARKS", 100)
    path = tmp_path / "a.md"
    path.write_text("- x\n" * 101, "utf-8")
    (failure,) = read_markdown(Source(path, "a.md"))
    assert isinstance(failure, Failure)
    assert "101 lines" in failure.reason
    assert "split it" in failure.reason


WORDS = st.text(alphabet="aĐéữ中宁1-.,:;“”（）'\"!?", min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=5))
def test_no_word_of_a_plain_paragraph_is_lost(lines: list[str]) -> None:
    record = parse_markdown("# T\n\nLời dẫn.\n" + "\n".join(lines))
    kept = str(record["body"]).split()
    for word in (word for line in lines for word in line.split()):
        letters = word.strip("-.")
        assert not letters or any(letters in one for one in kept)


@given(st.text(alphabet='aĐ中*_[]()`~#!\\-+=|>: \n\t1."<', max_size=200) | st.text(max_size=100))
def test_letters_are_never_lost(text: str) -> None:
    # Links lose their address and references their label, so this text has none; a tag is no text.
    for mark in ("](", "][", "<", "&"):
        text = clean(text).replace(mark, " ".join(mark) + " ")
    record = parse_markdown(text)
    kept = f"{record['title']}{record['body']}"
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())


PIECES = "Lưu·宁·1. ·- ·> ·\n\n·```\n·|-|-|\n·<b>·</b>·<div>·<!--·-->·[a]: ·](x)·&amp;·&#0;·    "


@given(
    st.lists(
        st.sampled_from(
            [*"*_[]()`~#!\\-+=|>:<&\n\t ", *PIECES.split("·")],
        ),
        max_size=60,
    ).map("".join)
)
def test_any_markup_is_read_and_gives_only_what_was_written(text: str) -> None:
    record = parse_markdown(text)
    kept = f"{record['title']} {record['body']}"
    for name in ("Lưu", "宁"):
        assert kept.count(name) <= text.count(name)
    if not {"<", "("} & set(text):
        assert kept.count("Lưu") == text.count("Lưu")
