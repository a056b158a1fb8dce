"""The forms found in windows of a text are those that are found in the whole text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import Tokens, analyse
from search.answer.form_windows import SHORTEST, windows
from search.terms.forms import ANY, Form, FormKind, occurrences
from synonyms.spelling import nfc

Found = list[tuple[int, int, Form]]

KEYS = (
    *(("lưu", "ninh"), ("ninh",), ("ninh", "bình"), ("lưu", "ninh", "bình"), ("hòa", "bình")),
    *(("liên", "hợp", "quốc"), ("jong", "un"), ("un",), ("ninh", "ninh"), ("2", "ninh")),
    *(("刘", "宁"), ("宁",), ("宁", "宁"), ("刘", "宁", "宁"), ("宁", "ninh")),
)
FORMS = [Form(keys, case, FormKind.TYPED) for keys in KEYS for case in (ANY, CAP, HALF, OTHER)]

PIECES = (
    *("Lưu", "lưu", "LƯU", "Ninh", "ninh", "Bình", "bình", "Hòa", "Hoà", "hoà", "Ninhx", "xlưu"),
    *(
        "Liên",
        "hợp",
        "quốc",
        "Jong",
        "Jong-un",
        "un",
        "2",
        "II",
        "và",
        "TP.",
        "Th.S",
        "http://a.b/c",
    ),
    *("刘", "劉", "宁", "寧", "々", "国", "ン", "Lưu\u200bNinh", "Ni\u200bnh", "Ｌưu", "⻘"),
)
GAPS = (
    " ",
    "  ",
    "",
    "-",
    "·",
    "\n",
    "\n\n",
    ", ",
    ". ",
    "。",
    " – ",
    "_",
    "'",
    "/",
    "\u00a0",
    "“",
    "&",
)

PADDING = "trong những năm qua " * (SHORTEST // 20 + 1)


def found_in(text: str, cut: Sequence[tuple[int, Tokens]], forms: Sequence[Form]) -> Found:
    """Return where the forms stand in the pieces of a text."""
    return [
        (start + tokens.starts[at], start + tokens.ends[at + len(form.keys) - 1], form)
        for start, tokens in cut
        for at, form in occurrences(forms, tokens)
    ]


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=40),
    st.lists(st.sampled_from(FORMS), max_size=8, unique=True),
    st.sampled_from((0, 1, 3)),
)
@example([("Lưu", " "), ("Ninh", " "), ("Ninh", " "), ("Ninh", ". ")], FORMS, 0)
def test_windows_hold_what_the_whole_text_does(
    pieces: list[tuple[str, str]], forms: list[Form], every: int
) -> None:
    parts = [f"{piece}{gap}" for piece, gap in pieces]
    for at in range(len(parts) - 1, 0, -every or -len(parts) - 1):
        parts.insert(at, PADDING)
    text = nfc("".join(parts) + PADDING)
    cut = windows(text, forms)
    if cut is None:
        return
    assert found_in(text, cut, forms) == found_in(text, [(0, analyse(text))], forms)
    assert all(text[start:].startswith(tokens.text) for start, tokens in cut)


def test_little_of_a_text_is_cut() -> None:
    text = f"{PADDING}ông Lưu Ninh nói. {PADDING}劉寧 và {PADDING}"
    cut = windows(text, FORMS)
    assert cut is not None
    assert [one.tokens.text for one in cut] == ["ông Lưu Ninh", "qua 劉寧"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Lưu Ninh", ("lưu", "ninh")),
        (PADDING + "Lưu\u200b Ninh", ("lưu", "ninh")),
        (PADDING + "Lưu Ninh", ("lưu", ",", "ninh")),
        ("Lưu Ninh " * 100, ("lưu", "ninh")),
    ],
)
def test_other_texts_are_cut_whole(text: str, keys: tuple[str, ...]) -> None:
    assert windows(text, [Form(keys, ANY, FormKind.TYPED)]) is None


def test_a_text_without_the_forms_is_not_cut() -> None:
    assert windows(PADDING, FORMS[:4]) == []
