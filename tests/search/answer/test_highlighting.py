"""Matches in the text as stored, and the passages shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from search.answer.document_view import body_pieces, title_pieces
from search.answer.highlighting import SNIPPET_REACH, pieces, snippets
from search.answer.marked_text import Span
from search.archive import Archive
from search.request import Request


def spans(archive: Archive, query: str, doc_id: str) -> list[tuple[str, str, str]]:
    view = archive.document(doc_id, Request(query))
    fields = {
        "title": "".join(piece.text for piece in title_pieces(view)),
        "body": "".join(piece.text for piece in body_pieces(view, 0, len(view.document.body))),
    }
    return [
        (fields[span.field][span.start : span.end], span.form, span.kind) for span in view.spans
    ]


@pytest.mark.parametrize(
    ("query", "doc_id", "found"),
    [
        ("luu ninh", "vi-title", [("Lưu Ninh", "Lưu Ninh", "toneless")]),
        ("Lưu Ninh", "zh-body", [("刘宁", "刘宁", "han")]),
        # The text stays traditional; the form is the key's.
        ("Lưu Ninh", "zh-trad", [("劉寧", "刘宁", "han")]),
        ("刘宁", "latin", [("Liu Ning", "Liu Ning", "pinyin")]),
        ("thủy điện", "hoa", [("thuỷ điện", "thủy điện", "typed")]),
        ("Hữu Nghị", "friendly", []),
        ("trắn*", "white-house", [("Trắng", "trắn*", "typed")]),
        (
            "hoi dam ve cua khau",
            "phrase",
            [("hội đàm", "hội đàm", "toneless"), ("cửa khẩu", "cửa khẩu", "toneless")],
        ),
    ],
)
def test_a_span_is_the_form_as_it_stands(
    archive: Archive, query: str, doc_id: str, found: list[tuple[str, str, str]]
) -> None:
    assert spans(archive, query, doc_id) == found


BODY = "Một hai ba. " * 40 + "Lưu Ninh" + " bốn năm sáu." * 40


def test_a_passage_begins_and_ends_with_a_word() -> None:
    at = BODY.index("Lưu")
    span = Span("body", at, at + 8, "Lưu Ninh", "typed")
    (found,) = snippets(Document("x", "", BODY, "vi"), [span])
    text = "".join(piece.text for piece in found.pieces)
    assert BODY[found.start :].startswith(text)
    assert len(text) <= 2 * SNIPPET_REACH + 8 + 24
    assert text.split()[0] in ("Một", "hai", "ba.")
    assert text.split()[-1].strip(".") in ("bốn", "năm", "sáu")
    assert (found.before, found.after) == (True, True)
    assert [piece.text for piece in found.pieces if piece.form] == ["Lưu Ninh"]


def test_a_match_is_never_cut_by_the_end_of_a_passage() -> None:
    body = "新华社" + "刘宁" * 200
    all_spans = [Span("body", at, at + 2, "刘宁", "typed") for at in range(3, len(body), 2)]
    for found in snippets(Document("x", "", body, "zh"), all_spans):
        assert all(piece.text == "刘宁" for piece in found.pieces if piece.form)


def test_a_document_without_a_match_in_its_text_shows_its_opening() -> None:
    (found,) = snippets(Document("x", "", BODY, "vi"), [])
    assert (found.start, found.before, found.after) == (0, False, True)


@given(st.text(max_size=60), st.data())
def test_pieces_joined_are_the_text(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    made = [Span("body", a, b, "f", "typed") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    found = pieces(text, made)
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.form] == [text[s.start : s.end] for s in made]
