"""Answers as JSON."""

from __future__ import annotations

from search.answer.serializers import snippets_json
from search.archive import Archive
from search.request import Request


def test_a_passage_is_the_text_at_its_place(archive: Archive) -> None:
    hits = archive.results(Request("Lưu Ninh", limit=20)).hits
    passages = [(hit.document, one) for hit in hits for one in snippets_json(hit.snippets)]
    assert passages
    for document, one in passages:
        text = document.title if one["field"] == "title" else document.body
        assert text[one["start"] : one["end"]] == one["text"]  # type: ignore[misc]
