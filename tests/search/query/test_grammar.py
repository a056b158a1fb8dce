"""What a person typed, as a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.grammar import (
    All,
    Beginning,
    Dates,
    Either,
    InField,
    Nearby,
    Node,
    Quoted,
    Without,
    Words,
    parse,
)
from search.request_errors import BadRequest


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Lưu Ninh", Words("Lưu Ninh")),
        ('"hội đàm"', Quoted("hội đàm")),
        ("“hội đàm”", Quoted("hội đàm", strict=False)),
        ("「会谈」", Quoted("会谈", strict=False)),
        ("a -b", All((Words("a"), Without(Words("b"))))),
        ("(刘宁 OR 陈刚) x", All((Either((Words("刘宁"), Words("陈刚"))), Words("x")))),
        ("lang:vi", InField("lang", "vi", False)),
        ('source:"Báo X" y', All((InField("source", "Báo X", True), Words("y")))),
        ("title:Lưu Ninh", InField("title", "Lưu Ninh", False)),
        ("2019..2022", Dates("2019", "2022")),
        ("..2022-05", Dates("", "2022-05")),
        ("date:2023", Dates("2023", "2023")),
        ("biên gi*", All((Words("biên"), Beginning("gi")))),
        ("刘宁 near 口岸", Nearby(Words("刘宁"), Words("口岸"), 10)),
        ("a near/3 b", Nearby(Words("a"), Words("b"), 3)),
        ("Jong-un 1119-1120", Words("Jong-un 1119-1120")),
        ("T.Ư 12/2024/NĐ-CP", Words("T.Ư 12/2024/NĐ-CP")),
        ("Bí thư: họp", Words("Bí thư: họp")),
        ("5 -3", Words("5 -3")),
    ],
)
def test_a_query_is_read(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(a", "unbalanced"),
        ("a)", "unbalanced"),
        ("   ", "query_empty"),
        ("a OR", "operator_alone"),
        ("OR a", "operator_alone"),
        ("near b", "operator_alone"),
        ("a near/0 b", "near_wide"),
        ("a near/101 b", "near_wide"),
        ("(" * 60 + "a" + ")" * 60, "too_deep"),
        (" ".join(f'"{n}"' for n in range(100)), "too_many_parts"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(BadRequest) as caught:
        parse(text)
    assert caught.value.code == code


@given(st.text('ab刘 ()"-|OR:*..2019near/') | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except BadRequest:
        return
    assert parse(text) == tree
