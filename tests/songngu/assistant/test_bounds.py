"""What an answer leaves out is counted, and the spans of a document are its whole."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from songngu.assistant.bounds import SHORT, short_facets, shortened, span_of


def document(body: str, starts: list[int]) -> dict[str, Any]:
    places = [{"field": "body", "start": one, "end": one + 1} for one in sorted(starts)]
    title = {"field": "title", "start": 0, "end": 1}
    return {"body": body, "spans": [title, *places], "mentions": places}


@given(st.text(max_size=40), st.integers(1, 15), st.data())
def test_spans_joined_are_the_document(body: str, length: int, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, max(0, len(body) - 1)), unique=True))
    starts = starts if body else []
    text, places, start = "", [], 0
    while start < len(body):
        part = span_of(document(body, starts), start, length)
        assert (part["start"], part["length"]) == (start, len(body))
        assert part["end"] > start
        text += part["body"]
        places += part["mentions"]
        assert part["spans"][0]["field"] == "title"
        start = part["end"]
    assert text == body
    assert [one["start"] for one in places] == sorted(starts)


def test_a_span_behind_the_end_is_empty() -> None:
    part = span_of(document("abc", [0, 2]), 7, 5)
    assert (part["body"], part["start"], part["end"], part["mentions"]) == ("", 3, 3, [])


def test_lists_are_cut_and_the_rest_is_counted() -> None:
    shape = {"a": [1, 2, 3], "b": [1], "c": [1, 2]}
    cut = shortened(shape, a=2, b=2)
    assert cut == {"a": [1, 2], "b": [1], "c": [1, 2], "more": {"a": 1}}
    assert shape["a"] == [1, 2, 3]


def test_facets_are_cut_and_the_rest_is_counted() -> None:
    shape = {"total": 1, "facets": {"year": list(range(SHORT + 3)), "lang": [1]}}
    cut = short_facets(shape)
    assert cut["facets"] == {"year": list(range(SHORT)), "lang": [1]}
    assert cut["more"] == {"year": 3}
    assert cut["total"] == 1
