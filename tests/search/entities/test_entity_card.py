"""The card of what a query names is made of the same counts as its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.entities import entity_card
from search.entities.entity_card import NAMED_WITH, OFFICES, EntityCard
from search.request import Request

DOCUMENTS = [
    Document("1", "", "Bí thư Lưu Ninh gặp ông Trần Cương.", "vi", "2021-01-01"),
    Document("2", "", "Bí thư Khu ủy Lưu Ninh thăm Lạng Sơn.", "vi", "2023-01-01"),
    Document("3", "", "广西党委书记刘宁会见陈刚。刘宁强调合作。", "zh", "2023-02-01"),
    Document("4", "", "Lưu Ninh phát biểu.", "vi"),
    Document("5", "", "Trần Cương phát biểu.", "vi", "2024"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("card") / "index"
    build(DOCUMENTS, folder)
    return Archive(folder)


def card_of(archive: Archive, request: Request) -> EntityCard:
    results, card = archive.results_with_card(request)
    assert card is not None
    assert card.counted == results.answers[0].entity
    return card


@pytest.mark.parametrize(
    "request_",
    [Request("luu ninh"), Request("刘宁", since="2022"), Request("Lạng Sơn")],
    ids=str,
)
def test_the_years_add_up_to_the_mentions_of_the_answer(
    archive: Archive, request_: Request
) -> None:
    card = card_of(archive, request_)
    for one in card.counted.counts:
        assert sum(row.get(one.lang, 0) for row in card.years.values()) == one.mentions
    assert sum(one.mentions for one in card.counted.counts) > 0


def test_filters_hold_for_the_years_except_that_of_the_language(archive: Archive) -> None:
    assert set(card_of(archive, Request("luu ninh", since="2022")).years) == {"2023"}
    whole = card_of(archive, Request("luu ninh"))
    assert card_of(archive, Request("luu ninh", filters={"lang": ("zh",)})).years == whole.years


def test_who_is_named_with_it_is_counted_within_all_filters(archive: Archive) -> None:
    whole = card_of(archive, Request("luu ninh")).together
    assert 0 < len(whole) <= NAMED_WITH
    assert "Trần Cương" in {row.name.vi for row in whole}
    narrowed = card_of(archive, Request("luu ninh", since="2022")).together
    assert sum(row.documents for row in narrowed) < sum(row.documents for row in whole)


def test_the_latest_offices_come_first_and_each_once(archive: Archive) -> None:
    offices = card_of(archive, Request("luu ninh")).offices
    assert 0 < len(offices) <= OFFICES
    assert offices[0].year == "2023"
    words = [word for one in offices for word in (one.vi, one.zh) if word]
    assert len(words) == len(set(words))


def test_what_a_list_was_narrowed_to_has_a_card_unless_something_else_is_asked(
    archive: Archive,
) -> None:
    narrowed = {"people": ("liu-ning",)}
    assert card_of(archive, Request("", filters=narrowed)).counted.id == "liu-ning"
    assert archive.results_with_card(Request("phát biểu", filters=narrowed))[1] is None
    two = {"people": ("liu-ning", "chen-gang")}
    assert archive.results_with_card(Request("", filters=two))[1] is None


def test_the_same_are_named_with_it_however_few_are_asked_for_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("Nguyễn Văn An", "Trần Văn Bình", "Lê Văn Cường", "Phạm Văn Dũng", "Vũ Văn Em")
    texts = [f"Bí thư Lưu Ninh gặp ông {one}." for one in (*people, people[3])]
    # Of those who stand with him once, the one whom most of the others name comes first.
    texts += [f"Ông {people[4]} phát biểu."] * 3
    build([Document(str(at), "", text, "vi") for at, text in enumerate(texts)], tmp_path / "index")
    shown = []
    for asked in (3, 300):
        monkeypatch.setattr(entity_card, "FIRST_ASKED", asked)
        card = card_of(Archive(tmp_path / "index"), Request("Lưu Ninh"))
        shown.append([row.name.vi for row in card.together])
    assert shown[0] == shown[1]
    assert shown[0][:2] == [people[3], people[4]]
