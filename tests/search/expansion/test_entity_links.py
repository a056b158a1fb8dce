"""What a name names here: gates and places of the gazetteer, people whom only the texts know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.tokens import analyse
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.expansion.entity_links import EntityLink, with_other_sides
from search.expansion.term_expander import TermExpander
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.query_term import QueryTerm, term_of
from synonyms.gazetteer import load

TEXTS = [
    "Hàng qua cửa khẩu Hữu Nghị (Lạng Sơn) tăng.",
    "Nghệ sĩ Trần Hữu Nghị kể chuyện. Ông Trần Hữu Nghị sinh năm 1950.",
    "友谊关口岸恢复通关。",
    "Đồng chí Lưu Ninh thăm Lạng Sơn.",
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder: Path = tmp_path_factory.mktemp("links")
    build([Document(str(at), "", text, "vi") for at, text in enumerate(TEXTS)], folder)
    with Archive(folder).reading() as snapshot:
        yield snapshot


def links(reader: Reader, text: str, kind: str = "") -> list[tuple[str, str]]:
    tokens = analyse(text)
    term = term_of(text, tokens, 0, len(tokens))
    asked = QueryTerm(term.text, term.keys, term.classes, designation=kind)
    selected = TermExpander(reader, NameLookup(load()), Request(text)).select(asked)
    return [(one.kind, one.id) for one in selected.links]


@pytest.mark.parametrize("text", ["Hữu Nghị", "huu nghi"])
def test_a_gate_is_named_in_any_spelling(reader: Reader, text: str) -> None:
    assert links(reader, text) == [("gate", "huu-nghi")]


def test_a_person_whom_only_texts_know_is_named(reader: Reader) -> None:
    assert links(reader, "Trần Hữu Nghị") == [("person", "trần hữu nghị")]
    assert links(reader, "tran huu nghi") == [("person", "trần hữu nghị")]


def test_a_designation_keeps_what_is_of_its_kind(reader: Reader) -> None:
    assert links(reader, "Hữu Nghị", "gate") == [("gate", "huu-nghi")]
    assert links(reader, "Hữu Nghị", "person") == []
    assert links(reader, "Trần Hữu Nghị", "gate") == []


def test_what_no_document_mentions_is_not_named(reader: Reader) -> None:
    assert links(reader, "Trà Lĩnh") == []


def test_the_other_side_of_a_gate_is_added_where_it_is_mentioned(reader: Reader) -> None:
    own = (EntityLink("gate", "huu-nghi", 1),)
    both = with_other_sides(reader, NameLookup(load()), own)
    assert [(one.id, one.is_other_side) for one in both] == [
        ("huu-nghi", False),
        ("youyiguan", True),
    ]
