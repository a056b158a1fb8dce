"""One id, one document."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from corpus.document import Document, Failure
from corpus.document_ids import Identities

FIRST = Document(id="1", title="a", body="b", lang="vi", path="x.jsonl", line=1)


def test_documents_and_failures_pass_in_order() -> None:
    items: list[Document | Failure] = [FIRST, Failure("y", 0, "bad"), replace(FIRST, id="2")]
    assert list(Identities().unique(items)) == items


def test_a_repeat_is_dropped_and_counted_wherever_it_stands() -> None:
    identities = Identities()
    items = [FIRST, FIRST, replace(FIRST, path="z.jsonl", line=9)]
    assert list(identities.unique(items)) == [FIRST]
    assert identities.repeats == 2


@pytest.mark.parametrize(
    "field", ["title", "body", "lang", "date", "source", "url", "province", "genre"]
)
def test_another_document_with_the_same_id_is_a_failure(field: str) -> None:
    identities = Identities()
    other = replace(FIRST, path="z.jsonl", line=9, **{field: "other"})
    kept, failure = identities.unique([FIRST, other])
    assert kept == FIRST
    assert isinstance(failure, Failure)
    assert (failure.path, failure.line, failure.lost) == ("z.jsonl", 9, True)
    assert "'1'" in failure.reason
    assert identities.repeats == 0


def test_text_moved_between_fields_is_a_difference() -> None:
    moved = replace(FIRST, title="ab", body="")
    assert isinstance(list(Identities().unique([FIRST, moved]))[1], Failure)


def test_several_runs_of_items_are_one_set() -> None:
    identities = Identities()
    assert list(identities.unique([FIRST])) == [FIRST]
    assert list(identities.unique([FIRST])) == []
