"""A document as an engine takes it, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.document import Document
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.records import (
    UNDATED,
    date_key,
    from_stored,
    order_key,
    to_record,
    with_annotation,
)
from indexer.engines.protocol import Record
from indexer.linking.mention import OTHER, Mention, Uncorrected


def recorded(document: Document) -> Record:
    return to_record(Analysed.of(document))


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)


@given(TEXT, TEXT, TEXT)
def test_what_is_stored_gives_the_document_back(title: str, body: str, source: str) -> None:
    document = Document("id", title, body, "vi", "2023-02", source=source, line=7)
    assert from_stored(recorded(document).stored) == document


@given(TEXT, TEXT)
def test_keys_hold_nothing_an_engine_cuts_at(title: str, body: str) -> None:
    record = recorded(Document("id", title, body, "vi"))
    for key in record.tokenised[fields.BODY].split(" "):
        assert key
        assert not set(key) & set(" \t\n_^|")
    for term in record.tokenised[fields.PAIR].split():
        assert not set(term) & set(" \t\n|")


def test_no_pair_reaches_from_the_title_into_the_text() -> None:
    record = recorded(Document("id", "Thăm Lưu", "Ninh Bình", "vi"))
    assert "lưu_ninh" not in record.tokenised[fields.PAIR].split()
    assert record.tokenised[fields.BODY] == "thăm lưu . ninh bình"


def test_only_the_titles_terms_are_title_terms() -> None:
    record = recorded(Document("id", "Lưu Ninh", "Trần Cương", "vi"))
    terms = set(record.tokenised[fields.TITLE_PAIR].split())
    assert {"lưu_ninh", "^lưu_ninh", "lưu", "ninh"} <= terms
    assert not any("trần" in term for term in terms)


def test_what_a_document_does_not_say_is_unknown() -> None:
    keywords = recorded(Document("id", "", "x", "vi")).keywords
    assert keywords[fields.DATE] == UNDATED
    assert {keywords[name] for name in (fields.YEAR, fields.MONTH, fields.SOURCE)} == {
        fields.UNKNOWN
    }
    assert recorded(Document("id", "", "x", "vi", "2023")).keywords[fields.MONTH] == fields.UNKNOWN


def test_order_is_newest_first_undated_last_then_by_id() -> None:
    dated = [("2024-05-01", "b"), ("2024-05-01", "c"), ("2023", "a"), ("", "a")]
    keys = [order_key(date, doc_id) for date, doc_id in dated]
    assert keys == sorted(keys)
    assert date_key("2024-05") == "20240500"


MENTIONS = st.builds(
    Mention,
    field=st.sampled_from(("title", "body")),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    surface=TEXT,
    entity=TEXT,
    kind=TEXT,
    label=TEXT,
    reason=TEXT,
    place=TEXT,
    partial=st.booleans(),
    title=TEXT,
    correction=TEXT,
    was=st.none() | st.builds(Uncorrected, TEXT, TEXT, TEXT, TEXT, TEXT),
)


@given(mentions=st.lists(MENTIONS, max_size=3))
def test_mentions_come_back_as_they_were(mentions: list[Mention]) -> None:
    document = Document("id", "Lưu", "Ninh", "vi")
    annotation = Annotation(tuple(mentions), "v")
    with_entities = replace(
        annotation, mentions=tuple(one._replace(label=OTHER) for one in mentions)
    )
    record = to_record(Analysed.of(document), with_entities)
    assert with_annotation(record.stored) == (document, with_entities)


def test_mentions_of_other_columns_are_not_taken_for_ours() -> None:
    stored = recorded(Document("id", "Lưu", "Ninh", "vi")).stored
    with pytest.raises(ValueError, match="a mention has the columns"):
        with_annotation(stored.replace('"surface"', '"form"'))
